package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.blup.design.Relationship;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.ConditionalModes;
import org.blup.oracle.Related.Genomic;
import org.blup.oracle.Related.Gryphon;
import org.blup.oracle.Related.Tutorial;
import org.blup.oracle.Related.Weighted;
import org.junit.jupiter.api.Test;

/** Related levels beside a dense likelihood and BLUPF90, see {@code oracle/covariance}. */
class RelatedTest extends CovarianceCaseTests {

  @Override
  Stream<CovarianceCase<?, ?>> cases() {
    return Stream.of(
        new CovarianceCase<>(
            "gryphon-animal",
            Related_GryphonModel.model(Gryphon.pedigree()),
            Gryphon.rows(),
            fit -> CovarianceCase.effectsAnd(fit, fit.sigma() * fit.sigma())),
        new CovarianceCase<>(
            "gryphon-animal-sex",
            Related_GryphonBySexModel.model(Gryphon.pedigree()),
            Gryphon.rows(),
            fit -> CovarianceCase.effectsAnd(fit, fit.sigma() * fit.sigma())),
        new CovarianceCase<>(
            "genomic-g",
            Related_LineModel.model(Genomic.markers()),
            Genomic.rows(),
            fit -> CovarianceCase.effectsAnd(fit, fit.sigma() * fit.sigma())),
        new CovarianceCase<>(
            "genomic-g-id-site",
            Related_LineBySiteModel.model(Genomic.markers()),
            Genomic.rows(),
            fit ->
                CovarianceCase.effectsAnd(
                    fit,
                    Stream.of("s1", "s2", "s3")
                        .mapToDouble(site -> Math.pow(fit.residual().standardDeviation(site), 2))
                        .toArray())));
  }

  private static Stream<Double> between(MixedFit<?> fit) {
    return fit.varianceComponents().stream()
        .filter(component -> !component.group().equals("Residual"))
        .map(VarianceComponent::variance);
  }

  @Test
  void blupf90sTutorial() {
    Related_TutorialModel.Fit fit =
        Related_TutorialModel.fitting(Tutorial.pedigree()).fit(Tutorial.rows());
    JsonNode answer = check(fit, "blupf90-animal");

    ConditionalModes modes = fit.conditionalModes("related(animal)");
    JsonNode expected = answer.get("blup_first10");
    for (int i = 0; i < 10; i++) {
      int level = modes.position(expected.get("animal").get(i).asText());
      double mode = expected.get("value").get(i).doubleValue();
      double error = Math.sqrt(expected.get("pev").get(i).doubleValue());
      assertThat(modes.mode(level, 0)).isCloseTo(mode, within(1e-5 * error));
      assertThat(modes.standardError(level, 0)).isCloseTo(error, within(1e-5 * error));
    }
  }

  @Test
  void blupf90sTutorialWithWeights() {
    check(
        Related_WeightedModel.fitting(Tutorial.pedigree()).fit(Weighted.rows()),
        "blupf90-animal-weighted");
  }

  /** As BLUPF90 sets the inverse up: its published variances are 38.538 and 62.691. */
  @Test
  void blupf90sTutorialWithWeightsAndWithoutInbreeding() {
    check(
        Related_WeightedModel.fitting(Tutorial.pedigreeWithoutInbreeding()).fit(Weighted.rows()),
        "blupf90-animal-weighted-noinbreeding");
  }

  private static JsonNode check(MixedFit<?> fit, String id) {
    JsonNode answer = CovarianceOracle.answer(id);
    assertThat(fit.criterion()).isCloseTo(answer.get("criterion").doubleValue(), within(1e-6));
    CovarianceOracle.close(
        between(fit).toList().get(0), answer.get("varpar").get(0), "value", 1e-5);
    CovarianceOracle.close(fit.sigma() * fit.sigma(), answer.get("varpar").get(1), "value", 1e-5);
    for (JsonNode expected : answer.get("fixed")) {
      var coefficient =
          fit.coefficients().stream()
              .filter(c -> c.name().equals(expected.get("name").textValue()))
              .findFirst()
              .orElseThrow();
      CovarianceOracle.close(coefficient.estimate(), expected, "estimate", 1e-6);
      CovarianceOracle.close(coefficient.standardError(), expected, "se", 1e-6);
    }
    return answer;
  }

  /** Wilson et al. 2010 have 3.3954 and 3.8286. */
  @Test
  void whatIsAskedOfAFit() {
    Related_GryphonModel.Fit fit =
        Related_GryphonModel.fitting(Gryphon.pedigree()).fit(Gryphon.rows());

    assertThat(fit.toString()).contains("related(animal)").contains("1309");
    assertThat(fit.animal().levels()).hasSize(1309);
    assertThat(fit.animal().covariance().intercept().variance()).isCloseTo(3.3954, within(5e-5));
    assertThat(fit.animal().get(1306).intercept()).isNotNaN();
    assertThatThrownBy(() -> fit.animal().get(99_999))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageContaining("'99999' is not a level of animal");
    Gryphon stranger = new Gryphon(7, "1", 99_999);
    assertThatThrownBy(() -> fit.predict(stranger))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageContaining("Add it to the relationship, and fit again");
    assertThat(fit.prediction().population().predict(stranger)).isCloseTo(7.59, within(1e-2));
    assertThatThrownBy(() -> fit.prediction().population().predictionInterval(stranger, 0.95))
        .isInstanceOf(UnknownLevelException.class);
    Relationship sameAgain = Gryphon.pedigree();
    assertThat(
            fit.anova(Related_GryphonBySexModel.fitting(sameAgain).fit(Gryphon.rows())).toString())
        .contains("sex");
  }
}
