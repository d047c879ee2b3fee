package org.blup.oracle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What lme4 answers, without its inference: the fields of {@code fits/ID.json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record OracleFit(
    String id,
    String formula,
    boolean reml,
    long n,
    int p,
    List<String> dropped,
    double criterion,
    double logLik,
    int df,
    @JsonProperty("AIC") double aic,
    @JsonProperty("BIC") double bic,
    boolean singular,
    @JsonProperty("theta_names") List<String> thetaNames,
    double[] theta,
    double sigma,
    Map<String, Integer> groups,
    List<Component> varcorr,
    List<FixedEffect> fixed,
    double[][] vcov,
    double rss,
    @JsonProperty("fitted_head") double[] fittedHead,
    @JsonProperty("predict_population_head") double[] populationHead,
    Map<String, Modes> ranef,
    @JsonProperty("condvar_first") JsonNode conditionalVariances) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A variance ({@code term2} null) or covariance of random effects.
   *
   * @param group the grouping factor; {@code subject.1} for the second term of {@code subject}
   * @param sdcor the standard deviation, or the correlation
   */
  record Component(String group, String term1, String term2, double vcov, double sdcor) {}

  record FixedEffect(String name, double estimate, double se, double t) {}

  /** Conditional modes of the first levels of a grouping factor: levels × effects. */
  record Modes(List<String> levels, List<String> effects, double[][] values) {}

  static OracleFit read(Path answer) {
    try {
      return JSON.readValue(answer.toFile(), OracleFit.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + answer, e);
    }
  }

  /** The conditional covariance of a level of the first group: effects × effects. */
  double[][] conditionalCovariance(int level) {
    if (!conditionalVariances.get(0).isArray()) {
      return new double[][] {{conditionalVariances.get(level).doubleValue()}};
    }
    int effects = conditionalVariances.size();
    double[][] covariance = new double[effects][effects];
    for (int i = 0; i < effects; i++) {
      for (int j = 0; j < effects; j++) {
        covariance[i][j] = conditionalVariances.get(i).get(j).get(level).doubleValue();
      }
    }
    return covariance;
  }

  /** How many levels of the first group have a conditional covariance here. */
  int conditionalCovariances() {
    if (conditionalVariances == null) {
      return 0;
    }
    JsonNode first = conditionalVariances.get(0);
    return first.isArray() ? first.get(0).size() : conditionalVariances.size();
  }
}
