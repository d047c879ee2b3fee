package org.blup.model;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Gamma;

/**
 * The likelihood-ratio test of two nested fits of the same rows, as lme4's {@code anova} has it.
 *
 * @param smaller the formula of the smaller model
 * @param larger the formula of the larger
 * @param refitted whether the criteria are of ML fits made for the test, since REML criteria of
 *     different fixed effects do not compare
 * @param criterion which criterion the test compares
 * @param smallerCriterion the criterion of the smaller model
 * @param largerCriterion the criterion of the larger
 * @param smallerParameters how many parameters the smaller model has
 * @param largerParameters how many the larger has
 * @param rows the number of rows
 * @param chiSquare by how much the criterion falls
 * @param df how many parameters more the larger model has
 * @param pValue of χ² with df degrees of freedom
 * @param boundaryPValue where the larger model has more variances and the same fixed effects: a
 *     variance of zero lies on the border of its range, so that χ² is too careful. For one effect
 *     more the mixture {@code ½ χ²(df − 1) + ½ χ²(df)} (Self &amp; Liang 1987, J. Am. Stat. Assoc.
 *     82:605–610; Stram &amp; Lee 1994, Biometrics 50:1171–1177, case 3); for several the mixture
 *     that the information at the smaller model says (Shapiro 1988, Int. Stat. Rev. 56:49–62), to
 *     three digits, or that of one effect, an upper bound, where effects go by other names or
 *     crossed factors are too large for it
 */
public record LikelihoodRatioTest(
    String smaller,
    String larger,
    boolean refitted,
    Criterion criterion,
    double smallerCriterion,
    double largerCriterion,
    int smallerParameters,
    int largerParameters,
    long rows,
    double chiSquare,
    int df,
    double pValue,
    OptionalDouble boundaryPValue) {

  /** The upper tail of χ². */
  static double pValue(double chiSquare, int df) {
    return Gamma.regularizedGammaQ(0.5 * df, 0.5 * Math.max(0, chiSquare), 1e-15, 10_000);
  }

  /** The table that R prints. */
  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.text("", List.of("smaller", "larger"));
    table.text(
        "npar", List.of(Integer.toString(smallerParameters), Integer.toString(largerParameters)));
    table.numbers("AIC", both(2, 2));
    table.numbers("BIC", both(Math.log(rows), Math.log(rows)));
    table.numbers("logLik", List.of(-0.5 * smallerCriterion, -0.5 * largerCriterion));
    table.text("Chisq", List.of("", String.format(Locale.ROOT, "%.4f", chiSquare)));
    table.text("Df", List.of("", Integer.toString(df)));
    table.text("Pr(>Chisq)", List.of("", String.format(Locale.ROOT, "%.4g", pValue)));
    StringBuilder text = new StringBuilder();
    text.append("smaller: ").append(smaller).append('\n');
    text.append("larger: ").append(larger).append('\n');
    if (refitted) {
      text.append("fitted again by ML: REML criteria of different fixed effects do not compare\n");
    }
    text.append(table);
    boundaryPValue.ifPresent(
        p ->
            text.append(
                String.format(Locale.ROOT, "Pr with the variance on its border: %.4g%n", p)));
    return text.toString();
  }

  private List<Double> both(double smallerPenalty, double largerPenalty) {
    return List.of(
        smallerCriterion + smallerPenalty * smallerParameters,
        largerCriterion + largerPenalty * largerParameters);
  }
}
