package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;

/** Answers of a dense likelihood for models with covariance structures, and their data. */
final class CovarianceOracle {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CovarianceOracle() {}

  static Path dataFile(String name) {
    try {
      return Path.of(resource("data/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode answer(String id) {
    try {
      return JSON.readTree(resource("fits/" + id + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer of " + id, e);
    }
  }

  /**
   * Criterion, parameters of the covariance, coefficients and their standard errors.
   *
   * @param parameters of the covariance, as the fit has them, in the order of the answer
   */
  static void checkFit(MixedFit<?> fit, String id, List<Double> parameters) {
    JsonNode answer = answer(id);
    JsonNode expected = answer.get("varpar");
    assertThat(fit.criterion()).isCloseTo(answer.get("criterion").doubleValue(), within(1e-6));
    assertThat(parameters).hasSize(expected.size());
    for (int i = 0; i < parameters.size(); i++) {
      close(parameters.get(i), expected.get(i), "value", 1e-5);
    }
    checkCoefficients(fit, answer);
    assertThat(fit.degreesOfFreedom()).isEqualTo(expected.size() + answer.get("fixed").size());
  }

  static void checkCoefficients(MixedFit<?> fit, JsonNode answer) {
    JsonNode expected = answer.get("fixed");
    assertThat(fit.coefficients()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Coefficient coefficient = fit.coefficients().get(i);
      close(coefficient.estimate(), expected.get(i), "estimate", 1e-6);
      close(coefficient.standardError(), expected.get(i), "se", 1e-6);
    }
  }

  static void checkSatterthwaite(MixedFit<?> fit, String id) {
    JsonNode expected = answer(id).get("satterthwaite").get("coef");
    assertThat(fit.coefficients()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      close(fit.coefficients().get(i).df(), expected.get(i), "df", 1e-4);
    }
  }

  /** By the expected information, without the second derivatives of the covariance. */
  static void checkKenwardRoger(MixedFit<?> fit, String id) {
    JsonNode expected = answer(id).get("kenward_roger").get("expected").get("coef");
    assertThat(fit.coefficients()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Coefficient coefficient = fit.coefficients().get(i);
      close(coefficient.df(), expected.get(i), "df", 1e-5);
      close(coefficient.standardError(), expected.get(i), "se_linear", 1e-5);
    }
  }

  /**
   * By the observed information, with second derivatives.
   *
   * @param isLinear whether the covariance is linear in its parameters
   */
  static void checkObserved(MixedFit<?> fit, String id, boolean isLinear) {
    JsonNode expected = answer(id).get("kenward_roger").get("observed").get("coef");
    assertThat(fit.coefficients()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      Coefficient coefficient = fit.coefficients().get(i);
      close(coefficient.df(), expected.get(i), "df", 1e-4);
      close(coefficient.standardError(), expected.get(i), isLinear ? "se_linear" : "se", 1e-5);
    }
  }

  static void close(double actual, JsonNode expected, String field, double tolerance) {
    double value = expected.get(field).doubleValue();
    assertThat(actual)
        .as("%s of %s", field, expected.get("name").textValue())
        .isCloseTo(value, within(tolerance * Math.abs(value)));
  }

  private static URL resource(String name) {
    return CovarianceOracle.class.getResource("/oracle/covariance/" + name);
  }
}
