package org.blup.internal.reml.postfit;

import java.util.Arrays;
import org.blup.internal.linalg.dense.Quadratic;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;

/**
 * How the elements of an optimum's templates, and those of their covariances, follow from the
 * parameters θ of the terms' forms; σ is the last parameter, and its own element.
 */
final class TemplateForm {

  private final Templates templates;
  private final Parametrisation parametrisation;

  /** On the optimiser's scale. */
  private final double[] theta;

  /** Elements and σ, parameters and σ. */
  private final int n;

  private final int m;

  /**
   * At templates in the form.
   *
   * @param factors the groups' factors on the scale of the equations
   */
  TemplateForm(EquationSetup setup, double[][] factors) {
    templates = setup.templates;
    parametrisation = setup.parametrisation;
    theta = parametrisation.collect(factors);
    n = templates.elements() + 1;
    m = theta.length + 1;
  }

  /** Whether parameters are elements. */
  boolean isDirect() {
    return parametrisation.isDirect();
  }

  /** Second derivatives for (θ, σ), given first and second derivatives for elements and σ. */
  double[] hessian(double[] hessian, double[] gradient) {
    double[] result = Quadratic.congruence(n, m, withSigma(ofElements()), hessian);
    double[] scaled = new double[n - 1];
    Arrays.setAll(scaled, e -> gradient[e] / templates.scale(e));
    double[] second = new double[(m - 1) * (m - 1)];
    parametrisation.addSecondDerivatives(theta, scaled, second);
    for (int i = 0; i < m - 1; i++) {
      for (int j = 0; j < m - 1; j++) {
        result[i * m + j] += second[i * (m - 1) + j];
      }
    }
    return result;
  }

  /** Derivatives of (ρ, s), a row each, for (θ, σ), given those for elements and σ. */
  double[] jacobian(double[] jacobian) {
    double[] own = withSigma(ofElements());
    double[] result = new double[n * m];
    for (int k = 0; k < n; k++) {
      for (int e = 0; e < n; e++) {
        for (int i = 0; i < m; i++) {
          result[k * m + i] += jacobian[k * n + e] * own[e * m + i];
        }
      }
    }
    return result;
  }

  /**
   * Derivatives of (ρ, s) for parameters: variances and correlations of the forms, elements of ρ
   * where these are all parameters, and s.
   */
  double[] covarianceJacobian() {
    double[] scaled = parametrisation.varianceJacobian(theta);
    for (int e = 0; e < n - 1; e++) {
      double unit = templates.scale(e) * templates.scale(templates.group[e], templates.column[e]);
      for (int i = 0; i < m - 1; i++) {
        scaled[e * (m - 1) + i] /= unit;
      }
    }
    return withSigma(scaled);
  }

  /** On the scale of the equations. */
  private double[] ofElements() {
    double[] jacobian = parametrisation.jacobian(theta);
    for (int e = 0; e < n - 1; e++) {
      for (int i = 0; i < m - 1; i++) {
        jacobian[e * (m - 1) + i] /= templates.scale(e);
      }
    }
    return jacobian;
  }

  private double[] withSigma(double[] jacobian) {
    double[] all = new double[n * m];
    for (int e = 0; e < n - 1; e++) {
      System.arraycopy(jacobian, e * (m - 1), all, e * m, m - 1);
    }
    all[all.length - 1] = 1;
    return all;
  }
}
