package org.blup.model.diagnostics;

import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;

/**
 * By how much the other fixed effects inflate the variance of a term's coefficients (Fox &amp;
 * Monette 1992, Generalized collinearity diagnostics, J. Amer. Statist. Assoc. 87:178–183), as
 * {@code car::vif}.
 *
 * @param term the fixed term
 * @param factor the generalised variance inflation factor; 1 if the term is orthogonal to all
 *     others
 * @param coefficients how many coefficients the term has
 */
public record VarianceInflation(String term, double factor, int coefficients) {

  /** {@code factor^(1 / (2 coefficients))}: comparable between terms of several sizes. */
  public double scaled() {
    return Math.pow(factor, 1 / (2.0 * coefficients));
  }

  /**
   * The factor as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("varianceInflation")
        .put("term", term)
        .put("factor", factor)
        .put("coefficients", coefficients)
        .put("scaled", scaled())
        .text();
  }

  @Override
  public String toString() {
    return term
        + ": variance inflation "
        + Digits.significant(factor)
        + (coefficients == 1
            ? ""
            : " of " + coefficients + " coefficients, scaled " + Digits.significant(scaled()));
  }
}
