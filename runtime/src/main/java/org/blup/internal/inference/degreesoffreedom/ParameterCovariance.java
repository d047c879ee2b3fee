package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.reml.postfit.CovarianceDerivatives;

/**
 * The asymptotic covariance of the estimated covariance parameters, m × m row by row in the order
 * of {@link CovarianceDerivatives}.
 */
final class ParameterCovariance {

  private ParameterCovariance() {}

  /**
   * From the observed information: twice the inverse of the criterion's second derivatives for (θ,
   * σ), taken to the covariances. For an optimum of full rank any parameters give the same. Where
   * rank is lost, θ moves the covariances only as far as they can move and stay covariances, and
   * where the criterion has no positive curvature they are taken for known, as lmerTest does.
   */
  static double[] observed(CovarianceDerivatives derivatives) {
    int m = derivatives.parameters();
    double[] jacobian = derivatives.thetaJacobian();
    double[] inverse = PseudoInverse.ofPositive(m, derivatives.thetaHessian());
    double[] half = new double[m * m];
    double[] covariance = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        for (int j = 0; j < m; j++) {
          half[i * m + j] += 2 * jacobian[i * m + k] * inverse[k * m + j];
        }
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        for (int j = 0; j < m; j++) {
          covariance[i * m + j] += half[i * m + k] * jacobian[j * m + k];
        }
      }
    }
    return covariance;
  }

  /** From the expected information of REML, {@code ½ tr(P G_i P G_k)}. */
  static double[] expected(CovarianceDerivatives derivatives) {
    double[] inverse =
        PseudoInverse.ofPositive(derivatives.parameters(), derivatives.expectedTraces());
    return Arrays.stream(inverse).map(value -> 2 * value).toArray();
  }
}
