package org.blup.inference;

import java.util.Arrays;
import org.blup.linalg.dense.SymmetricEigen;
import org.blup.reml.CovarianceDerivatives;

/**
 * The asymptotic covariance of the estimated covariance parameters, m × m row by row in the order
 * of {@link CovarianceDerivatives}.
 */
final class ParameterCovariance {

  /** Curvature below this share of the largest is none. */
  private static final double FLAT = 1e-10;

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
    double[] inverse = inverse(m, derivatives.thetaHessian());
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
    double[] inverse = inverse(derivatives.parameters(), derivatives.expectedTraces());
    return Arrays.stream(inverse).map(value -> 2 * value).toArray();
  }

  /** The inverse where the curvature is positive, parameters measured by their curvature. */
  static double[] inverse(int m, double[] curvature) {
    double[] scale = new double[m];
    for (int i = 0; i < m; i++) {
      double own = curvature[i * (m + 1)];
      scale[i] = own > 0 ? 1 / Math.sqrt(own) : 0;
    }
    double[] scaled = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        scaled[i * m + j] = curvature[i * m + j] * scale[i] * scale[j];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(m, scaled);
    double[] values = eigen.values();
    double[] inverse = new double[m * m];
    for (int e = 0; e < m; e++) {
      if (values[e] <= FLAT * values[m - 1]) {
        continue;
      }
      for (int i = 0; i < m; i++) {
        double left = eigen.vector(e, i) * scale[i] / values[e];
        for (int j = 0; j < m; j++) {
          inverse[i * m + j] += left * eigen.vector(e, j) * scale[j];
        }
      }
    }
    return inverse;
  }
}
