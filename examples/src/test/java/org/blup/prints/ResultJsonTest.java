package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.blup.model.Criterion;
import org.blup.model.DeletionTable;
import org.blup.model.Model;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Means;
import org.blup.model.profile.Profile;
import org.junit.jupiter.api.Test;

/** Results as JSON: fields and their order are a promise to whoever reads them. */
class ResultJsonTest {

  private static final List<String> ESTIMATE =
      List.of("name", "estimate", "standardError", "df", "t", "pValue", "lower", "upper");

  @Test
  void aFit() throws JsonProcessingException {
    var fit = Fits.slopes();
    JsonNode json = read(fit.toJson());
    assertThat(names(json))
        .containsExactly(
            "type",
            "formula",
            "criterion",
            "criterionValue",
            "logLikelihood",
            "aic",
            "bic",
            "degreesOfFreedom",
            "rows",
            "omitted",
            "sigma",
            "theta",
            "singular",
            "method",
            "level",
            "coefficients",
            "droppedCoefficients",
            "varianceComponents",
            "undeterminedVariances");
    assertThat(json.get("criterionValue").doubleValue()).isEqualTo(fit.criterion());
    assertThat(json.get("rows").longValue()).isEqualTo(180);
    assertThat(json.get("theta")).hasSize(3);
    JsonNode days = json.get("coefficients").get(1);
    assertThat(names(days)).isEqualTo(ESTIMATE);
    Interval interval = fit.fixed().days().interval(0.95);
    assertThat(days.get("name").textValue()).isEqualTo("days");
    assertThat(days.get("estimate").doubleValue()).isEqualTo(fit.fixed().days().estimate());
    assertThat(days.get("upper").doubleValue()).isEqualTo(interval.upper());
    JsonNode residual = json.get("varianceComponents").get(2);
    assertThat(names(residual)).containsExactly("group", "effect", "variance", "standardDeviation");
    assertThat(residual.get("standardDeviation").doubleValue()).isEqualTo(fit.sigma());
  }

  /** Degrees of freedom without end are null, for JSON has no infinity. */
  @Test
  void numbersThatJsonHasNotAreNull() throws JsonProcessingException {
    JsonNode json = read(Fits.logged().toJson());
    JsonNode first = json.get("coefficients").get(0);
    assertThat(first.get("df").isNull()).isTrue();
    assertThat(first.get("pValue").isNumber()).isTrue();
  }

  @Test
  void testsOfFixedEffects() throws JsonProcessingException {
    AnovaTable table = Fits.slopes().anova();
    JsonNode json = read(table.toJson());
    assertThat(names(json)).containsExactly("type", "tests", "method", "rows");
    JsonNode row = json.get("rows").get(0);
    assertThat(names(row))
        .containsExactly("term", "f", "numeratorDf", "denominatorDf", "pValue", "method");
    assertThat(row.get("pValue").doubleValue()).isEqualTo(table.rows().get(0).pValue());

    LinearTest test = Fits.slopes().test(fixed -> fixed.days());
    JsonNode tested = read(test.toJson());
    assertThat(tested.get("t").doubleValue()).isEqualTo(test.t());
    assertThat(read(test.interval(0.9).toJson()).get("lower").doubleValue())
        .isEqualTo(test.interval(0.9).lower());
    assertThat(names(read(Fits.slopes().jointTest(f -> List.of(f.days())).toJson())))
        .containsExactly("type", "f", "numeratorDf", "denominatorDf", "pValue", "method");
  }

  @Test
  void comparisonsOfFits() throws JsonProcessingException {
    var larger = Fits_SlopesModel.fitting().criterion(Criterion.ML).fit(Fits.sleep());
    var smaller = Fits_ApartModel.fitting().criterion(Criterion.ML).fit(Fits.sleep());
    JsonNode json = read(larger.anova(smaller).toJson());
    assertThat(json.get("df").intValue()).isEqualTo(1);
    JsonNode sequence = read(Model.compare(smaller, larger).toJson());
    assertThat(sequence.get("tests").get(0).get("chiSquare")).isEqualTo(json.get("chiSquare"));
  }

  @Test
  void meansAndTheirComparisons() throws JsonProcessingException {
    Means<String> means = Fits.oats().means("variety");
    JsonNode json = read(means.toJson());
    assertThat(names(json)).containsExactly("type", "level", "rows");
    JsonNode row = json.get("rows").get(0);
    assertThat(names(row))
        .containsExactly(
            "name",
            "estimable",
            "estimate",
            "standardError",
            "df",
            "t",
            "pValue",
            "lower",
            "upper");
    assertThat(row.get("estimate").doubleValue()).isEqualTo(means.all().get(0).estimate());

    Comparisons<String> pairs = means.pairwise();
    JsonNode compared = read(pairs.toJson());
    assertThat(compared.get("multiplicity").textValue()).isEqualTo("TUKEY");
    assertThat(compared.get("rows").get(2).get("pValue").doubleValue())
        .isEqualTo(pairs.all().get(2).pValue());
    JsonNode by = read(means.by("factor(nitro)").toJson());
    assertThat(by.get("by")).hasSize(4);
    assertThat(names(by.get("by").get(0))).containsExactly("by", "table");
  }

  @Test
  void termsThatMayGo() throws JsonProcessingException {
    DeletionTable table = Fits.slopes().ranova();
    JsonNode json = read(table.toJson());
    assertThat(names(json))
        .containsExactly(
            "type", "formula", "fittedBy", "criterion", "parameters", "aic", "rows", "refusals");
    JsonNode row = json.get("rows").get(0);
    assertThat(names(row))
        .containsExactly(
            "term",
            "criterion",
            "parameters",
            "aic",
            "df",
            "chiSquare",
            "pValue",
            "boundaryPValue");
    assertThat(row.get("chiSquare").doubleValue()).isEqualTo(table.deletions().get(0).chiSquare());
    assertThat(row.get("boundaryPValue").doubleValue())
        .isEqualTo(table.deletions().get(0).boundaryPValue().getAsDouble());
    JsonNode fixed = read(Fits.slopes().drop1().toJson());
    assertThat(fixed.get("fittedBy").textValue()).isEqualTo("ML");
    assertThat(fixed.get("rows").get(0).get("boundaryPValue").isNull()).isTrue();
  }

  @Test
  void profilesAndBootstraps() throws JsonProcessingException {
    Profile profile = Fits.slopes().profile();
    JsonNode json = read(profile.toJson());
    assertThat(names(json)).containsExactly("type", "level", "rows");
    JsonNode sigma = json.get("rows").get(3);
    assertThat(names(sigma)).containsExactly("name", "estimate", "lower", "upper");
    assertThat(sigma.get("name").textValue()).isEqualTo("sigma");
    assertThat(sigma.get("upper").doubleValue()).isEqualTo(profile.sigma().interval(0.95).upper());

    BootstrapResult result = Fits.slopes().bootstrap().replicates(20).run();
    JsonNode drawn = read(result.toJson());
    assertThat(names(drawn))
        .containsExactly("type", "requested", "completed", "failed", "singular", "level", "rows");
    JsonNode days = drawn.get("rows").get(5);
    assertThat(names(days))
        .containsExactly(
            "name", "estimate", "bias", "standardError", "lower", "upper", "replicates");
    assertThat(days.get("lower").doubleValue())
        .isEqualTo(result.interval(days.get("name").textValue(), 0.95).lower());
    assertThat(days.get("replicates")).hasSize(20);
  }

  @Test
  void whatJudgesAFit() throws JsonProcessingException {
    var fit = Fits.slopes();
    Diagnostics diagnostics = fit.diagnostics(Fits.sleep());
    JsonNode json = read(diagnostics.toJson());
    assertThat(names(json))
        .containsExactly(
            "type",
            "response",
            "rows",
            "fittedValue",
            "residual",
            "pearsonResidual",
            "scaledResidual",
            "standardisedResidual",
            "normalisedResidual",
            "hatValue",
            "cooksDistance",
            "lags",
            "normalisedLags");
    assertThat(json.get("hatValue")).hasSize(180);
    assertThat(json.get("residual").get(7).doubleValue()).isEqualTo(diagnostics.residual(7));

    Influence influence = fit.influence("subject", Fits.sleep());
    JsonNode level = read(influence.toJson()).get("rows").get(1);
    assertThat(names(level))
        .containsExactly("level", "rows", "leverage", "cooksDistance", "sigma", "coefficients");
    assertThat(level.get("cooksDistance").doubleValue())
        .isEqualTo(influence.levels().get(1).cooksDistance());
    assertThat(names(level.get("coefficients").get(0)))
        .containsExactly("name", "estimate", "standardError", "dfbetas");

    assertThat(read(fit.rSquared().toJson()).get("conditional").doubleValue())
        .isEqualTo(fit.rSquared().conditional());
    JsonNode shared = read(fit.intraclassCorrelation().toJson());
    assertThat(shared.get("rows").get(0).get("group").textValue()).isEqualTo("subject");
    assertThat(read(fit.conditionalAic().toJson()).get("value").doubleValue())
        .isEqualTo(fit.conditionalAic().value());
    JsonNode directions = read(fit.principalComponents().get(0).toJson());
    assertThat(names(directions.get("rows").get(1)))
        .containsExactly("standardDeviation", "cumulativeProportion", "loadings");
    assertThat(directions.get("rows").get(1).get("cumulativeProportion").doubleValue())
        .isEqualTo(1);
    assertThat(read(fit.varianceInflation().get(0).toJson()).get("scaled").doubleValue())
        .isEqualTo(fit.varianceInflation().get(0).scaled());
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    assertThat(json).doesNotContain("\r");
    return new ObjectMapper().readTree(json);
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
