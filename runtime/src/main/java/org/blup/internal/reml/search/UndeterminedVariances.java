package org.blup.internal.reml.search;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.Quadratic;
import org.blup.internal.reml.equations.EquationSetup;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.Templates;
import org.blup.internal.reml.equations.UserBasis;

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

  /** Estimates and variances of fixed effects that differ by less than this share are the same. */
  private static final double SAME = 1e-6;

  /** How far covariances are moved along a direction, as a share of the way to the border. */
  private static final double STEP = 0.9;

  private record FixedEffects(double[] beta, double[] covariance) {}

  /** For each term whether its covariance's elements are undetermined, size × size. */
  private final List<boolean[]> elements;

  /** For each direction the fixed effects at two covariances along it. */
  private final List<FixedEffects> before = new ArrayList<>();

  private final List<FixedEffects> after = new ArrayList<>();

  /** For each direction the change of each group's covariance, in the basis of the equations. */
  private final List<double[][]> changes = new ArrayList<>();

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
    MixedModelEquations model = new MixedModelEquations(setup, true);
    UndeterminedTerms.refuse(flat, model.templates);
    List<boolean[]> elements = new ArrayList<>();
    for (int t = 0; t < model.templates.terms().size(); t++) {
      elements.add(elements(flat, model.templates, setup.userBasis, t));
    }
    UndeterminedVariances undetermined = new UndeterminedVariances(elements);
    for (double[] direction : flat.directions()) {
      undetermined.changes.add(changes(flat, model.templates, direction));
      undetermined.before.add(fixedEffects(model, flat.moved(direction, 1, STEP)));
      undetermined.after.add(fixedEffects(model, flat.moved(direction, 1, -STEP)));
    }
    return undetermined;
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

  /**
   * Whether the estimate or the standard error of {@code ℓᵀβ} depends on an undetermined variance.
   *
   * @param hypothesis ℓ, in the basis of the equations
   */
  public boolean affects(double[] hypothesis) {
    for (int d = 0; d < before.size(); d++) {
      double first = form(hypothesis, before.get(d).covariance());
      double second = form(hypothesis, after.get(d).covariance());
      double change = Quadratic.dot(hypothesis, before.get(d).beta());
      change -= Quadratic.dot(hypothesis, after.get(d).beta());
      if (!(Math.abs(first - second) <= SAME * first)
          || !(Math.abs(change) <= SAME * Math.sqrt(first))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a prediction depends on an undetermined variance: the fixed effects do, or the variance
   * that the random effects in it have before the data are known.
   *
   * @param hypothesis the row of X, in the basis of the equations
   * @param z for each group the factors of a level's effects
   */
  public boolean affects(double[] hypothesis, double[][] z) {
    for (double[][] change : changes) {
      for (int g = 0; g < z.length; g++) {
        double sum = 0;
        double size = 0;
        for (int i = 0; i < change[g].length; i++) {
          double part = z[g][i / z[g].length] * change[g][i] * z[g][i % z[g].length];
          sum += part;
          size += Math.abs(part);
        }
        if (Math.abs(sum) > SAME * size) {
          return true;
        }
      }
    }
    return affects(hypothesis);
  }

  private static FixedEffects fixedEffects(MixedModelEquations model, double[][] factors) {
    model.criterion(factors);
    model.solve();
    return new FixedEffects(model.beta(), Optimum.fixedCovariance(model, model.sigma()));
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

  private static double[][] changes(FlatDirections flat, Templates templates, double[] direction) {
    double[][] changes = templates.newFactors();
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      double[] matrix = matrix(flat, templates, t, direction);
      int size = templates.groupSize(term.group());
      for (int i = 0; i < matrix.length; i++) {
        int row = term.offset() + i / term.size();
        changes[term.group()][row * size + term.offset() + i % term.size()] = matrix[i];
      }
    }
    return changes;
  }

  private static double form(double[] x, double[] square) {
    return Quadratic.dot(x, Quadratic.times(square, x));
  }
}
