package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.blup.MixedModel;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.junit.jupiter.api.Test;

/** Fits of deficient rank, beside lme4's and emmeans's answers: {@code estimability/means.R}. */
class EstimabilityTest {

  @MixedModel("y ~ a * b + (1 | g)")
  record TwoByTwo(double y, String a, String b, String g) {}

  @MixedModel("y ~ genotype * year + (1 | plate)")
  record Plate(double y, String genotype, String year, String plate) {}

  @MixedModel("fruit ~ cvt / (form * conc) + (1 | block)")
  record Treatment(double fruit, String cvt, String form, String conc, String block) {}

  @MixedModel("y ~ x + f + (1 | g)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Constant(double y, double x, String f, String g) {}

  @Test
  void aMeanOverCellsThatAllHaveRowsIsEstimable() {
    var fit =
        EstimabilityTest_TwoByTwoModel.fit(
            read(
                "empty-cell.csv",
                line ->
                    new TwoByTwo(
                        line.number("y"), line.text("a"), line.text("b"), line.text("g"))));

    assertEstimate(fit.means("a").get("a0"), 10.03537288, 0.5397530211, 6.361831227);
    assertThat(fit.means("a").get("a1").isEstimable()).isFalse();
    assertEstimate(fit.means("b").get("b1"), 10.37142495, 0.5276363542, 6.755481863);
    assertThat(fit.means("b").get("b0").isEstimable()).isFalse();
    assertThat(estimates(fit.means("a", "b")))
        .containsOnlyKeys("a0 b0", "a0 b1", "a1 b1")
        .hasEntrySatisfying("a0 b0", mean -> assertClose(mean, 9.678597585))
        .hasEntrySatisfying("a0 b1", mean -> assertClose(mean, 10.392148178))
        .hasEntrySatisfying("a1 b1", mean -> assertClose(mean, 10.350701721));
  }

  @Test
  void aLevelThatLacksCellsElsewhereHasAMean() {
    var fit =
        EstimabilityTest_PlateModel.fit(
            read(
                "glmmtmb1326.csv",
                line ->
                    new Plate(
                        line.number("y"),
                        line.text("genotype"),
                        line.text("year"),
                        line.text("plate"))));

    assertEstimate(fit.means("year").get("y1"), 1.828067557, 0.2831442212, 6.876031912);
    assertThat(fit.means("year").get("y2").isEstimable()).isFalse();
  }

  @Test
  void cellsOfNestedTreatmentsBesideAControlAreEstimable() {
    var fit =
        EstimabilityTest_TreatmentModel.fit(
            read(
                "emmeans79.csv",
                line ->
                    new Treatment(
                        line.number("Fruit"),
                        line.text("cvt"),
                        line.text("Form"),
                        line.text("Conc"),
                        line.text("Block"))));

    assertThat(estimates(fit.means("cvt", "form", "conc")))
        .hasSize(7)
        .hasEntrySatisfying("control Control C0", mean -> assertClose(mean, 35.7))
        .hasEntrySatisfying("trt ABG-35 C10", mean -> assertClose(mean, 50.1))
        .hasEntrySatisfying("trt ABG-63 C10", mean -> assertClose(mean, 55.19983333))
        .hasEntrySatisfying("trt ABG-68 C10", mean -> assertClose(mean, 62.30016667))
        .hasEntrySatisfying("trt ABG-35 C20", mean -> assertClose(mean, 66.89983333))
        .hasEntrySatisfying("trt ABG-63 C20", mean -> assertClose(mean, 80.3))
        .hasEntrySatisfying("trt ABG-68 C20", mean -> assertClose(mean, 58.90016667));
  }

  /** One level has a single row: what it leaves of the number is little beside the number. */
  @Test
  void aNumberThatIsConstantWithinLevelsMakesTheLastLevelDependent() {
    var fit =
        EstimabilityTest_ConstantModel.fit(
            read(
                "constant-within-levels.csv",
                line ->
                    new Constant(
                        line.number("y"), line.number("x"), line.text("f"), line.text("g"))));

    assertThat(fit.droppedCoefficients()).containsExactly("ff6");
    assertThat(fit.criterion()).isCloseTo(285.6559725, within(1e-6));
    assertThat(fit.fixed().x().estimate()).isCloseTo(70.17907299, within(1e-4));
    assertThat(fit.fixed().x().standardError()).isCloseTo(101.95472637, within(1e-4));
  }

  private static Map<String, Double> estimates(Means<?> means) {
    Map<String, Double> estimates = new TreeMap<>();
    for (Mean mean : means.all()) {
      if (mean.isEstimable()) {
        estimates.put(mean.name(), mean.estimate());
      }
    }
    return estimates;
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-6 * expected));
  }

  private static void assertEstimate(Mean mean, double estimate, double error, double df) {
    assertClose(mean.estimate(), estimate);
    assertThat(mean.standardError()).isCloseTo(error, within(1e-5 * error));
    assertThat(mean.df()).isCloseTo(df, within(1e-3 * df));
  }

  static <R> List<R> read(String file, Function<Line, R> toRow) {
    try {
      Path path = Path.of(EstimabilityTest.class.getResource("/estimability/" + file).toURI());
      return Line.read(path, toRow);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
