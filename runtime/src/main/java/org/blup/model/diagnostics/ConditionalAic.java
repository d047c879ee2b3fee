package org.blup.model.diagnostics;

import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;

/**
 * Akaike's criterion for predictions of the levels at hand (Vaida &amp; Blanchard 2005, Biometrika
 * 92:351–370): {@code −2 logLikelihood + 2 degreesOfFreedom}.
 *
 * @param value the criterion; lower is better
 * @param logLikelihood of the responses given the predicted random effects
 * @param degreesOfFreedom the trace of the hat matrix, what the estimation of θ adds to it (Greven
 *     &amp; Kneib 2010, Biometrika 97:773–789, theorem 3), and 1 for σ
 */
public record ConditionalAic(double value, double logLikelihood, double degreesOfFreedom) {

  /**
   * The criterion as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that
   * are NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("conditionalAic")
        .put("value", value)
        .put("logLikelihood", logLikelihood)
        .put("degreesOfFreedom", degreesOfFreedom)
        .text();
  }

  @Override
  public String toString() {
    return "Conditional AIC: "
        + Digits.criterion(value)
        + ", log-likelihood: "
        + Digits.criterion(logLikelihood)
        + ", degrees of freedom: "
        + Digits.df(degreesOfFreedom);
  }
}
