package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.identification.FlatDirections;
import org.blup.internal.reml.identification.UndeterminedTerms;
import org.blup.internal.reml.identification.UndeterminedVarianceException;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.setup.UserBasis;

/**
 * Elements of the random effects' covariances on which the likelihood does not depend, and what
 * else depends on them. Estimates of these elements are one choice of many that fit alike; so are
 * standard errors, and estimates, of combinations of fixed effects that are not the same for all
 * choices. Found by comparing the fixed effects at two covariances between which the likelihood
 * does not distinguish.
 */
public final class UndeterminedVariances {

  /** No undetermined variances. */
  public static final UndeterminedVariances NONE = new UndeterminedVariances(List.of());

  /** Answers that differ by less than this share of their size are the same. */
  public static final double SAME_ESTIMATE = 1e-6;

  /**
   * How far the other way: not as far, for answers may be even functions of the direction, which
   * are equal at equal distances.
   */
  private static final double BACK = 0.4;

  /** Two solutions at covariances between which the likelihood does not distinguish. */
  public record Pair(Solution first, Solution second) {}

  /** For each term whether its covariance's elements are undetermined, size × size. */
  private final List<boolean[]> elements;

  /** For each direction the solutions at two covariances along it. */
  private final List<Pair> pairs = new ArrayList<>();

  private UndeterminedVariances(List<boolean[]> elements) {
    this.elements = elements;
  }

  /**
   * What depends on directions.
   *
   * @throws UndeterminedVarianceException if a whole term, or the residual, is undetermined
   */
  static UndeterminedVariances of(FlatDirections flat, EquationSetup setup) {
    if (flat.isEmpty()) {
      return NONE;
    }
    UndeterminedTerms.refuse(flat, setup.templates);
    List<boolean[]> elements = new ArrayList<>();
    for (int t = 0; t < setup.templates.terms().size(); t++) {
      elements.add(elements(flat, setup.templates, setup.userBasis, t));
    }
    UndeterminedVariances undetermined = new UndeterminedVariances(elements);
    Objective objective = new Objective(setup, true, (theta, value) -> {});
    for (double[] direction : flat.directions()) {
      Solution first = solution(objective, flat.moved(direction, 1, FlatDirections.SHARE_OF_WAY));
      undetermined.pairs.add(new Pair(first, solution(objective, flat.moved(direction, 1, -BACK))));
    }
    return undetermined;
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

  private static Solution solution(Objective objective, double[][] factors) {
    double criterion = objective.value(factors);
    return new Optimum(
        objective, criterion, List.of(), 0, NONE, Optional.empty(), objective.evaluations());
  }

  private static boolean[] elements(
      FlatDirections flat, Templates templates, UserBasis basis, int t) {
    Term term = templates.terms().get(t);
    int k = term.size();
    boolean[] undetermined = new boolean[k * k];
    double[] scale = basis.scale(t);
    for (double[] direction : flat.directions()) {
      double[] matrix = matrix(flat, templates, t, direction);
      double largest = 0;
      for (double element : matrix) {
        largest = Math.max(largest, Math.abs(element));
      }
      double[] users = basis.covariance(t, matrix);
      for (int i = 0; i < k * k; i++) {
        double size = Math.abs(users[i]) * scale[i / k] * scale[i % k];
        undetermined[i] |= size > FlatDirections.CHANGES * largest && largest > 0;
      }
    }
    return undetermined;
  }

  /** The change of a term's covariance in the working basis; zero where it is but rounding. */
  private static double[] matrix(
      FlatDirections flat, Templates templates, int t, double[] direction) {
    Term term = templates.terms().get(t);
    int k = term.size();
    double[] matrix = new double[k * k];
    for (int i = templates.elementStart[t]; i < templates.elementStart[t + 1]; i++) {
      int a = templates.row[i] - term.offset();
      int b = templates.column[i] - term.offset();
      double unit = templates.scale(i) * templates.scale(term.group(), templates.column[i]);
      double change = flat.share(direction, i) > FlatDirections.CHANGES ? direction[i] / unit : 0;
      matrix[a * k + b] = change;
      matrix[b * k + a] = change;
    }
    return matrix;
  }

  private static double form(double[] x, double[] square) {
    return Quadratic.dot(x, Quadratic.times(square, x));
  }
}
