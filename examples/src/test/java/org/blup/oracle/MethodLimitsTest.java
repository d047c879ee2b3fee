package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.model.Coefficient;
import org.blup.model.DeletionTable;
import org.blup.model.MixedFit;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.Interval;
import org.blup.model.means.Comparison;
import org.blup.model.means.Comparisons;
import org.junit.jupiter.api.Test;

/** What tests and tables say where a method has no answer. */
class MethodLimitsTest {

  @MixedModel("y ~ 1 + x0 + f0 + f1 + (1 + x0 | g0)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Sites(double y, double x0, String g0, String f0, String f1) {
    static Sites of(Line line) {
      return new Sites(
          line.number("y"), line.number("x0"), line.text("g0"), line.text("f0"), line.text("f1"));
    }
  }

  /**
   * The variance of g0 cannot be distinguished from f1, and Kenward and Roger's adjustment rests on
   * it.
   */
  @Test
  void anAdjustmentByAnUndeterminedVarianceHasNoTest() {
    MixedFit<Sites> fit =
        MethodLimitsTest_SitesModel.fitting()
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit(read("kenward-roger-negative-variance.csv", Sites::of));

    assertThat(fit.coefficients()).extracting(Coefficient::standardError).containsOnly(Double.NaN);
    assertThat(fit.coefficients()).extracting(Coefficient::pValue).containsOnly(Double.NaN);
    assertThat(fit.coefficients())
        .extracting(c -> c.interval(0.95))
        .containsOnly(new Interval(Double.NaN, Double.NaN));
    assertThat(fit.anova().rows()).extracting(AnovaTable.Row::f).containsOnly(Double.NaN);
    for (Object table : List.of(fit, fit.anova(), fit.means("f0").pairwise())) {
      assertThat(table.toString())
          .contains("because it rests on a variance that the data do not determine")
          .doesNotContain("Kenward-Roger's adjusted variance is negative");
    }
  }

  @MixedModel("y ~ 1 + f0 + (1 | g0:g1) + (1 | g1)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Incomplete(double y, String g0, String g1, String f0) {
    static Incomplete of(Line line) {
      return new Incomplete(line.number("y"), line.text("g0"), line.text("g1"), line.text("f0"));
    }
  }

  /** pbkrtest has F = -0.0043 on 4 and -1.993 degrees of freedom, and p = NaN. */
  @Test
  void negativeDegreesOfFreedomHaveNoTest() {
    MixedFit<Incomplete> fit =
        MethodLimitsTest_IncompleteModel.fitting()
            .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
            .fit(read("kenward-roger-negative-df.csv", Incomplete::of));

    AnovaTable.Row row = fit.anova().row("f0");

    assertThat(row.numeratorDf()).isEqualTo(4);
    assertThat(row.f()).isNaN();
    assertThat(row.denominatorDf()).isNaN();
    assertThat(row.pValue()).isNaN();
  }

  @MixedModel("y ~ 1 + x0 + x1 + f1 + x0:x1 + (1 | g0) + (1 + x0 | g1) + (1 + f1 | g2)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Scarce(double y, double x0, double x1, String g0, String g1, String g2, String f1) {
    static Scarce of(Line line) {
      return new Scarce(
          line.number("y"),
          line.number("x0"),
          line.number("x1"),
          line.text("g0"),
          line.text("g1"),
          line.text("g2"),
          line.text("f1"));
    }
  }

  /** All pairs rest on a variance that the data do not determine; this took seconds and failed. */
  @Test
  void pairsThatRestOnNothingHaveNoTest() {
    MixedFit<Scarce> fit = MethodLimitsTest_ScarceModel.fit(read("tiny-df.csv", Scarce::of));

    Comparisons<String> pairs = fit.means("f1").pairwise();

    assertThat(pairs.all()).extracting(Comparison::pValue).containsOnly(Double.NaN);
    assertThat(pairs.all())
        .extracting(pair -> pair.interval(0.95))
        .containsOnly(new Interval(Double.NaN, Double.NaN));
    assertThat(pairs.toString()).contains("undeterminedVariances()");
  }

  @MixedModel("y ~ offset(off) + 0 + x0 + x1 + x2 + f0 + (1 + x2 | g0) + (0 + x2 | g1)")
  @SuppressWarnings({"blup:903", "blup:905", "blup:906", "blup:909"})
  record Units(
      double y,
      @Weight double w,
      double off,
      double x0,
      double x1,
      double x2,
      String g0,
      String g1,
      String f0) {
    static Units of(Line line) {
      return new Units(
          line.number("y"),
          line.number("w"),
          line.number("off"),
          line.number("x0"),
          line.number("x1"),
          line.number("x2"),
          line.text("g0"),
          line.text("g1"),
          line.text("f0"));
    }
  }

  /** x0 is of the order of 1e12; the ratios are those of lme4 with x0 in units of 1e12. */
  @Test
  void deletionsDoNotDependOnUnits() {
    DeletionTable table =
        MethodLimitsTest_UnitsModel.fit(read("drop1-large-units.csv", Units::of)).drop1();

    assertThat(table.deletion("x0").chiSquare()).isCloseTo(0.016067286, within(1e-6));
    assertThat(table.deletion("x1").chiSquare()).isCloseTo(67.052622, within(1e-5));
    assertThat(table.deletion("x2").chiSquare()).isCloseTo(5.978431, within(1e-5));
  }

  private static <R> List<R> read(String file, Function<Line, R> row) {
    try {
      Path path = Path.of(MethodLimitsTest.class.getResource("/inference/" + file).toURI());
      return Line.read(path, row);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
