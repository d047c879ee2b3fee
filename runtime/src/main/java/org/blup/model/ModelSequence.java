package org.blup.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.blup.exception.BlupException;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;

/**
 * Nested models of the same rows, each tested against the one before it, as R's {@code anova(a, b,
 * c)}.
 *
 * @param tests from the smallest model to the largest; all of one criterion
 */
public record ModelSequence(List<LikelihoodRatioTest> tests) {

  public ModelSequence {
    tests = List.copyOf(tests);
  }

  static ModelSequence of(FittedModel... fits) {
    if (fits.length < 2 || Arrays.stream(fits).anyMatch(Objects::isNull)) {
      throw new BlupException(
          "There is nothing to compare: give two fits or more, none of them null.");
    }
    List<FittedModel> ascending = new ArrayList<>(List.of(fits));
    ascending.sort(Comparator.comparingInt(FittedModel::degreesOfFreedom));
    boolean comparable = true;
    for (int i = 1; i < ascending.size(); i++) {
      comparable &= ModelComparison.isComparable(ascending.get(i - 1), ascending.get(i));
    }
    List<LikelihoodRatioTest> tests = new ArrayList<>();
    for (int i = 1; i < ascending.size(); i++) {
      tests.add(ModelComparison.compare(ascending.get(i - 1), ascending.get(i), !comparable));
    }
    return new ModelSequence(tests);
  }

  /**
   * The tests as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that are
   * NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("modelSequence")
        .putAll("tests", tests.stream().map(LikelihoodRatioTest::json).toList())
        .text();
  }

  /** The table that R prints. */
  @Override
  public String toString() {
    LikelihoodRatioTest first = tests.get(0);
    List<String> formulas = new ArrayList<>(List.of(first.smaller()));
    List<String> parameters = new ArrayList<>();
    List<String> aic = new ArrayList<>();
    List<String> bic = new ArrayList<>();
    List<String> logLikelihood = new ArrayList<>();
    List<String> chiSquare = new ArrayList<>(List.of(""));
    List<String> df = new ArrayList<>(List.of(""));
    List<String> p = new ArrayList<>(List.of(""));
    List<Integer> counts = new ArrayList<>(List.of(first.smallerParameters()));
    List<Double> criteria = new ArrayList<>(List.of(first.smallerCriterion()));
    for (LikelihoodRatioTest test : tests) {
      formulas.add(test.larger());
      counts.add(test.largerParameters());
      criteria.add(test.largerCriterion());
      chiSquare.add(Digits.statistic(test.chiSquare()));
      df.add(Integer.toString(test.df()));
      p.add(Digits.pValue(test.pValue()));
    }
    for (int i = 0; i < counts.size(); i++) {
      parameters.add(Integer.toString(counts.get(i)));
      aic.add(Digits.criterion(criteria.get(i) + 2 * counts.get(i)));
      bic.add(Digits.criterion(criteria.get(i) + Math.log(first.rows()) * counts.get(i)));
      logLikelihood.add(Digits.criterion(-0.5 * criteria.get(i)));
    }
    TextTable table = new TextTable();
    table.text("", formulas);
    table.flushRight("npar", parameters);
    table.numbers("AIC", aic);
    table.numbers("BIC", bic);
    table.numbers("logLik", logLikelihood);
    table.numbers("Chisq", chiSquare);
    table.flushRight("Df", df);
    table.flushRight("Pr(>Chisq)", p);
    return "Likelihood-ratio tests by "
        + first.criterion()
        + (first.refitted() ? ", fitted again: REML does not compare fixed effects" : "")
        + "\n"
        + table
        + LikelihoodRatioTest.weightLine(first.weight());
  }
}
