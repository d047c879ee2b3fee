package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.information.CovarianceDerivatives;

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
   * where the criterion has no positive curvature they are treated as known, as lmerTest does.
   */
  static double[] observed(CovarianceDerivatives derivatives) {
    double[] jacobian = derivatives.thetaJacobian();
    int m = jacobian.length / derivatives.parameters();
    double[] inverse = PseudoInverse.ofPositive(m, derivatives.thetaHessian());
    return doubled(Quadratic.spread(derivatives.parameters(), m, jacobian, inverse));
  }

  /** From the expected information of REML, {@code ½ tr(P G_i P G_k)}. */
  static double[] expected(CovarianceDerivatives derivatives) {
    int n = derivatives.parameters();
    double[] jacobian = derivatives.formJacobian();
    int m = jacobian.length / n;
    double[] traces = Quadratic.congruence(n, m, jacobian, derivatives.expectedTraces());
    double[] inverse = PseudoInverse.ofPositive(m, traces);
    return doubled(Quadratic.spread(n, m, jacobian, inverse));
  }

  private static double[] doubled(double[] values) {
    return Arrays.stream(values).map(value -> 2 * value).toArray();
  }
}
