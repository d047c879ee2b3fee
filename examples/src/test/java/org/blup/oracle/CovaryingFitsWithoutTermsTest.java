package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.model.Criterion;
import org.blup.model.DeletionTable;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fit without a term where residuals covary is the fit of the smaller formula to the same rows:
 * from sums, and from rows.
 */
class CovaryingFitsWithoutTermsTest {

  @MixedModel(
      name = "Sums",
      value = "y ~ f * k + year + (1 + z | g) + residual(ar1h(visit | subject), by = f)")
  @MixedModel(
      name = "SumsNoYear",
      value = "y ~ f * k + (1 + z | g) + residual(ar1h(visit | subject), by = f)")
  @MixedModel(
      name = "SumsNoCross",
      value = "y ~ f + k + year + (1 + z | g) + residual(ar1h(visit | subject), by = f)")
  @MixedModel(
      name = "SumsNoSlope",
      value = "y ~ f * k + year + (1 | g) + residual(ar1h(visit | subject), by = f)")
  @MixedModel(
      name = "Rows",
      value = "y ~ f * k + year + (1 + z | g) + (1 | h) + residual(exp(time | subject))")
  @MixedModel(
      name = "RowsNoYear",
      value = "y ~ f * k + (1 + z | g) + (1 | h) + residual(exp(time | subject))")
  @MixedModel(
      name = "RowsNoCross",
      value = "y ~ f + k + year + (1 + z | g) + (1 | h) + residual(exp(time | subject))")
  @MixedModel(
      name = "RowsNoSlope",
      value = "y ~ f * k + year + (1 | g) + (1 | h) + residual(exp(time | subject))")
  @MixedModel(
      name = "RowsNoHour",
      value = "y ~ f * k + year + (1 + z | g) + residual(exp(time | subject))")
  @MixedModel(name = "One", value = "y ~ 0 + f + k + (1 | g) + residual(power(time), by = f)")
  @MixedModel(name = "OneNoLevels", value = "y ~ 0 + k + (1 | g) + residual(power(time), by = f)")
  @MixedModel(
      name = "Within",
      value = "y ~ f + year + (1 | subject) + residual(ar1(visit | subject))")
  @MixedModel(name = "Linear", value = "y ~ 0 + f + k + residual(power(time), by = f)")
  record Row(
      double y,
      String f,
      String k,
      double year,
      double z,
      double time,
      int visit,
      String subject,
      String g,
      String h,
      @Weight double w) {}

  /** Years about 2000, so that bases matter; visits are missed. */
  private static final List<Row> ROWS = rows();

  private static List<Row> rows() {
    Random random = new Random(6);
    double[][] effects = new double[12][3];
    for (double[] effect : effects) {
      for (int i = 0; i < 3; i++) {
        effect[i] = random.nextGaussian();
      }
    }
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < 90; subject++) {
      int f = subject % 2;
      double before = random.nextGaussian();
      double time = 1;
      for (int visit = 0; visit < 4; visit++) {
        time += 0.5 + random.nextDouble();
        before = 0.7 * before + Math.sqrt(1 - 0.49) * random.nextGaussian();
        int k = random.nextInt(3);
        int g = random.nextInt(12);
        int h = random.nextInt(8);
        double year = 2000 + random.nextInt(12);
        double z = random.nextGaussian();
        double y =
            2 * f
                - k
                + 0.2 * (year - 2005)
                + effects[g][0]
                + 0.5 * effects[g][1] * z
                + 0.4 * effects[h][2]
                + before * (1 + 0.3 * visit);
        if (visit > 0 && random.nextInt(6) == 0) {
          continue;
        }
        rows.add(
            new Row(
                y,
                "f" + f,
                "k" + k,
                year,
                z,
                time,
                visit,
                "s" + subject,
                "g" + g,
                "h" + h,
                1 + visit % 2));
      }
    }
    return rows;
  }

  private static <F extends MixedFit<Row>> F fit(Model<Row, F> model, Criterion criterion) {
    return model.fitting().criterion(criterion).fit(ROWS);
  }

  @Test
  void fixedTermsGoByMaximumLikelihood() {
    MixedFit<Row> sums = fit(CovaryingFitsWithoutTermsTest_SumsModel.model(), Criterion.REML);
    MixedFit<Row> rows = fit(CovaryingFitsWithoutTermsTest_RowsModel.model(), Criterion.REML);

    FitsWithoutTermsTest.same(
        sums.without("year"),
        fit(CovaryingFitsWithoutTermsTest_SumsNoYearModel.model(), Criterion.ML));
    FitsWithoutTermsTest.same(
        sums.without("f:k"),
        fit(CovaryingFitsWithoutTermsTest_SumsNoCrossModel.model(), Criterion.ML));
    FitsWithoutTermsTest.same(
        rows.without("year"),
        fit(CovaryingFitsWithoutTermsTest_RowsNoYearModel.model(), Criterion.ML));
    FitsWithoutTermsTest.same(
        rows.without("f:k"),
        fit(CovaryingFitsWithoutTermsTest_RowsNoCrossModel.model(), Criterion.ML));
    FitsWithoutTermsTest.same(
        fit(CovaryingFitsWithoutTermsTest_OneModel.model(), Criterion.REML).without("f"),
        fit(CovaryingFitsWithoutTermsTest_OneNoLevelsModel.model(), Criterion.ML));
  }

  @ParameterizedTest
  @EnumSource
  void randomEffectsGoByTheFitsOwnCriterion(Criterion criterion) {
    MixedFit<Row> sums = fit(CovaryingFitsWithoutTermsTest_SumsModel.model(), criterion);
    MixedFit<Row> rows = fit(CovaryingFitsWithoutTermsTest_RowsModel.model(), criterion);

    FitsWithoutTermsTest.same(
        sums.without("z in (1 + z | g)"),
        fit(CovaryingFitsWithoutTermsTest_SumsNoSlopeModel.model(), criterion));
    FitsWithoutTermsTest.same(
        rows.without("z in (1 + z | g)"),
        fit(CovaryingFitsWithoutTermsTest_RowsNoSlopeModel.model(), criterion));
    FitsWithoutTermsTest.same(
        rows.without("(1 | h)"),
        fit(CovaryingFitsWithoutTermsTest_RowsNoHourModel.model(), criterion));
    FitsWithoutTermsTest.same(
        fit(CovaryingFitsWithoutTermsTest_OneModel.model(), criterion).without("(1 | g)"),
        fit(CovaryingFitsWithoutTermsTest_LinearModel.model(), criterion));
  }

  /** The p-value of the border is the bound, as that of {@code anova(other)}. */
  @Test
  void tablesCompareAsFitsDo() {
    MixedFit<Row> rows = fit(CovaryingFitsWithoutTermsTest_RowsModel.model(), Criterion.REML);
    var test =
        rows.anova(fit(CovaryingFitsWithoutTermsTest_RowsNoSlopeModel.model(), Criterion.REML));

    DeletionTable table = rows.ranova();

    DeletionTable.Deletion slope = table.deletion("z in (1 + z | g)");
    assertThat(table.deletions()).hasSize(2);
    assertThat(slope.df()).isEqualTo(test.df()).isEqualTo(2);
    assertThat(slope.chiSquare()).isCloseTo(test.chiSquare(), within(1e-6));
    assertThat(slope.boundaryPValue().orElseThrow())
        .isCloseTo(test.boundaryPValue().orElseThrow(), within(1e-6));
    assertThat(rows.drop1().deletion("year").df()).isEqualTo(1);
  }

  /** Which columns differ within subjects is known of the whole model's columns alone. */
  @Test
  void betweenWithinIsRefusedWhereColumnsAreOthers() {
    MixedFit<Row> fit =
        CovaryingFitsWithoutTermsTest_WithinModel.model()
            .fitting()
            .degreesOfFreedom(DegreesOfFreedom.BETWEEN_WITHIN)
            .fit(ROWS);

    assertThat(fit.without("(1 | subject)").coefficients().get(2).df())
        .isEqualTo(fit.coefficients().get(2).df());
    assertThatThrownBy(() -> fit.without("year").coefficients().get(0).df())
        .hasMessageContaining("between-within degrees of freedom need the rows");
  }
}
