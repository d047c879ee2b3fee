package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.AnovaType;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.LinearTest;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blup's tests of fixed effects beside those of lmerTest and pbkrtest. */
class FixedEffectTestsTest {

  /**
   * Fai and Cornelius's degrees of freedom depend on the rows that state a hypothesis, and
   * lmerTest's rows on the coding. Where both differ by more than the tolerance: what {@code
   * lmerTest::contestMD(m, solve(t(chol(L S t(L))), L))} answers, S the inverse of XᵀWX, whose rows
   * are orthonormal under S as Blup's are.
   */
  private static final Map<String, Double> DF_OF_ORTHONORMAL_ROWS =
      Map.of("cbpp-weighted period", 35.50198928);

  static Stream<OracleCase<?>> casesOfLmerTest() {
    return OracleCase.present().filter(c -> OracleTests.read(c.answer()).satterthwaite() != null);
  }

  static Stream<OracleCase<?>> casesOfPbkrtest() {
    return OracleCase.present().filter(c -> OracleTests.read(c.answer()).kenwardRoger() != null);
  }

  @ParameterizedTest
  @MethodSource("casesOfLmerTest")
  <R> void repeatsLmerTest(OracleCase<R> oracleCase) {
    OracleTests tests = OracleTests.read(oracleCase.answer());

    MixedFit<R> fit = fit(oracleCase, DegreesOfFreedom.SATTERTHWAITE);

    Differences differences = new Differences();
    for (OracleTests.Coefficient expected : tests.satterthwaite().coef()) {
      Coefficient actual = fit.coefficient(expected.name());
      differences.relative(Quantity.SATTERTHWAITE_DF, expected.name(), expected.df(), actual.df());
      tValue(differences, expected, actual);
    }
    for (AnovaType type : AnovaType.values()) {
      anova(
          oracleCase.id(),
          differences,
          Quantity.SATTERTHWAITE_DF,
          tests.satterthwaite().anova().get(type.name()),
          fit.anova(type));
    }
    assertClose(oracleCase.id(), differences);
  }

  @ParameterizedTest
  @MethodSource("casesOfPbkrtest")
  <R> void repeatsPbkrtest(OracleCase<R> oracleCase) {
    OracleTests tests = OracleTests.read(oracleCase.answer());

    MixedFit<R> fit = fit(oracleCase, DegreesOfFreedom.KENWARD_ROGER);

    Differences differences = new Differences();
    List<OracleTests.Coefficient> coefficients = tests.kenwardRoger().coef();
    List<String> names = fit.coefficients().stream().map(Coefficient::name).toList();
    DMatrixRMaj covariance = fit.adjustedCovariance();
    for (int i = 0; i < coefficients.size(); i++) {
      OracleTests.Coefficient expected = coefficients.get(i);
      Coefficient actual = fit.coefficient(expected.name());
      differences.relative(Quantity.KENWARD_ROGER_DF, expected.name(), expected.df(), actual.df());
      differences.relative(
          Quantity.ADJUSTED_STANDARD_ERROR, expected.name(), expected.se(), actual.standardError());
      tValue(differences, expected, actual);
      for (int j = 0; j < coefficients.size(); j++) {
        differences.scaled(
            Quantity.ADJUSTED_COVARIANCE,
            expected.name() + ", " + coefficients.get(j).name(),
            tests.kenwardRoger().covariance()[i][j],
            covariance.get(
                names.indexOf(expected.name()), names.indexOf(coefficients.get(j).name())),
            expected.se() * coefficients.get(j).se());
      }
    }
    anova(
        oracleCase.id(),
        differences,
        Quantity.KENWARD_ROGER_DF,
        tests.kenwardRoger().anova(),
        fit.anova());
    assertClose(oracleCase.id(), differences);
  }

  @ParameterizedTest
  @MethodSource("casesOfLmerTest")
  void pValuesAreThoseOfR(OracleCase<?> oracleCase) {
    OracleTests tests = OracleTests.read(oracleCase.answer());

    for (OracleTests.Coefficient expected : tests.satterthwaite().coef()) {
      double p =
          new LinearTest(
                  expected.name(),
                  expected.t(),
                  1,
                  expected.df(),
                  0,
                  DegreesOfFreedom.SATTERTHWAITE)
              .pValue();

      assertThat(p).as(expected.name()).isCloseTo(expected.p(), within(1e-10 * expected.p()));
    }
  }

  private static void anova(
      String id,
      Differences differences,
      Quantity df,
      List<OracleTests.TermTest> expected,
      AnovaTable actual) {
    assertThat(actual.rows()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      OracleTests.TermTest test = expected.get(i);
      AnovaTable.Row row = actual.rows().get(i);
      String label = "type " + actual.type() + " " + test.term();
      differences.absolute(Quantity.NUMERATOR_DF, label, test.numdf(), row.numeratorDf());
      double denominatorDf =
          df == Quantity.SATTERTHWAITE_DF
              ? DF_OF_ORTHONORMAL_ROWS.getOrDefault(id + " " + test.term(), test.dendf())
              : test.dendf();
      differences.relative(df, label, denominatorDf, row.denominatorDf());
      differences.scaled(Quantity.F_VALUE, label, test.f(), row.f(), Math.max(test.f(), 1e-6));
    }
  }

  private static void tValue(
      Differences differences, OracleTests.Coefficient expected, Coefficient actual) {
    differences.scaled(
        Quantity.T_VALUE,
        expected.name(),
        expected.t(),
        actual.t(),
        Math.max(Math.abs(expected.t()), 1e-3));
  }

  private static void assertClose(String id, Differences differences) {
    List<String> tooFar = new ArrayList<>();
    differences
        .worst()
        .forEach(
            (quantity, difference) -> {
              if (!(difference.size() <= KnownDifference.bound(id, quantity))) {
                tooFar.add(quantity + " " + difference + " " + quantity.scale());
              }
            });
    assertThat(tooFar).as("differences of " + id).isEmpty();
  }

  private static <R> MixedFit<R> fit(OracleCase<R> oracleCase, DegreesOfFreedom method) {
    OracleFit oracle = OracleFit.read(oracleCase.answer());
    List<R> rows = oracleCase.rows();
    return oracleCase
        .model()
        .fitting()
        .criterion(oracleCase.entry().reml() ? Criterion.REML : Criterion.ML)
        .missing(oracle.n() < rows.size() ? MissingValues.OMIT : MissingValues.FAIL)
        .degreesOfFreedom(method)
        .fit(rows);
  }
}
