package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Parametrisation;
import org.blup.internal.reml.setup.Templates;

/**
 * How the elements of an optimum's templates, and those of their covariances, follow from the
 * parameters θ of the terms' forms. Parameters that follow are their own elements: those of the
 * residuals' covariance, and σ.
 */
final class TemplateForm {

  private final Templates templates;
  private final Parametrisation parametrisation;

  /** On the optimiser's scale. */
  private final double[] theta;

  /** Elements and what follows them, parameters and what follows them. */
  private final int n;

  private final int m;

  /** How many follow. */
  private final int others;

  /**
   * At templates in the form.
   *
   * @param factors the groups' factors on the scale of the equations
   * @param others how many parameters follow
   */
  TemplateForm(EquationSetup setup, double[][] factors, int others) {
    this.others = others;
    templates = setup.templates;
    parametrisation = setup.parametrisation;
    theta = parametrisation.collect(factors);
    n = templates.elements() + others;
    m = theta.length + others;
  }

  /** Whether parameters are elements. */
  boolean isDirect() {
    return parametrisation.isDirect();
  }

  /** Second derivatives for (θ, …), given first and second derivatives for (elements, …). */
  double[] hessian(double[] hessian, double[] gradient) {
    double[] result = Quadratic.congruence(n, m, withOthers(ofElements()), hessian);
    double[] scaled = new double[n - others];
    Arrays.setAll(scaled, e -> gradient[e] / templates.scale(e));
    int own = m - others;
    double[] second = new double[own * own];
    parametrisation.addSecondDerivatives(theta, scaled, second);
    for (int i = 0; i < own; i++) {
      for (int j = 0; j < own; j++) {
        result[i * m + j] += second[i * own + j];
      }
    }
    return result;
  }

  /** Derivatives of (ρ, …), a row each, for (θ, …), given those for (elements, …). */
  double[] jacobian(double[] jacobian) {
    double[] own = withOthers(ofElements());
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
   * Derivatives of (ρ, …) for parameters: variances and correlations of the forms, elements of ρ
   * where these are all parameters, and what follows.
   */
  double[] covarianceJacobian() {
    double[] scaled = parametrisation.varianceJacobian(theta);
    int own = m - others;
    for (int e = 0; e < n - others; e++) {
      double unit = templates.scale(e) * templates.scale(templates.group[e], templates.column[e]);
      for (int i = 0; i < own; i++) {
        scaled[e * own + i] /= unit;
      }
    }
    return withOthers(scaled);
  }

  /** On the scale of the equations. */
  private double[] ofElements() {
    double[] jacobian = parametrisation.jacobian(theta);
    int own = m - others;
    for (int e = 0; e < n - others; e++) {
      for (int i = 0; i < own; i++) {
        jacobian[e * own + i] /= templates.scale(e);
      }
    }
    return jacobian;
  }

  private double[] withOthers(double[] jacobian) {
    double[] all = new double[n * m];
    for (int e = 0; e < n - others; e++) {
      System.arraycopy(jacobian, e * (m - others), all, e * m, m - others);
    }
    for (int i = 1; i <= others; i++) {
      all[(n - i) * m + m - i] = 1;
    }
    return all;
  }
}
