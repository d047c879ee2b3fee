package org.blup.internal.inference.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.OfResiduals;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.reml.postfit.VarianceCriterion;

/**
 * The criterion with one standard deviation, correlation or σ fixed, as a function of everything
 * else. The covariance of a term is held by its Cholesky factor with the effects in question first:
 *
 * <pre>
 *   standard deviation   l₁₁ = τ                         the rest is free
 *   correlation          l₁₁ = s₁,  l₂₁ = ρ s₂,  l₂₂ = √(1 − ρ²) s₂    s₁, s₂ and the rest are free
 * </pre>
 *
 * so that no variable is bounded; s₁ and s₂ are squares of variables, for their signs would turn ρ
 * into −ρ. Variables are measured in units that make their steps of order one; log σ is behind
 * them, unless a standard deviation of the residuals is fixed or known, and last are the parameters
 * of the residuals' covariance.
 */
final class ProfileProblem implements ProfileCurve.Slice {

  /**
   * Diagonal elements and deviations below this are moved away from zero, where the gradient
   * vanishes.
   */
  private static final double LEAST = 0.03;

  private final VarianceCriterion criterion;
  private final ProfileTarget target;
  private final double[][] unit;
  private final int[][] order;
  private final List<Entry> free = new ArrayList<>();
  private final double[][] factors;
  private final ResidualVariables residual;
  private double fixed;
  private double[] x = {};

  /** How a variable enters a factor. */
  private enum Role {
    ELEMENT,
    FIRST_DEVIATION,
    SECOND_DEVIATION
  }

  /** A free element of a factor, in the order with the effects in question first. */
  private record Entry(int term, int row, int column, Role role) {}

  /**
   * A problem in units of its own.
   *
   * @param sigma about the residual standard deviation
   * @param phi the parameters of the residuals at the maximum
   */
  ProfileProblem(VarianceCriterion criterion, ProfileTarget target, double sigma, double[] phi) {
    this.criterion = criterion;
    this.target = target;
    residual = new ResidualVariables(phi, target instanceof OfResiduals own ? own : null);
    List<Term> terms = criterion.terms();
    unit = new double[terms.size()][];
    order = new int[terms.size()][];
    factors = new double[terms.size()][];
    for (int t = 0; t < terms.size(); t++) {
      int k = terms.get(t).size();
      unit[t] = criterion.columnScale(t);
      for (int a = 0; a < k; a++) {
        unit[t][a] = sigma / unit[t][a];
      }
      factors[t] = new double[k * k];
      order[t] = order(t, k);
      CovarianceStructure structure = terms.get(t).structure();
      int term = t;
      structure.forEachElement(
          k, (row, column) -> addFree(term, row, column, structure.isCorrelated()));
    }
  }

  private int[] order(int term, int k) {
    int[] first = {};
    if (target instanceof StandardDeviation sd
        && sd.term() == term
        && criterion.terms().get(term).structure().isCorrelated()) {
      first = new int[] {sd.effect()};
    } else if (target instanceof Correlation correlation && correlation.term() == term) {
      first = new int[] {correlation.effect1(), correlation.effect2()};
    }
    int[] order = Arrays.copyOf(first, k);
    int next = first.length;
    for (int a = 0; a < k; a++) {
      int effect = a;
      if (Arrays.stream(first).noneMatch(f -> f == effect)) {
        order[next++] = a;
      }
    }
    return order;
  }

  private void addFree(int t, int row, int column, boolean correlated) {
    if (target instanceof StandardDeviation sd && sd.term() == t) {
      int fixedRow = correlated ? 0 : sd.effect();
      if (row == fixedRow && column == fixedRow) {
        return;
      }
    }
    boolean correlating = target instanceof Correlation c && c.term() == t && row < 2;
    if (!correlating) {
      free.add(new Entry(t, row, column, Role.ELEMENT));
    } else if (column == 0) {
      Role role = row == 0 ? Role.FIRST_DEVIATION : Role.SECOND_DEVIATION;
      free.add(new Entry(t, row, column, role));
    }
  }

  /** About the standard deviation of an effect that moves responses as the residual does. */
  double unit(int term, int effect) {
    return unit[term][effect];
  }

  /** Fixes the standard deviation, correlation or σ in question. */
  void fix(double value) {
    fixed = value;
  }

  @Override
  public int size() {
    return firstOfResiduals() + residual.size();
  }

  private int firstOfResiduals() {
    return free.size() + (isSigmaFree() ? 1 : 0);
  }

  private boolean isSigmaFree() {
    return !(target instanceof ProfileTarget.Sigma)
        && !residual.replacesSigma()
        && !criterion.isVarianceKnown();
  }

  /** σ of the last variables. */
  private double sigma() {
    if (isSigmaFree()) {
      return Math.exp(x[free.size()]);
    }
    if (criterion.isVarianceKnown()) {
      return 1;
    }
    return residual.replacesSigma() ? residual.sigma(fixed) : fixed;
  }

  /**
   * The variables of given covariances.
   *
   * @param covariances for each term size × size row by row
   */
  double[] variables(double[][] covariances, double sigma) {
    double[][] roots = new double[covariances.length][];
    for (int t = 0; t < roots.length; t++) {
      int k = order[t].length;
      double[] ordered = new double[k * k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          ordered[i * k + j] = covariances[t][order[t][i] * k + order[t][j]];
        }
      }
      roots[t] = SemidefiniteRoot.of(k, ordered);
    }
    double[] x = new double[size()];
    for (int f = 0; f < free.size(); f++) {
      Entry entry = free.get(f);
      int k = order[entry.term].length;
      double[] root = roots[entry.term];
      double measure = unit[entry.term][order[entry.term][entry.row]];
      x[f] =
          switch (entry.role) {
            case ELEMENT -> root[entry.row * k + entry.column] / measure;
            case FIRST_DEVIATION -> Math.sqrt(root[0] / measure);
            case SECOND_DEVIATION -> Math.sqrt(Math.hypot(root[k], root[k + 1]) / measure);
          };
    }
    if (isSigmaFree()) {
      x[free.size()] = Math.log(sigma);
    }
    residual.read(x, firstOfResiduals());
    return x;
  }

  @Override
  public double[] awayFromZero(double[] x) {
    double[] moved = x.clone();
    for (int f = 0; f < free.size(); f++) {
      Entry entry = free.get(f);
      if ((entry.row == entry.column || entry.role != Role.ELEMENT) && Math.abs(x[f]) < LEAST) {
        moved[f] = Math.copySign(LEAST, x[f]);
      }
    }
    return moved;
  }

  @Override
  public double[] withLargerDeviations(double[] x) {
    double[] moved = x.clone();
    for (int f = 0; f < free.size(); f++) {
      Entry entry = free.get(f);
      if ((entry.row == entry.column || entry.role != Role.ELEMENT) && Math.abs(x[f]) < LEAST) {
        moved[f] = 1;
      }
    }
    return moved;
  }

  @Override
  public double[] theta(double[] variables) {
    value(variables);
    double sigma = sigma();
    List<Double> theta = new ArrayList<>();
    for (int t = 0; t < factors.length; t++) {
      int k = order[t].length;
      double[] covariance = new double[k * k];
      for (int i = 0; i < k * k; i++) {
        for (int c = 0; c < k; c++) {
          covariance[i] += factors[t][i / k * k + c] * factors[t][i % k * k + c];
        }
      }
      double[] root = SemidefiniteRoot.of(k, covariance);
      criterion
          .terms()
          .get(t)
          .structure()
          .forEachElement(k, (row, column) -> theta.add(root[row * k + column] / sigma));
    }
    return theta.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Override
  public double value(double[] variables) {
    x = variables;
    if (!residual.set(x, firstOfResiduals(), fixed)) {
      return Double.POSITIVE_INFINITY;
    }
    for (double[] factor : factors) {
      Arrays.fill(factor, 0);
    }
    for (int f = 0; f < free.size(); f++) {
      Entry entry = free.get(f);
      double measure = unit[entry.term][order[entry.term][entry.row]];
      double deviation = x[f] * x[f] * measure;
      switch (entry.role) {
        case ELEMENT -> set(entry.term, entry.row, entry.column, x[f] * measure);
        case FIRST_DEVIATION -> set(entry.term, 0, 0, deviation);
        case SECOND_DEVIATION -> {
          set(entry.term, 1, 0, fixed * deviation);
          set(entry.term, 1, 1, complement() * deviation);
        }
      }
    }
    if (target instanceof StandardDeviation sd) {
      int at = criterion.terms().get(sd.term()).structure().isCorrelated() ? 0 : sd.effect();
      set(sd.term(), at, at, fixed);
    }
    return criterion.value(factors, sigma(), residual.phi());
  }

  private double complement() {
    return Math.sqrt(Math.max(0, (1 - fixed) * (1 + fixed)));
  }

  private void set(int t, int row, int column, double element) {
    factors[t][order[t][row] * order[t].length + column] = element;
  }

  @Override
  public double rounding() {
    return criterion.rounding();
  }

  @Override
  public double[] gradient() {
    double[] gradient = new double[size()];
    criterion.differentiate();
    for (int f = 0; f < free.size(); f++) {
      Entry entry = free.get(f);
      int t = entry.term;
      double slope =
          switch (entry.role) {
            case ELEMENT -> slope(t, entry.row, entry.column);
            case FIRST_DEVIATION -> 2 * x[f] * slope(t, 0, 0);
            case SECOND_DEVIATION ->
                2 * x[f] * (fixed * slope(t, 1, 0) + complement() * slope(t, 1, 1));
          };
      gradient[f] = slope * unit[t][order[t][entry.row]];
    }
    if (isSigmaFree()) {
      gradient[free.size()] = criterion.sigmaGradient();
    }
    residual.gradient(
        criterion.residualGradient(), criterion.sigmaGradient(), gradient, firstOfResiduals());
    return gradient;
  }

  private double slope(int t, int row, int column) {
    return criterion.factorGradient(t)[order[t][row] * order[t].length + column];
  }
}
