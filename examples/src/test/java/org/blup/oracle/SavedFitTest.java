package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.model.Coefficient;
import org.blup.model.Criterion;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.prediction.Prediction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits that were saved and loaded, whatever the model. */
class SavedFitTest {

  private static final Path SAVED = Path.of("src", "test", "resources", "saved");

  /** The formats of files, by the version of Blup that had each first. */
  private static final List<String> VERSIONS = List.of("0.1");

  /** Rows that are predicted with standard errors. */
  private static final int PREDICTED = 20;

  static Stream<StoredCase<?, ?>> cases() {
    return StoredCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <R, F extends MixedFit<R>> void aLoadedFitAnswersAsTheLiveOne(StoredCase<R, F> each) {
    F live =
        each.model()
            .fitting()
            .criterion(each.isMl() ? Criterion.ML : Criterion.REML)
            .missing(MissingValues.OMIT)
            .fit(each.rows());
    byte[] saved = bytes(live);
    F loaded = each.model().load(new ByteArrayInputStream(saved));

    assertThat(answers(loaded, each.rows())).isEqualTo(answers(live, each.rows()));
    assertThat(bytes(loaded)).isEqualTo(saved);
  }

  /**
   * Files that the versions of Blup before this one have written, a folder each. {@code
   * -Dgolden.update=true} writes those of this version, which never change once it is released.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep-slope",
        "sleep-poly",
        "sleep-offset",
        "dyestuff2-singular",
        "penicillin-crossed",
        "oats-split-plot",
        "cbpp-weighted",
        "machines-d-cs",
        "orthodont-varident-sex",
        "bcg-meta"
      })
  void filesOfAllVersionsAreLoaded(String id) throws IOException {
    StoredCase<?, ?> found =
        StoredCase.all().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    checkFiles(found);
  }

  private static <R, F extends MixedFit<R>> void checkFiles(StoredCase<R, F> each)
      throws IOException {
    F live = each.model().fit(each.rows());
    CrossProducts<R> sums = each.model().crossProducts();
    each.rows().forEach(sums::add);
    for (String version : VERSIONS) {
      Path fitFile = SAVED.resolve(version).resolve(each.id() + ".fit.json");
      Path sumsFile = SAVED.resolve(version).resolve(each.id() + ".sums");
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(fitFile.getParent());
        live.save(fitFile);
        sums.writeTo(sumsFile);
      }
      assertThat(each.model().load(fitFile)).hasToString(live.toString());
      F ofSums = each.model().fit(each.model().readCrossProducts(sumsFile));
      assertThat(ofSums).hasToString(live.toString());
    }
  }

  static byte[] bytes(MixedFit<?> fit) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fit.save(out);
    return out.toByteArray();
  }

  /** Answers of all kinds as text, numbers to the last bit; or why there are none. */
  private static <R> List<String> answers(MixedFit<R> fit, List<R> rows) {
    List<String> answers = new ArrayList<>();
    answers.add(fit.toString());
    answers.add(bits(fit.theta()));
    answers.add(
        bits(fit.criterion(), fit.sigma(), fit.aic(), fit.bic(), fit.predictedGain())
            + fit.degreesOfFreedom()
            + fit.evaluations()
            + fit.omitted());
    for (Coefficient each : fit.coefficients()) {
      answers.add(
          each.name() + bits(each.estimate(), each.standardError(), each.df(), each.pValue()));
    }
    for (VarianceComponent each : fit.varianceComponents()) {
      answers.add(each.group() + each.effect() + bits(each.variance()));
    }
    answers.add(String.valueOf(fit.singularDirections()));
    answers.add(String.valueOf(fit.undeterminedVariances()));
    answers.add(said(() -> fit.anova()));
    answers.add(said(() -> fit.rSquared()));
    answers.add(said(() -> fit.principalComponents()));
    answers.add(said(() -> bits(fit.effectiveDegreesOfFreedom())));
    answers.add(said(() -> bits(fit.adjustedCovariance().data)));
    Prediction<R> prediction = fit.prediction();
    for (R row : rows) {
      answers.add(said(() -> bits(fit.predict(row), fit.predictPopulation(row))));
    }
    for (R row : rows.subList(0, Math.min(PREDICTED, rows.size()))) {
      answers.add(said(() -> bits(prediction.standardError(row))));
      answers.add(said(() -> bits(prediction.population().standardError(row))));
    }
    return answers;
  }

  private static String said(Supplier<?> answer) {
    try {
      return String.valueOf(answer.get());
    } catch (BlupException e) {
      return e.getMessage();
    }
  }

  private static String bits(double... values) {
    return Arrays.toString(Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray());
  }
}
