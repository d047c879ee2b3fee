package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.blup.MixedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.FTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One hypothesis has one F and one number of degrees of freedom: by any coding of the factor, any
 * reference and order of levels, any unit of a number, and any type of table that tests it. The
 * data are those of lmerTest's issue 43, where both depend on the coding.
 */
class JointHypothesesTest {

  @MixedModel(name = "treatment", value = "y ~ f + x + z + (f + x | g)")
  @MixedModel(name = "last", value = "y ~ C(f, treatment(\"w\")) + x + z + (f + x | g)")
  @MixedModel(name = "sum", value = "y ~ C(f, sum) + x + z + (f + x | g)")
  @MixedModel(name = "helmert", value = "y ~ x + z + C(f, helmert) + (f + x | g)")
  @MixedModel(name = "cells", value = "y ~ 0 + f + x + z + (f + x | g)")
  record Row(double y, double x, double z, String f, String g) {}

  private static List<Row> rows;

  @BeforeAll
  static void read() {
    rows =
        EstimabilityTest.read(
            "joint-df.csv",
            line ->
                new Row(
                    line.number("y"),
                    line.number("x"),
                    line.number("z"),
                    line.text("f"),
                    line.text("g")));
  }

  private static void assertSame(double f, double df, double otherF, double otherDf) {
    assertThat(otherF).isCloseTo(f, within(1e-6 * f));
    assertThat(otherDf).isCloseTo(df, within(1e-4 * df));
  }

  @Test
  void theTestOfAFactorDependsNeitherOnItsCodingNorOnTheType() {
    var expected = JointHypothesesTest_treatmentModel.fit(rows).anova(AnovaType.III).row("f");
    assertThat(expected.f()).isCloseTo(92.79503, within(1e-4));
    for (Model<Row, ? extends MixedFit<Row>> model :
        List.<Model<Row, ? extends MixedFit<Row>>>of(
            JointHypothesesTest_treatmentModel.model(),
            JointHypothesesTest_lastModel.model(),
            JointHypothesesTest_sumModel.model(),
            JointHypothesesTest_helmertModel.model())) {
      MixedFit<Row> fit = model.fit(rows);
      for (AnovaType type : List.of(AnovaType.II, AnovaType.III)) {
        var row =
            fit.anova(type).rows().stream()
                .filter(each -> each.term().contains("f"))
                .findFirst()
                .orElseThrow();
        assertSame(expected.f(), expected.denominatorDf(), row.f(), row.denominatorDf());
      }
    }
    var last = JointHypothesesTest_helmertModel.fit(rows).anova(AnovaType.I).rows().get(2);
    assertSame(expected.f(), expected.denominatorDf(), last.f(), last.denominatorDf());
  }

  @Test
  void theTestOfTheFirstTermDoesNotDependOnItsCoding() {
    var treatment = JointHypothesesTest_treatmentModel.fit(rows).anova(AnovaType.I).rows().get(0);
    var sum = JointHypothesesTest_sumModel.fit(rows).anova(AnovaType.I).rows().get(0);
    assertThat(treatment.f()).isCloseTo(53.37998, within(1e-4));
    assertSame(treatment.f(), treatment.denominatorDf(), sum.f(), sum.denominatorDf());
  }

  @Test
  void combinationsThatSayTheSameAreOneTest() {
    var row = JointHypothesesTest_treatmentModel.fit(rows).anova().row("f");
    FTest cells =
        JointHypothesesTest_cellsModel.fit(rows)
            .jointTest(
                c ->
                    List.of(
                        c.f("v").minus(c.f("u")),
                        c.f("w").minus(c.f("v")),
                        c.f("u").minus(c.f("w"))));
    assertThat(cells.numeratorDf()).isEqualTo(2);
    assertSame(row.f(), row.denominatorDf(), cells.f(), cells.denominatorDf());
  }

  @Test
  void theUnitOfANumberAndTheNamesOfLevelsDoNotMatter() {
    FTest test = JointHypothesesTest_treatmentModel.fit(rows).jointTest(c -> List.of(c.x(), c.z()));
    List<Row> others =
        rows.stream()
            .map(
                row ->
                    new Row(
                        row.y(),
                        1000 * row.x() - 7,
                        row.z() / 64,
                        row.f().equals("u") ? "z" : row.f(),
                        row.g()))
            .toList();
    FTest other =
        JointHypothesesTest_treatmentModel.fit(others).jointTest(c -> List.of(c.x(), c.z()));
    assertSame(test.f(), test.denominatorDf(), other.f(), other.denominatorDf());
  }
}
