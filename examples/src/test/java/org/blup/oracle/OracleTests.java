package org.blup.oracle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What lmerTest and pbkrtest answer: the fields of {@code fits/ID.json} about tests of fixed
 * effects. Either is null where the case has none.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record OracleTests(
    Satterthwaite satterthwaite, @JsonProperty("kenward_roger") KenwardRoger kenwardRoger) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** lmerTest's tests: of each coefficient, and of each term by type of hypothesis. */
  record Satterthwaite(List<Coefficient> coef, Map<String, List<TermTest>> anova) {}

  /** pbkrtest's tests, and the adjusted covariance. */
  record KenwardRoger(
      List<Coefficient> coef,
      @JsonProperty("anova_III") List<TermTest> anova,
      @JsonProperty("vcov_adjusted") double[][] covariance) {}

  /** A coefficient's test; {@code se} only where it is adjusted. */
  record Coefficient(String name, double se, double df, double t, double p) {}

  /** A term's test. */
  record TermTest(String term, double numdf, double dendf, @JsonProperty("F") double f, double p) {}

  static OracleTests read(Path answer) {
    try {
      return JSON.readValue(answer.toFile(), OracleTests.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + answer, e);
    }
  }
}
