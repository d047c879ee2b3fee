package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Locale;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.exception.BlupException;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.FitInference;
import org.blup.model.FittedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fit without a term is the fit of the smaller formula to the same rows. */
class FitsWithoutTermsTest {

  @MixedModel(name = "Whole", value = "y ~ f * k + year + twice + (1 + year + z | g) + (1 | h)")
  @MixedModel(name = "NoYear", value = "y ~ f * k + twice + (1 + year + z | g) + (1 | h)")
  @MixedModel(name = "NoCross", value = "y ~ f + k + year + twice + (1 + year + z | g) + (1 | h)")
  @MixedModel(name = "NoSlope", value = "y ~ f * k + year + twice + (1 + year | g) + (1 | h)")
  @MixedModel(name = "NoHour", value = "y ~ f * k + year + twice + (1 + year + z | g)")
  @MixedModel(name = "Main", value = "y ~ f + k + (1 | g)")
  @MixedModel(name = "MainPart", value = "y ~ f + (1 | g)")
  @MixedModel(name = "Levels", value = "y ~ 0 + f + k + offset(z) + (1 | g)")
  @MixedModel(name = "OneFactor", value = "y ~ 0 + k + offset(z) + (1 | g)")
  @MixedModel(name = "Apart", value = "y ~ f + (1 + z || g)")
  @MixedModel(name = "ApartSlope", value = "y ~ f + (1 | g)")
  record Row(
      double y,
      String f,
      String k,
      double year,
      double twice,
      double z,
      String g,
      String h,
      @Weight double w) {}

  /** Years about 2000, so that bases matter; (f, k) has an empty cell. */
  private static final List<Row> ROWS = rows();

  private static List<Row> rows() {
    java.util.Random random = new java.util.Random(4);
    double[][] effects = new double[12][3];
    for (double[] effect : effects) {
      for (int i = 0; i < 3; i++) {
        effect[i] = random.nextGaussian();
      }
    }
    List<Row> rows = new java.util.ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int f = random.nextInt(3);
      int k = random.nextInt(f == 2 ? 2 : 3);
      int g = random.nextInt(12);
      int h = random.nextInt(7);
      double year = 2000 + random.nextInt(12);
      double z = random.nextGaussian();
      double y =
          3 * f
              - k
              + 0.2 * (year - 2005)
              + 2 * effects[g][0]
              + 0.3 * effects[g][1] * (year - 2005)
              + effects[g][2] * z
              + Math.sin(h)
              + random.nextGaussian();
      double w = 1 + i % 3;
      rows.add(new Row(y, "f" + f, "k" + k, year, 2 * year + 1, z, "g" + g, "h" + h, w));
    }
    return rows;
  }

  private static <F extends MixedFit<Row>> F fit(Model<Row, F> model, Criterion criterion) {
    return fit(model, criterion, DegreesOfFreedom.SATTERTHWAITE);
  }

  private static <F extends MixedFit<Row>> F fit(
      Model<Row, F> model, Criterion criterion, DegreesOfFreedom method) {
    return model.fitting().criterion(criterion).degreesOfFreedom(method).fit(ROWS);
  }

  static void same(FittedModel without, MixedFit<?> own) {
    assertThat(without.formula()).isEqualTo(own.formula());
    assertThat(without.fittedBy()).isEqualTo(own.fittedBy());
    assertThat(without.criterion()).isCloseTo(own.criterion(), within(1e-7));
    assertThat(without.degreesOfFreedom()).isEqualTo(own.degreesOfFreedom());
    assertThat(without.droppedCoefficients()).isEqualTo(own.droppedCoefficients());
    assertThat(without.sigma()).isCloseTo(own.sigma(), within(1e-6));
    assertThat(without.coefficients()).hasSameSizeAs(own.coefficients());
    for (int i = 0; i < own.coefficients().size(); i++) {
      Coefficient expected = own.coefficients().get(i);
      Coefficient actual = without.coefficients().get(i);
      assertThat(actual.name()).isEqualTo(expected.name());
      double se = expected.standardError();
      assertThat(actual.estimate()).isCloseTo(expected.estimate(), within(1e-4 * se));
      assertThat(actual.standardError()).isCloseTo(se, within(1e-4 * se));
      assertThat(1 / actual.df()).isCloseTo(1 / expected.df(), within(1e-3 / expected.df()));
    }
    for (int i = 0; i < own.varianceComponents().size(); i++) {
      VarianceComponent expected = own.varianceComponents().get(i);
      VarianceComponent actual = without.varianceComponents().get(i);
      assertThat(actual.group()).isEqualTo(expected.group());
      assertThat(actual.effect()).isEqualTo(expected.effect());
      assertThat(actual.standardDeviation())
          .isCloseTo(expected.standardDeviation(), within(1e-4 * expected.standardDeviation()));
    }
    assertThat(without.theta().length).isEqualTo(own.theta().length);
  }

  @Test
  void fixedTermsGoByMaximumLikelihood() {
    MixedFit<Row> whole = fit(FitsWithoutTermsTest_WholeModel.model(), Criterion.REML);

    same(whole.without("year"), fit(FitsWithoutTermsTest_NoYearModel.model(), Criterion.ML));
    same(whole.without("f:k"), fit(FitsWithoutTermsTest_NoCrossModel.model(), Criterion.ML));
    assertThat(whole.without("f:k").criterion())
        .isEqualTo(whole.drop1().deletion("f:k").criterion());
  }

  @ParameterizedTest
  @EnumSource
  void testsAreByTheFitsMethod(DegreesOfFreedom method) {
    same(
        fit(FitsWithoutTermsTest_MainModel.model(), Criterion.REML, method).without("k"),
        fit(FitsWithoutTermsTest_MainPartModel.model(), Criterion.ML, method));
    same(
        fit(FitsWithoutTermsTest_ApartModel.model(), Criterion.REML, method)
            .without("z in (1 + z || g)"),
        fit(FitsWithoutTermsTest_ApartSlopeModel.model(), Criterion.REML, method));
  }

  @Test
  void factorsAreCodedAsInTheSmallerFormula() {
    same(
        fit(FitsWithoutTermsTest_LevelsModel.model(), Criterion.ML).without("f"),
        fit(FitsWithoutTermsTest_OneFactorModel.model(), Criterion.ML));
  }

  @Test
  void randomEffectsGoByTheFitsOwnCriterion() {
    for (Criterion criterion : Criterion.values()) {
      MixedFit<Row> whole = fit(FitsWithoutTermsTest_WholeModel.model(), criterion);

      same(
          whole.without("z in (1 + year + z | g)"),
          fit(FitsWithoutTermsTest_NoSlopeModel.model(), criterion));
      same(whole.without("(1 | h)"), fit(FitsWithoutTermsTest_NoHourModel.model(), criterion));
      assertThat(whole.without("(1 | h)").criterion())
          .isEqualTo(whole.ranova().deletion("(1 | h)").criterion());
      same(
          fit(FitsWithoutTermsTest_ApartModel.model(), criterion).without("z in (1 + z || g)"),
          fit(FitsWithoutTermsTest_ApartSlopeModel.model(), criterion));
    }
  }

  /** Tests, intervals, profiles and summaries, which need neither rows nor a generated class. */
  @Test
  void theSmallerFitIsAskedAsItsOwnFormulasFit() {
    FitInference without =
        fit(FitsWithoutTermsTest_ApartModel.model(), Criterion.REML).without("z in (1 + z || g)");
    MixedFit<Row> own = fit(FitsWithoutTermsTest_ApartSlopeModel.model(), Criterion.REML);

    for (AnovaTable.Row row : own.anova().rows()) {
      assertThat(without.anova().row(row.term()).f()).isCloseTo(row.f(), withinPercentage(0.1));
    }
    Coefficient slope = without.coefficients().get(1);
    assertThat(without.test(slope).t()).isCloseTo(slope.t(), withinPercentage(1e-9));
    own.varianceIntervals(0.95)
        .forEach(
            (name, interval) -> {
              assertThat(without.varianceIntervals(0.95).get(name).lower())
                  .isCloseTo(interval.lower(), withinPercentage(0.1));
              assertThat(without.profile().parameter(name).interval(0.95).upper())
                  .isCloseTo(
                      own.profile().parameter(name).interval(0.95).upper(), withinPercentage(0.1));
            });
    assertThat(without.rSquared().conditional())
        .isCloseTo(own.rSquared().conditional(), withinPercentage(0.1));
    assertThat(without.effectiveDegreesOfFreedom())
        .isCloseTo(own.effectiveDegreesOfFreedom(), withinPercentage(0.1));
    assertThat(without.conditionalAic().value())
        .isCloseTo(own.conditionalAic().value(), withinPercentage(0.01));
    for (int level = 0; level < own.conditionalModes("g").levels().size(); level++) {
      assertThat(without.conditionalModes("g").mode(level, 0))
          .isCloseTo(own.conditionalModes("g").mode(level, 0), within(1e-3));
    }
  }

  @Test
  void theSmallerFitPrintsItself() {
    FittedModel without =
        fit(FitsWithoutTermsTest_WholeModel.model(), Criterion.REML).without("(1 | h)");

    assertThat(without.toString())
        .startsWith(
            "Linear mixed model fit by REML\nFormula: y ~ 1 + f + k + year + twice + f:k + (")
        .contains("groups: g 12\n", "t tests with Satterthwaite's", "Dropped, ");
    assertThat(without.summary(0.9)).contains("intervals: 90 %");
  }

  @Test
  void refusalsSayWhy() {
    MixedFit<Row> main = fit(FitsWithoutTermsTest_MainModel.model(), Criterion.REML);

    assertThatThrownBy(() -> main.without("(1 | g)"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("There is no fit without '(1 | g)'")
        .hasMessageContaining("linear model");
    assertThatThrownBy(() -> main.without("year"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not a term that may go")
        .hasMessageContaining("f, k, (1 | g)".toLowerCase(Locale.ROOT));
  }
}
