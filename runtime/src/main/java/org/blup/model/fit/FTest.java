package org.blup.model.fit;

import org.blup.internal.io.JsonResult;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;

/**
 * A joint test of linear combinations of fixed effects.
 *
 * @param f the statistic; {@code NaN}, as are denominator and p-value, where Kenward and Roger's
 *     method has no positive variance or degrees of freedom
 * @param numeratorDf how many independent hypotheses there are
 * @param denominatorDf infinite where the statistic is χ² over its degrees of freedom
 * @param method where the denominator degrees of freedom come from
 */
public record FTest(double f, double numeratorDf, double denominatorDf, TestMethod method) {

  /** The probability of a statistic so large under the hypotheses. */
  public double pValue() {
    return Tails.upper(f, numeratorDf, denominatorDf);
  }

  /**
   * The test as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("fTest")
        .put("f", f)
        .put("numeratorDf", numeratorDf)
        .put("denominatorDf", denominatorDf)
        .put("pValue", pValue())
        .put("method", method.label())
        .text();
  }

  /** {@code F(2, 10.00) = 1.485, p = 0.2724, Kenward-Roger}. */
  @Override
  public String toString() {
    boolean isChiSquare = Double.isInfinite(denominatorDf);
    String statistic =
        isChiSquare
            ? "chi-square(" + Digits.given(numeratorDf)
            : "F(" + Digits.given(numeratorDf) + ", " + Digits.df(denominatorDf);
    return statistic
        + ") = "
        + Digits.statistic(isChiSquare ? f * numeratorDf : f)
        + ", p "
        + Digits.equalTo(Digits.pValue(pValue()))
        + ", "
        + method.label();
  }
}
