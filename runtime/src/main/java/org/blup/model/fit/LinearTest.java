package org.blup.model.fit;

import org.blup.exception.BlupException;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;

/**
 * A linear combination of fixed effects beside the value it is tested against.
 *
 * @param name of the combination
 * @param estimate of the combination
 * @param standardError of the estimate; {@code NaN}, as are test and interval, where Kenward and
 *     Roger's adjusted variance is negative
 * @param df the degrees of freedom of {@link #t()}; infinite for a normal distribution
 * @param value the combination's value under the hypothesis
 * @param method where standard error and degrees of freedom come from
 */
public record LinearTest(
    String name,
    double estimate,
    double standardError,
    double df,
    double value,
    TestMethod method) {

  /** The difference between estimate and hypothesis in standard errors. */
  public double t() {
    return (estimate - value) / standardError;
  }

  /** The probability of a {@link #t()} so far from 0, on both sides, under the hypothesis. */
  public double pValue() {
    return Tails.twoSided(t(), df);
  }

  /**
   * The one-sided p-value for the combination being greater than the value: the probability of a
   * {@link #t()} so large, if it is not. That a combination is not worse than another by a margin
   * is tested against minus that margin.
   */
  public double pValueGreater() {
    return Tails.above(t(), df);
  }

  /** The one-sided p-value for the combination being less than the value. */
  public double pValueLess() {
    return Tails.above(-t(), df);
  }

  /**
   * The p-value for the combination being equivalent to the value: the larger of two one-sided
   * ones, for being greater than the value less the margin and for being less than the value plus
   * the margin (Schuirmann 1987, J. Pharmacokin. Biopharm. 15:657–680). It is below α where the
   * interval of level 1 − 2α lies within the margin.
   *
   * @param margin how far from the value is as good as equal, above 0
   * @throws BlupException if the margin is not
   */
  public double pValueEquivalent(double margin) {
    if (!(margin > 0 && Double.isFinite(margin))) {
      throw new BlupException(
          "The margin of equivalence is " + margin + ": give a finite number above 0.");
    }
    return Math.max(against(value - margin).pValueGreater(), against(value + margin).pValueLess());
  }

  /** The same combination tested against another value. */
  public LinearTest against(double other) {
    return new LinearTest(name, estimate, standardError, df, other, method);
  }

  /**
   * The interval that covers the combination with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   */
  public Interval interval(double level) {
    double half = Tails.quantile(level, df) * standardError;
    return new Interval(estimate - half, estimate + half);
  }

  /** {@code t(17.00) = 6.771}. */
  public String statistic(String against) {
    String letter = Double.isInfinite(df) ? "z" : "t(" + Digits.df(df) + ")";
    return letter + against + " = " + Digits.statistic(t());
  }

  /**
   * The test, with its 95 % interval, as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    Interval interval = interval(JsonResult.LEVEL);
    return JsonResult.of("test")
        .put("name", name)
        .put("estimate", estimate)
        .put("standardError", standardError)
        .put("df", df)
        .put("value", value)
        .put("t", t())
        .put("pValue", pValue())
        .put("level", JsonResult.LEVEL)
        .putInterval(interval.lower(), interval.upper())
        .put("method", method.label())
        .text();
  }

  /** {@code days = 10.467, standard error 1.546; t(17.00) = 6.771, p = 3.26e-06, Satterthwaite}. */
  @Override
  public String toString() {
    return Digits.estimate(name, estimate, standardError)
        + "; "
        + statistic(value == 0 ? "" : " against " + Digits.given(value))
        + ", p "
        + Digits.equalTo(Digits.pValue(pValue()))
        + ", "
        + method.label();
  }
}
