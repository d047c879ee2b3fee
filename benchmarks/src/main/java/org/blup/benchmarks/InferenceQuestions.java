package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.DegreesOfFreedom;

/** Questions asked of fits, in the order of the table. */
final class InferenceQuestions {

  private static final List<InferenceQuestion> ALL =
      List.of(
          new InferenceQuestion(
              "predict",
              "predict 10 million rows",
              () -> Optional.of(predictionFile()),
              InferenceQuestions::predict),
          new InferenceQuestion(
              "conditional-modes",
              "InstEval: all modes, conditional covariances",
              Insteval.THREE.file(),
              InferenceQuestions::conditionalModes),
          new InferenceQuestion(
              "hat-values",
              "Penicillin: hat values and Cook's distances",
              () -> Checkout.referenceData("penicillin.csv"),
              InferenceQuestions::hatValues),
          new InferenceQuestion(
              "profile",
              "Sleep study: profile, all intervals",
              () -> Checkout.referenceData("sleepstudy.csv"),
              InferenceQuestions::profile),
          new InferenceQuestion(
              "bootstrap",
              "Sleep study: 1,000 refits, one thread",
              () -> Checkout.referenceData("sleepstudy.csv"),
              InferenceQuestions::bootstrap),
          new InferenceQuestion(
              "satterthwaite",
              "InstEval: Satterthwaite's degrees of freedom",
              Insteval.THREE.file(),
              file -> degreesOfFreedom(Insteval.THREE, file, DegreesOfFreedom.SATTERTHWAITE)),
          new InferenceQuestion(
              "kenward-roger",
              "7,185 rows, 160 groups: Kenward and Roger's",
              () -> Optional.of(schoolsFile()),
              file -> degreesOfFreedom(Simulated.SLOPES, file, DegreesOfFreedom.KENWARD_ROGER)));

  /** As many as the pupils and schools of High School and Beyond. */
  private static final int PUPILS = 7_185;

  private static final int SCHOOLS = 160;

  private static final int PREDICTED = 1_000_000;
  private static final int FITTED = 100_000;
  private static final int PASSES = 10;

  private InferenceQuestions() {}

  /** These, and fits whose residuals covary. */
  static List<InferenceQuestion> all() {
    return Stream.concat(ALL.stream(), CovarianceQuestions.ALL.stream()).toList();
  }

  static Optional<InferenceQuestion> find(String id) {
    return all().stream().filter(question -> question.id().equals(id)).findFirst();
  }

  private static Path predictionFile() {
    return SimulatedFile.of(
        "prediction.csv",
        "y,x,g",
        SimulatedRows.slopes(PREDICTED, 1_000, Simulated.Slope::new),
        row -> row.y() + "," + row.x() + "," + row.g());
  }

  private static Path schoolsFile() {
    return SimulatedFile.of(
        "schools.csv",
        "y,x,g",
        SimulatedRows.slopes(PUPILS, SCHOOLS, Simulated.Slope::new),
        row -> row.y() + "," + row.x() + "," + row.g());
  }

  private static <R> Supplier<Runnable> degreesOfFreedom(
      Case<R> model, Path file, DegreesOfFreedom method) {
    List<R> rows = Csv.read(file, model.reader());
    return () -> {
      MixedFit<R> fit = model.model().fitting().degreesOfFreedom(method).fit(rows);
      return () -> fit.coefficients().forEach(Coefficient::df);
    };
  }

  /** Ten passes over a million rows, by a fit of the first hundred thousand. */
  private static Supplier<Runnable> predict(Path file) {
    List<Simulated.Slope> rows = Csv.read(file, Simulated.SLOPES.reader());
    Simulated_SlopeModel.Fit fit = Simulated_SlopeModel.fit(rows.subList(0, FITTED));
    double[] predicted = new double[rows.size()];
    return () ->
        () -> {
          for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < predicted.length; i++) {
              predicted[i] = fit.predict(rows.get(i));
            }
          }
        };
  }

  private static Supplier<Runnable> conditionalModes(Path file) {
    List<Insteval.Three> rows = Csv.read(file, Insteval.THREE.reader());
    return () -> {
      MixedFit<Insteval.Three> fit = Insteval.THREE.model().fit(rows);
      return () -> {
        for (String group : List.of("s", "d", "dept:service")) {
          ConditionalModes modes = fit.conditionalModes(group);
          for (int level = 0; level < modes.levels().size(); level++) {
            modes.mode(level, 0);
            modes.covariance(level);
          }
        }
      };
    };
  }

  private static Supplier<Runnable> hatValues(Path file) {
    List<Penicillin.Zone> rows = Csv.read(file, Penicillin::zone);
    return () -> {
      Penicillin_ZoneModel.Fit fit = Penicillin_ZoneModel.fit(rows);
      return () -> fit.diagnostics(rows);
    };
  }

  private static Supplier<Runnable> profile(Path file) {
    List<Sleep.Night> rows = Sleep.nights(file);
    return () -> {
      Sleep_NightModel.Fit fit = Sleep_NightModel.fit(rows);
      return () -> fit.profile().intervals(0.95);
    };
  }

  private static Supplier<Runnable> bootstrap(Path file) {
    List<Sleep.Night> rows = Sleep.nights(file);
    return () -> {
      Sleep_NightModel.Fit fit = Sleep_NightModel.fit(rows);
      return () -> fit.bootstrap().replicates(1_000).threads(1).run();
    };
  }
}
