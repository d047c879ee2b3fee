package org.blup.model;

/**
 * A joint test of linear combinations of fixed effects.
 *
 * @param f the statistic; {@code NaN}, as are denominator and p-value, where Kenward and Roger's
 *     method has no positive variance or degrees of freedom
 * @param numeratorDf how many independent hypotheses there are
 * @param denominatorDf infinite where the statistic is χ² over its degrees of freedom
 */
public record FTest(double f, double numeratorDf, double denominatorDf) {

  /** The probability of a statistic so large under the hypotheses. */
  public double pValue() {
    return Tails.upper(f, numeratorDf, denominatorDf);
  }

  @Override
  public String toString() {
    return "F("
        + Digits.given(numeratorDf)
        + ", "
        + Digits.df(denominatorDf)
        + ") = "
        + Digits.statistic(f)
        + ", p "
        + Digits.equalTo(Digits.pValue(pValue()));
  }
}
