package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

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

  @ParameterizedTest
  @FieldSource("CASES")
  void theFitIsThatOfTheDenseLikelihood(FormulaCase each) {
    FormulaCase.Fitted fitted = each.fit(DegreesOfFreedom.SATTERTHWAITE);

    CovarianceOracle.checkFit(fitted.fit(), each.id(), each.parameters().apply(fitted));
    CovarianceOracle.checkSatterthwaite(fitted.fit(), each.id());
  }

  /** By both informations; standard errors without the second derivatives of the covariance. */
  @ParameterizedTest
  @FieldSource("CASES")
  void adjustmentIsThatOfKenwardAndRoger(FormulaCase each) {
    assumeFalse(each.byMl(), "there is no adjustment of a fit by ML");

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
  @FieldSource("CASES")
  void robustCovariancesAreThoseOfTheDenseMatrices(FormulaCase each) {
    JsonNode answer = CovarianceOracle.answer(each.id()).path("robust");
    assumeFalse(answer.isEmpty(), "the answer has no robust covariance");
    TableFit fit = each.fit(DegreesOfFreedom.WALD).table();

    for (RobustMethod method : List.of(RobustMethod.CR0, RobustMethod.CR2, RobustMethod.CR3)) {
      RobustTests tests = fit.mixedFit().robust(fit.rows(), method, each.cluster());
      RobustTest.checkCovariance(tests, method, answer);
    }
  }

  /** Subjects had the test treatment once: of its two variances the data tell the sum alone. */
  @Test
  void variancesOfAPartialReplicateAreRefused() {
    assertThatThrownBy(() -> FormulaCases.byTreatment("02").fit())
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("from each other and from those of the random effects");
  }
}
