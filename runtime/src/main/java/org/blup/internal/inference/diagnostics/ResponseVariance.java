package org.blup.internal.inference.diagnostics;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.postfit.FittedEquations;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Components of the variance of responses over the rows of a fit, by their weights: the variance of
 * the fixed part about its mean, and the mean of {@code zᵀΣz} for each group. Both are computed
 * from the cross-products: {@code βᵀXᵀWXβ − (1ᵀWXβ)²/Σw}, and {@code Σ_j tr(Σ ZᵀWZ_jj)}.
 */
public final class ResponseVariance {

  private final NormalEquations equations;
  private final double weights;

  /**
   * Prepares the sums.
   *
   * @param weights Σw; n without weights
   */
  public ResponseVariance(NormalEquations equations, double weights) {
    this.equations = equations;
    this.weights = weights;
  }

  /**
   * Solves {@code Ma = users} for the coefficients of the equations.
   *
   * @param rows M, row by row
   */
  public static double[] working(double[][] rows, double[] users) {
    int p = users.length;
    DMatrixRMaj solution = new DMatrixRMaj(p, 1);
    if (p > 0) {
      CommonOps_DDRM.solve(new DMatrixRMaj(rows), new DMatrixRMaj(p, 1, true, users), solution);
    }
    return solution.data;
  }

  /** {@code aᵀXᵀWX b}. */
  public static double form(NormalEquations equations, double[] a, double[] b) {
    int p = equations.columns();
    double sum = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        sum += a[i] * equations.border()[i * (p + 1) + j] * b[j];
      }
    }
    return sum;
  }

  /**
   * The variance of the fixed part over the rows, with R's divisor: n − 1 of n.
   *
   * @param beta the coefficients of the equations
   * @param sum 1ᵀWXβ
   */
  public double fixed(double[] beta, double sum) {
    double mean = sum / weights;
    double variance = form(equations, beta, beta) / weights - mean * mean;
    return variance * equations.rows() / (equations.rows() - 1.0);
  }

  /**
   * The mean over the rows of the variance that the effects of a group give them; related levels
   * may vary differently.
   */
  public double random(FittedEquations fitted, int group, double residualVariance) {
    int k = equations.groups().get(group).size();
    double[] lambda = fitted.relativeFactor(group);
    double[] gram = gram(group, fitted.levelVariances(group));
    double trace = 0;
    for (int b = 0; b < k; b++) {
      double[] column = new double[k];
      for (int a = 0; a < k; a++) {
        column[a] = lambda[a * k + b];
      }
      trace += Quadratic.form(column, gram, column);
    }
    return residualVariance * trace / weights;
  }

  /** {@code Σ v_j ZᵀWZ_jj}, v the variances of levels beside independent ones, if there are any. */
  private double[] gram(int group, double[] variances) {
    if (variances.length == 0) {
      return equations.levelSum(group);
    }
    double[] blocks = equations.levelBlocks(group);
    double[] sum = new double[blocks.length / variances.length];
    for (int at = 0; at < blocks.length; at++) {
      sum[at % sum.length] += variances[at / sum.length] * blocks[at];
    }
    return sum;
  }
}
