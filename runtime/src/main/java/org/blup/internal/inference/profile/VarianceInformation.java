package org.blup.internal.inference.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.EffectCovariances;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.reml.postfit.VarianceCriterion;
import org.blup.internal.reml.solution.Solution;

/**
 * The observed information of the variance parameters: second derivatives of the REML or ML
 * criterion with respect to log standard deviations, Fisher's z of the correlations and log σ
 * (Pinheiro &amp; Bates 2000, Mixed-effects models in S and S-PLUS, section 2.4, for the scales),
 * by central differences of the exact gradient. With {@code M = ∂criterion/∂Σ}, found from the
 * gradient for the factor of Σ, the gradient on these scales is
 *
 * <pre>
 *   ∂/∂log s_i = 2 Σ_j M_ij Σ_ij        ∂/∂z_ij = 2 M_ij s_i s_j (1 − ρ_ij²)
 * </pre>
 */
public final class VarianceInformation {

  /**
   * Of central differences of exact gradients: truncation, h²/6, and rounding, 1e-13/h, are both
   * about 1e-9.
   */
  private static final double STEP = 1e-4;

  private final VarianceCriterion criterion;
  private final List<ProfileTarget> targets;
  private final double[] estimate;
  private final double[] covariance;

  /**
   * The information at an optimum.
   *
   * @param reml the criterion the optimum is of: REML, or ML if false
   * @throws BlupException if the optimum lies on the boundary of the parameters, or is flat
   */
  public VarianceInformation(NormalEquations equations, boolean reml, Solution solution) {
    refuseWithoutInformation(equations, solution);
    criterion = new VarianceCriterion(equations, reml);
    targets = ProfileLikelihood.varianceTargets(equations);
    estimate = transformed(EffectCovariances.of(equations, solution), solution.sigma());
    covariance = invert(hessian());
  }

  static void refuseWithoutInformation(NormalEquations equations, Solution solution) {
    if (solution.isSingular()) {
      throw new BlupException(
          "The fit is singular: a variance of 0 or a correlation of ±1 has no information. Use"
              + " profile() or bootstrap(), or leave out the effects that singularDirections()"
              + " names.");
    }
    if (!solution.undeterminedVariances().isEmpty()) {
      throw new BlupException(
          "What the fixed effects leave of the response has the same distribution whatever the"
              + " variances are that undeterminedVariances() names: no interval bounds them. Leave"
              + " out what they are the variances of.");
    }
    ProfileLikelihood.refusePatterned(equations);
  }

  public List<ProfileTarget> targets() {
    return targets;
  }

  /** Log standard deviations, Fisher's z of correlations, log σ. */
  public double[] estimate() {
    return estimate.clone();
  }

  /** Their asymptotic covariance, twice the inverse of the second derivatives, m × m. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** The asymptotic standard error of a parameter on its scale. */
  public double standardError(int parameter) {
    return Math.sqrt(covariance[parameter * (estimate.length + 1)]);
  }

  /**
   * Whether the curvature distinguishes a parameter from the boundary of its range. With Δ the rise
   * of the criterion towards a variance of zero, which is the end of what it can rise there, the
   * standard error of {@code log s} is {@code 1/(2√Δ)} for small Δ: from 1 on, where a standard
   * deviation is not larger than its own standard error, zero fits as well as the estimate (Δ ≤ ¼),
   * and the symmetric interval grows to all orders of magnitude instead of reaching zero.
   */
  public boolean bounds(int parameter) {
    return !(targets.get(parameter) instanceof StandardDeviation) || standardError(parameter) < 1;
  }

  /** A parameter on the user's scale. */
  public double toUser(int parameter, double value) {
    return targets.get(parameter).scale().back(value);
  }

  private double[] transformed(double[][] covariances, double sigma) {
    List<Double> values = new ArrayList<>();
    for (ProfileTarget target : targets) {
      if (target instanceof StandardDeviation sd) {
        int k = criterion.terms().get(sd.term()).size();
        values.add(target.scale().of(Math.sqrt(covariances[sd.term()][sd.effect() * (k + 1)])));
      } else if (target instanceof Correlation c) {
        int k = criterion.terms().get(c.term()).size();
        double[] matrix = covariances[c.term()];
        double variances = matrix[c.effect1() * (k + 1)] * matrix[c.effect2() * (k + 1)];
        double r = matrix[c.effect1() * k + c.effect2()] / Math.sqrt(variances);
        values.add(target.scale().of(r));
      } else {
        values.add(target.scale().of(sigma));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[][] hessian() {
    int m = estimate.length;
    double[][] hessian = new double[m][m];
    for (int i = 0; i < m; i++) {
      double[] moved = estimate.clone();
      moved[i] += STEP;
      double[] up = gradient(moved);
      moved[i] = estimate[i] - STEP;
      double[] down = gradient(moved);
      for (int j = 0; j < m; j++) {
        double slope = (up[j] - down[j]) / (2 * STEP);
        hessian[i][j] += 0.5 * slope;
        hessian[j][i] += 0.5 * slope;
      }
    }
    return hessian;
  }

  private double[] gradient(double[] parameters) {
    double[][] covariances = covariances(parameters);
    double[][] factors = new double[covariances.length][];
    for (int t = 0; t < factors.length; t++) {
      factors[t] = SemidefiniteRoot.of(criterion.terms().get(t).size(), covariances[t]);
    }
    double sigma = criterion.isVarianceKnown() ? 1 : Math.exp(parameters[parameters.length - 1]);
    if (criterion.value(factors, sigma) == Double.POSITIVE_INFINITY) {
      throw flat();
    }
    criterion.differentiate();
    double[][] slopes = new double[factors.length][];
    for (int t = 0; t < factors.length; t++) {
      slopes[t] = slope(criterion.terms().get(t), factors[t], criterion.factorGradient(t));
    }
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = slope(targets.get(i), parameters[i], covariances, slopes);
    }
    return gradient;
  }

  private double slope(
      ProfileTarget target, double value, double[][] covariances, double[][] slopes) {
    if (target instanceof StandardDeviation sd) {
      int k = criterion.terms().get(sd.term()).size();
      double sum = 0;
      for (int j = 0; j < k; j++) {
        int at = sd.effect() * k + j;
        sum += slopes[sd.term()][at] * covariances[sd.term()][at];
      }
      return 2 * sum;
    }
    if (target instanceof Correlation c) {
      int k = criterion.terms().get(c.term()).size();
      double[] matrix = covariances[c.term()];
      double variances = matrix[c.effect1() * (k + 1)] * matrix[c.effect2() * (k + 1)];
      double cosh = Math.cosh(value);
      double slope = slopes[c.term()][c.effect1() * k + c.effect2()];
      return 2 * slope * Math.sqrt(variances) / (cosh * cosh);
    }
    return criterion.sigmaGradient();
  }

  private double[][] covariances(double[] parameters) {
    double[][] covariances = new double[criterion.terms().size()][];
    for (int t = 0; t < covariances.length; t++) {
      int k = criterion.terms().get(t).size();
      covariances[t] = new double[k * k];
    }
    for (int i = 0; i < parameters.length; i++) {
      if (targets.get(i) instanceof StandardDeviation sd) {
        int k = criterion.terms().get(sd.term()).size();
        covariances[sd.term()][sd.effect() * (k + 1)] = Math.exp(2 * parameters[i]);
      }
    }
    for (int i = 0; i < parameters.length; i++) {
      if (targets.get(i) instanceof Correlation c) {
        int k = criterion.terms().get(c.term()).size();
        double[] matrix = covariances[c.term()];
        double variances = matrix[c.effect1() * (k + 1)] * matrix[c.effect2() * (k + 1)];
        double value = Math.tanh(parameters[i]) * Math.sqrt(variances);
        matrix[c.effect1() * k + c.effect2()] = value;
        matrix[c.effect2() * k + c.effect1()] = value;
      }
    }
    return covariances;
  }

  /** The symmetric M of {@code ∂/∂L = 2 M L}, by substitution from the last column on. */
  private static double[] slope(Term term, double[] root, double[] factorGradient) {
    int k = term.size();
    double[] m = new double[k * k];
    for (int b = k - 1; b >= 0; b--) {
      for (int a = 0; a < k; a++) {
        double sum = 0.5 * factorGradient[a * k + b];
        for (int c = b + 1; c < k; c++) {
          sum -= m[a * k + c] * root[c * k + b];
        }
        m[a * k + b] = sum / root[b * k + b];
      }
    }
    return m;
  }

  /** Twice the inverse of second derivatives, row by row. */
  static double[] invert(double[][] hessian) {
    int m = hessian.length;
    double[] covariance = new double[m * m];
    if (m == 0) {
      return covariance;
    }
    try {
      double[][] inverse =
          new CholeskyDecomposition(new Array2DRowRealMatrix(hessian))
              .getSolver()
              .getInverse()
              .getData();
      Arrays.setAll(covariance, i -> 2 * inverse[i / m][i % m]);
      return covariance;
    } catch (NonPositiveDefiniteMatrixException e) {
      throw flat();
    }
  }

  static BlupException flat() {
    return new BlupException(
        "The criterion is flat about its optimum, so that its curvature bounds nothing: use"
            + " profile() or bootstrap().");
  }
}
