package org.blup.internal.inference;

import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.solution.Solution;

/** The covariances of random effects at a solution, in the user's basis. */
public final class EffectCovariances {

  private EffectCovariances() {}

  /** {@code σ²ΛΛᵀ} of each term, size × size row by row. */
  public static double[][] of(NormalEquations equations, Solution solution) {
    double[][] covariances = relative(equations, solution);
    double variance = solution.sigma() * solution.sigma();
    for (double[] covariance : covariances) {
      Arrays.setAll(covariance, i -> variance * covariance[i]);
    }
    return covariances;
  }

  /** {@code ΛΛᵀ} of each term, size × size row by row. */
  public static double[][] relative(NormalEquations equations, Solution solution) {
    double[][] covariances = new double[equations.terms().size()][];
    for (int t = 0; t < covariances.length; t++) {
      int k = equations.terms().get(t).size();
      double[] lambda = solution.template(t);
      covariances[t] = new double[k * k];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          for (int c = 0; c < k; c++) {
            covariances[t][i * k + j] += lambda[i * k + c] * lambda[j * k + c];
          }
        }
      }
    }
    return covariances;
  }
}
