package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.blup.exception.UnidentifiableModelException;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.RobustTests;
import org.blup.script.TableFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Formulas and tables beside a dense likelihood, see {@code oracle/covariance}. */
class FormulaCasesTest {

  static final List<FormulaCase> CASES = FormulaCases.all();

  /** There is no adjustment of a fit by ML. */
  static final List<FormulaCase> BY_REML = CASES.stream().filter(each -> !each.byMl()).toList();

  static final List<FormulaCase> WITH_ROBUST_ANSWER =
      CASES.stream().filter(each -> !robust(each).isEmpty()).toList();

  @ParameterizedTest
  @FieldSource("CASES")
  void theFitIsThatOfTheDenseLikelihood(FormulaCase each) {
    FormulaCase.Fitted fitted = each.fit(DegreesOfFreedom.SATTERTHWAITE);

    CovarianceOracle.checkFit(fitted.fit(), each.id(), each.parameters().apply(fitted));
    CovarianceOracle.checkSatterthwaite(fitted.fit(), each.id());
  }

  /** By both informations; standard errors without the second derivatives of the covariance. */
  @ParameterizedTest
  @FieldSource("BY_REML")
  void adjustmentIsThatOfKenwardAndRoger(FormulaCase each) {
    var expected = each.fit(DegreesOfFreedom.KENWARD_ROGER).fit();
    var observed = each.fit(DegreesOfFreedom.KENWARD_ROGER_OBSERVED).fit();

    CovarianceOracle.checkKenwardRoger(expected, each.id());
    JsonNode answer = CovarianceOracle.answer(each.id()).get("kenward_roger").get("observed");
    for (int i = 0; i < observed.coefficients().size(); i++) {
      CovarianceOracle.close(
          observed.coefficients().get(i).df(), answer.get("coef").get(i), "df", 1e-5);
    }
  }

  /** Clusters are the levels of the one factor by which rows depend on each other. */
  @ParameterizedTest
  @FieldSource("WITH_ROBUST_ANSWER")
  void robustCovariancesAreThoseOfTheDenseMatrices(FormulaCase each) {
    TableFit fit = each.fit(DegreesOfFreedom.WALD).table();

    for (RobustMethod method : List.of(RobustMethod.CR0, RobustMethod.CR2, RobustMethod.CR3)) {
      RobustTests tests = fit.mixedFit().robust(fit.rows(), method, each.cluster());
      RobustTest.checkCovariance(tests, method, robust(each));
    }
  }

  private static JsonNode robust(FormulaCase each) {
    return CovarianceOracle.answer(each.id()).path("robust");
  }

  /** Subjects had the test treatment once: of its two variances the data tell the sum alone. */
  @Test
  void variancesOfAPartialReplicateAreRefused() {
    assertThatThrownBy(() -> FormulaCases.byTreatment("02").fit())
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("from each other and from those of the random effects");
  }
}
