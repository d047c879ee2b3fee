package org.blup.model.diagnostics;

import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;

/**
 * The share of the variance of the responses that a fit explains (Nakagawa, Johnson &amp;
 * Schielzeth 2017, J. R. Soc. Interface 14:20170213; with random slopes, Johnson 2014, Methods
 * Ecol. Evol. 5:944–946).
 *
 * @param marginal by the fixed effects alone
 * @param conditional by fixed and random effects
 */
public record RSquared(double marginal, double conditional) {

  /**
   * Both shares as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("rSquared")
        .put("marginal", marginal)
        .put("conditional", conditional)
        .text();
  }

  @Override
  public String toString() {
    return "R squared: "
        + Digits.significant(marginal)
        + " by the fixed effects alone (marginal), "
        + Digits.significant(conditional)
        + " with the random effects (conditional)";
  }
}
