package org.blup.internal.reml.solution;

import java.util.List;
import org.blup.internal.numeric.Quadratic;

/**
 * Elements of the random effects' covariances on which the likelihood does not depend, and what
 * else depends on them. Estimates of these elements are one choice of many that fit alike; so are
 * standard errors, and estimates, of combinations of fixed effects that are not the same for all
 * choices. Found by comparing the fixed effects at two covariances between which the likelihood
 * does not distinguish.
 */
public final class UndeterminedVariances {

  /** No undetermined variances. */
  public static final UndeterminedVariances NONE = new UndeterminedVariances(List.of(), List.of());

  /** Answers that differ by less than this share of their size are the same. */
  public static final double SAME_ESTIMATE = 1e-6;

  /** Two solutions at covariances between which the likelihood does not distinguish. */
  public record Pair(Solution first, Solution second) {}

  /** For each term whether its covariance's elements are undetermined, size × size. */
  private final List<boolean[]> elements;

  /** For each direction the solutions at two covariances along it. */
  private final List<Pair> pairs;

  /**
   * Variances that are undetermined.
   *
   * @param elements for each term whether its covariance's elements are, size × size
   * @param pairs for each direction the solutions at two covariances along it
   */
  public UndeterminedVariances(List<boolean[]> elements, List<Pair> pairs) {
    this.elements = elements;
    this.pairs = pairs;
  }

  /** How many directions of the covariances the likelihood does not depend on. */
  public int directions() {
    return pairs.size();
  }

  /** Whether all variances are determined. */
  public boolean isEmpty() {
    return elements.isEmpty();
  }

  /** Whether an element of a term's covariance, in the user's basis, is undetermined. */
  public boolean includes(int term, int row, int column) {
    return !isEmpty()
        && elements.get(term)[row * (int) Math.sqrt(elements.get(term).length) + column];
  }

  /** For each direction two solutions along it. */
  public List<Pair> pairs() {
    return pairs;
  }

  /**
   * Whether the estimate or the standard error of {@code ℓᵀβ} depends on an undetermined variance.
   *
   * @param hypothesis ℓ, in the basis of the equations
   */
  public boolean affects(double[] hypothesis) {
    for (Pair pair : pairs) {
      double variance = form(hypothesis, pair.first.betaCovariance());
      double other = form(hypothesis, pair.second.betaCovariance());
      if (!(Math.abs(variance - other) <= SAME_ESTIMATE * variance)) {
        return true;
      }
    }
    return affectsEstimate(hypothesis);
  }

  /** Whether the estimate of {@code ℓᵀβ} depends on an undetermined variance. */
  public boolean affectsEstimate(double[] hypothesis) {
    for (Pair pair : pairs) {
      double change = Quadratic.dot(hypothesis, pair.first.beta());
      change -= Quadratic.dot(hypothesis, pair.second.beta());
      double variance = form(hypothesis, pair.first.betaCovariance());
      if (!(Math.abs(change) <= SAME_ESTIMATE * Math.sqrt(variance))) {
        return true;
      }
    }
    return false;
  }

  private static double form(double[] x, double[] square) {
    return Quadratic.dot(x, Quadratic.times(square, x));
  }
}
