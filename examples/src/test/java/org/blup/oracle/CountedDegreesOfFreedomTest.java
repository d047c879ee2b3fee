package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.oracle.RepeatedMeasures.Crossed;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.blup.oracle.RepeatedMeasures.WeightedTrial;
import org.junit.jupiter.api.Test;

/** Degrees of freedom that are counted: containment, between and within subjects, residual. */
class CountedDegreesOfFreedomTest {

  private static <R, F extends MixedFit<R>> F fit(
      Model<R, F> model, List<R> rows, DegreesOfFreedom method) {
    return model.fitting().degreesOfFreedom(method).missing(MissingValues.OMIT).fit(rows);
  }

  private static <R> List<R> data(String file, java.util.function.Function<Line, R> toRow) {
    return Line.read(OracleFolder.dataFile(file), toRow);
  }

  /** Stroup's (1989), as SAS's documentation of MIXED prints it: A 2, 6; B 1, 9; A*B 2, 9. */
  @Test
  void containmentOfTheSplitPlotIsThatOfSas() {
    var fit =
        fit(
            SplitPlots_SplitPlotModel.model(),
            data("split_plot.csv", SplitPlots.SplitPlot::of),
            DegreesOfFreedom.CONTAINMENT);

    AnovaTable table = fit.anova();

    check(table.row("a"), 6, 4.07, 0.0764);
    check(table.row("b"), 9, 19.39, 0.0017);
    check(table.row("a:b"), 9, 4.02, 0.0566);
    assertThat(table.toString()).contains("F tests with containment's degrees of freedom");
  }

  private static void check(AnovaTable.Row row, double df, double f, double p) {
    assertThat(row.denominatorDf()).isEqualTo(df);
    assertThat(row.f()).isCloseTo(f, within(0.005));
    assertThat(row.pValue()).isCloseTo(p, within(5e-5));
  }

  /** Obenchain's (1990), as SAS's documentation of MIXED prints it: both have 2. */
  @Test
  void containmentOfRandomCoefficientsIsThatOfSas() {
    var fit =
        fit(
            GrowthCurves_BatchesModel.model(),
            data("random_coefficients.csv", GrowthCurves.Batches::of),
            DegreesOfFreedom.CONTAINMENT);

    assertThat(fit.coefficient("(Intercept)").df()).isEqualTo(2);
    assertThat(fit.coefficient("month").df()).isEqualTo(2);
    assertThat(fit.coefficient("month").pValue()).isCloseTo(0.0478, within(5e-5));
  }

  /** nlme 3.1-162's {@code fixDF}; the intercept, which nlme counts with the rows, apart. */
  @Test
  void betweenAndWithinNestedGroupsAreThoseOfNlme() {
    var oats =
        fit(
            SplitPlots_OatsCellsModel.model(),
            data("oats.csv", SplitPlots.OatsCells::of),
            DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(oats, 5, 45, 45, 45, 10, 10, 45, 45, 45, 45, 45, 45);
    var oxide =
        fit(
            NestedDesigns_OxideSourceModel.model(),
            data("oxide.csv", NestedDesigns.Oxide::of),
            DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(oxide, 6, 6);
    var slopes =
        fit(
            RepeatedMeasures_GrowthBySexModel.model(),
            Growth.rows(),
            DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(slopes, 25, 79, 25, 79);
  }

  /** In a balanced split plot both count the same strata. */
  @Test
  void containmentOfNestedGroupsIsThatOfTheirStrata() {
    var oats =
        fit(
            SplitPlots_OatsCellsModel.model(),
            data("oats.csv", SplitPlots.OatsCells::of),
            DegreesOfFreedom.CONTAINMENT);

    assertDf(oats, 5, 45, 45, 45, 10, 10, 45, 45, 45, 45, 45, 45);
  }

  /**
   * mmrm's vignette has 192 and 334, of 197 subjects and 537 rows; SAS's table {@code
   * empirical_ar1} 195 for intercept and arm.
   */
  @Test
  void betweenAndWithinSubjectsAreThoseOfMmrm() {
    List<Trial> rows = Trial.rows();
    var full =
        fit(RepeatedMeasures_TrialUsFullModel.model(), rows, DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(full, 192, 192, 192, 192, 192, 334, 334, 334, 334, 334, 334);
    var ar1 = fit(RepeatedMeasures_TrialAr1Model.model(), rows, DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(ar1, 195, 195);
    var weighted =
        fit(
            RepeatedMeasures_WeightedTrialModel.model(),
            WeightedTrial.rows(),
            DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(weighted, 195, 195);
    var beside =
        fit(
            RepeatedMeasures_NightsModel.model(),
            RepeatedMeasures.Nights.rows(),
            DegreesOfFreedom.BETWEEN_WITHIN);
    assertDf(beside, 17, 161);
  }

  @Test
  void residualDegreesOfFreedomAreRowsLessCoefficients() {
    List<Trial> rows = Trial.rows();

    var fit = fit(RepeatedMeasures_TrialUsModel.model(), rows, DegreesOfFreedom.RESIDUAL);
    var contained = fit(RepeatedMeasures_TrialUsModel.model(), rows, DegreesOfFreedom.CONTAINMENT);

    assertDf(fit, 535, 535);
    assertDf(contained, 535, 535);
    assertThat(fit.coefficient("armTRT").standardError())
        .isEqualTo(Math.sqrt(fit.coefficientCovariance().get(1, 1)));
    assertThat(fit.toString()).contains("t tests with residual degrees of freedom");
  }

  /** The item's columns add 30 − 1, the subject's 40 − 1, unless a column is constant in them. */
  @Test
  void crossedGroupsContainWhatIsConstantInThem() {
    List<Crossed> rows = Crossed.rows();
    int items = (int) rows.stream().map(Crossed::item).distinct().count();
    int subjects = (int) rows.stream().map(Crossed::subject).distinct().count();

    var fit = fit(RepeatedMeasures_CrossedStrataModel.model(), rows, DegreesOfFreedom.CONTAINMENT);

    int least = Math.min(items, subjects) - 1;
    double rest = rows.size() - (items + subjects - 1 + fit.coefficients().size() - 1);
    assertThat(fit.coefficient("(Intercept)").df()).isEqualTo(least);
    assertThat(fit.coefficient("x").df()).isEqualTo(rest);
    assertThatThrownBy(
            () ->
                fit(
                        RepeatedMeasures_CrossedStrataModel.model(),
                        rows,
                        DegreesOfFreedom.BETWEEN_WITHIN)
                    .coefficient("x")
                    .df())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("need nested groups");
    assertThatThrownBy(
            () ->
                fit(RepeatedMeasures_CrossedAr1Model.model(), rows, DegreesOfFreedom.BETWEEN_WITHIN)
                    .coefficient("x")
                    .df())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("need one subject");
  }

  @MixedModel(name = "Stamped", value = "y ~ time + (1 | unit)")
  @MixedModel(name = "StampedSlopes", value = "y ~ time + (1 + time | unit)")
  record Stamp(double y, double time, String unit) {}

  /** Seconds since 1970 that vary by hours within units: far from zero, and not constant. */
  @Test
  void columnsFarFromZeroAreNotTakenForConstant() {
    var random = new java.util.Random(5);
    List<Stamp> rows =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    new Stamp(
                        random.nextGaussian() + i % 10,
                        1.7e9 + 3600 * random.nextGaussian(),
                        "u" + i % 10))
            .toList();

    for (DegreesOfFreedom method :
        List.of(DegreesOfFreedom.CONTAINMENT, DegreesOfFreedom.BETWEEN_WITHIN)) {
      var fit = fit(CountedDegreesOfFreedomTest_StampedModel.model(), rows, method);
      assertDf(fit, 9, 109);
    }
  }

  private static void assertDf(MixedFit<?> fit, double... expected) {
    assertThat(fit.coefficients().stream().mapToDouble(each -> each.df()).toArray())
        .containsExactly(expected);
  }
}
