package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.DeletionTable;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;

/** Structures of random effects whose models can be written in another way, or not at all. */
class CovarianceStructuresTest {

  enum Visit {
    FIRST,
    SECOND,
    THIRD,
    FOURTH
  }

  enum Arm {
    OLD,
    NEW
  }

  @MixedModel(name = "Autoregressive", value = "y ~ 1 + ar1(0 + visit | subject)")
  @MixedModel(name = "Antedependent", value = "y ~ 1 + ad(0 + visit | subject)")
  @MixedModel(name = "Symmetric", value = "y ~ 1 + cs(0 + visit | subject)")
  @MixedModel(name = "Apart", value = "y ~ 1 + (1 | subject) + id(0 + visit | subject)")
  @MixedModel(name = "Nested", value = "y ~ 1 + (1 | subject) + (1 | subject:visit)")
  @MixedModel(name = "Diagonal", value = "y ~ 1 + diag(0 + visit | subject)")
  @MixedModel(name = "Bars", value = "y ~ 1 + (0 + visit || subject)")
  @SuppressWarnings("blup:903")
  record Row(double y, Visit visit, String subject) {}

  @MixedModel(name = "Ar1h", value = "y ~ arm + ar1h(0 + arm | subject)")
  @MixedModel(name = "Adh", value = "y ~ arm + adh(0 + arm | subject)")
  @MixedModel(name = "Csh", value = "y ~ arm + csh(0 + arm | subject)")
  @MixedModel(name = "Toeph", value = "y ~ arm + toeph(0 + arm | subject)")
  @MixedModel(name = "Plain", value = "y ~ arm + (0 + arm | subject)")
  record Two(double y, Arm arm, String subject) {}

  /** Two rows of each visit, the visits of a subject correlated by 0.8 to the power of distance. */
  private static List<Row> rows(Set<Visit> visits) {
    Random random = new Random(8);
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < 60; subject++) {
      double state = random.nextGaussian();
      for (Visit visit : Visit.values()) {
        state = 0.8 * state + 0.6 * random.nextGaussian();
        for (int row = 0; row < 2; row++) {
          double y = 2 * state + random.nextGaussian();
          if (visits.contains(visit)) {
            rows.add(new Row(y, visit, "s" + subject));
          }
        }
      }
    }
    return rows;
  }

  private static List<Two> two() {
    return rows(Set.of(Visit.FIRST, Visit.SECOND)).stream()
        .map(row -> new Two(row.y(), row.visit() == Visit.FIRST ? Arm.OLD : Arm.NEW, row.subject()))
        .toList();
  }

  @Test
  void anInnerLevelWithoutRowsIsRefused() {
    List<Row> rows = rows(Set.of(Visit.FIRST, Visit.SECOND, Visit.FOURTH));

    assertThatThrownBy(() -> CovarianceStructuresTest_AutoregressiveModel.fit(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("no row has visitTHIRD, which stands between levels of visit");
  }

  @Test
  void anOuterLevelWithoutRowsIsLeftOut() {
    List<Row> rows = rows(Set.of(Visit.SECOND, Visit.THIRD, Visit.FOURTH));

    var fit = CovarianceStructuresTest_AutoregressiveModel.fit(rows);

    double rho = fit.subject().covariance().correlation().visitSecondVisitThird();
    assertThat(fit.subject().covariance().correlation().visitSecondVisitFourth())
        .isCloseTo(rho * rho, within(1e-12));
  }

  /** Autoregression is antedependence of one correlation, so the wider form fits no worse. */
  @Test
  void antedependenceMultipliesTheCorrelationsOfNeighbours() {
    List<Row> rows = rows(Set.of(Visit.values()));

    var fit = CovarianceStructuresTest_AntedependentModel.fit(rows);

    var correlation = fit.subject().covariance().correlation();
    assertThat(correlation.visitFirstVisitFourth())
        .isCloseTo(
            correlation.visitFirstVisitSecond()
                * correlation.visitSecondVisitThird()
                * correlation.visitThirdVisitFourth(),
            within(1e-12));
    assertThat(fit.criterion())
        .isLessThan(CovarianceStructuresTest_AutoregressiveModel.fit(rows).criterion());
    assertThat(fit.ranova().toString()).contains("ad(0 + visit | subject)");
  }

  /** A positive correlation is the share of an intercept's variance. */
  @Test
  void compoundSymmetryIsAnInterceptAndOneVariance() {
    List<Row> rows = rows(Set.of(Visit.values()));

    var symmetric = CovarianceStructuresTest_SymmetricModel.fit(rows);
    var apart = CovarianceStructuresTest_ApartModel.fit(rows);
    var nested = CovarianceStructuresTest_NestedModel.fit(rows);

    double intercept = apart.subject().covariance().intercept().variance();
    double visit = apart.subject().covariance().visitFirst().variance();
    assertThat(symmetric.criterion()).isCloseTo(nested.criterion(), within(1e-8));
    assertThat(apart.criterion()).isCloseTo(nested.criterion(), within(1e-8));
    assertThat(symmetric.subject().covariance().visitThird().variance())
        .isCloseTo(intercept + visit, within(1e-5));
    assertThat(symmetric.subject().covariance().correlation().visitFirstVisitFourth())
        .isCloseTo(intercept / (intercept + visit), within(1e-6));
    assertThat(symmetric.aic()).isCloseTo(nested.aic(), within(1e-8));
  }

  @Test
  void twoBarsAreTheDiagonalStructure() {
    List<Row> rows = rows(Set.of(Visit.values()));

    var structure = CovarianceStructuresTest_DiagonalModel.fit(rows);
    var bars = CovarianceStructuresTest_BarsModel.fit(rows);

    assertThat(structure.formula()).isEqualTo(bars.formula());
    assertThat(structure.criterion()).isEqualTo(bars.criterion());
    assertThat(structure.ranova().toString()).contains("(0 + visit || subject)");
  }

  /**
   * A term that goes takes all of its parameters with it. On the border the p-value is the bound
   * for the dimension that the covariances span: 2 for compound symmetry, 4 for four visits of
   * AR(1).
   */
  @Test
  void testsOfWholeTermsCountWhatTheirCovariancesSpan() {
    List<Row> rows = rows(Set.of(Visit.values())).subList(0, 32);

    var symmetric = CovarianceStructuresTest_SymmetricModel.fit(rows).ranova();
    var autoregressive = CovarianceStructuresTest_AutoregressiveModel.fit(rows).ranova();

    bound(symmetric.deletion("cs(0 + visit | subject)"), 2);
    bound(autoregressive.deletion("ar1(0 + visit | subject)"), 4);
  }

  private static void bound(DeletionTable.Deletion deletion, int span) {
    double below =
        1 - new ChiSquaredDistribution(span - 1).cumulativeProbability(deletion.chiSquare());
    double whole = 1 - new ChiSquaredDistribution(span).cumulativeProbability(deletion.chiSquare());
    assertThat(deletion.df()).isEqualTo(2);
    assertThat(deletion.boundaryPValue().getAsDouble())
        .isCloseTo(0.5 * (below + whole), within(1e-12));
    assertThat(below).isBetween(1e-12, 1.0);
  }

  /** Two variances and one correlation are all that two effects can have. */
  @Test
  void structuresOfTwoEffectsWithTheirOwnVariancesAreUnstructured() {
    List<Two> rows = two();
    double plain = CovarianceStructuresTest_PlainModel.fit(rows).criterion();

    List<MixedFit<Two>> structured =
        List.of(
            CovarianceStructuresTest_Ar1hModel.fit(rows),
            CovarianceStructuresTest_AdhModel.fit(rows),
            CovarianceStructuresTest_CshModel.fit(rows),
            CovarianceStructuresTest_ToephModel.fit(rows));

    assertThat(structured)
        .allSatisfy(fit -> assertThat(fit.criterion()).isCloseTo(plain, within(1e-8)));
  }
}
