package org.blup.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.special.Gamma;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;

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
 * @param weight what rows are weighted by
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
    OptionalDouble boundaryPValue,
    Optional<String> weight) {

  /** What stands below a table with the p-value of a mixture. */
  static final String BORDER =
      "Pr(border): a variance of 0 lies on the border of its range, where Pr(>Chisq) is too large";

  /** Names the weights of rows, below a table. */
  static String weightLine(Optional<String> weight) {
    return weight.map(name -> ResponseScale.weightNote(name) + "\n").orElse("");
  }

  /** The upper tail of χ². */
  static double pValue(double chiSquare, int df) {
    return Gamma.regularizedGammaQ(0.5 * df, 0.5 * Math.max(0, chiSquare), 1e-15, 10_000);
  }

  /**
   * The test as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return json().text();
  }

  JsonResult json() {
    return JsonResult.of("likelihoodRatioTest")
        .put("smaller", smaller)
        .put("larger", larger)
        .put("criterion", criterion.name())
        .put("refitted", refitted)
        .put("smallerCriterion", smallerCriterion)
        .put("largerCriterion", largerCriterion)
        .put("smallerParameters", smallerParameters)
        .put("largerParameters", largerParameters)
        .put("rows", rows)
        .put("chiSquare", chiSquare)
        .put("df", df)
        .put("pValue", pValue)
        .put("boundaryPValue", boundaryPValue.orElse(Double.NaN));
  }

  /** The table that R prints, and how the test is made. */
  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.text("", List.of("smaller", "larger"));
    table.flushRight(
        "npar", List.of(Integer.toString(smallerParameters), Integer.toString(largerParameters)));
    table.numbers("AIC", both(2), Digits::criterion);
    table.numbers("BIC", both(Math.log(rows)), Digits::criterion);
    table.numbers(
        "logLik", List.of(-0.5 * smallerCriterion, -0.5 * largerCriterion), Digits::criterion);
    table.numbers("Chisq", List.of("", Digits.statistic(chiSquare)));
    table.flushRight("Df", List.of("", Integer.toString(df)));
    table.flushRight("Pr(>Chisq)", List.of("", Digits.pValue(pValue)));
    boundaryPValue.ifPresent(p -> table.flushRight("Pr(border)", List.of("", Digits.pValue(p))));
    StringBuilder text = new StringBuilder("Likelihood-ratio test by ").append(criterion);
    text.append(refitted ? ", fitted again: REML does not compare fixed effects\n" : "\n");
    text.append("smaller: ").append(smaller).append('\n');
    text.append("larger: ").append(larger).append('\n');
    text.append(table);
    text.append(boundaryPValue.isPresent() ? BORDER + "\n" : "");
    text.append(weightLine(weight));
    return text.toString();
  }

  private List<Double> both(double penalty) {
    return List.of(
        smallerCriterion + penalty * smallerParameters,
        largerCriterion + penalty * largerParameters);
  }
}
