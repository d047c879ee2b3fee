package org.blup.benchmarks;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.MixedModel;
import org.blup.model.Coefficient;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.DegreesOfFreedom;

/** Fits whose residuals covary, from a list of rows to the finished fit. */
final class CovarianceQuestions {

  static final List<InferenceQuestion> ALL =
      List.of(
          new InferenceQuestion(
              "fev-us",
              "FEV, 537 rows: fit, unstructured over 4 visits",
              () -> Checkout.referenceData("fev.csv"),
              file -> fits(file, Visit::of, CovarianceQuestions_FevModel.model())),
          new InferenceQuestion(
              "fev-us-kr",
              "FEV: fit, and Kenward and Roger's tests",
              () -> Checkout.referenceData("fev.csv"),
              file -> adjusted(file, Visit::of, CovarianceQuestions_FevModel.model())),
          new InferenceQuestion(
              "fev-exp",
              "FEV: fit, exponential in time",
              () -> Checkout.referenceData("fev.csv"),
              file -> fits(file, Visit::of, CovarianceQuestions_FevExpModel.model())),
          new InferenceQuestion(
              "bcva-us",
              "BCVA, 8,605 rows: fit, unstructured over 10 visits",
              () -> Checkout.referenceData("bcva.csv.gz"),
              file -> fits(file, Acuity::of, CovarianceQuestions_BcvaUsModel.model())),
          new InferenceQuestion(
              "bcva-us-kr",
              "BCVA: fit, and Kenward and Roger's tests",
              () -> Checkout.referenceData("bcva.csv.gz"),
              file -> adjusted(file, Acuity::of, CovarianceQuestions_BcvaUsModel.model())),
          new InferenceQuestion(
              "bcva-ar1",
              "BCVA: fit, autoregressive",
              () -> Checkout.referenceData("bcva.csv.gz"),
              file -> fits(file, Acuity::of, CovarianceQuestions_BcvaAr1Model.model())),
          new InferenceQuestion(
              "ovary-ar1",
              "Ovary, 308 rows: fit, random intercepts, autoregressive",
              () -> Checkout.referenceData("ovary.csv"),
              CovarianceQuestions::ovary),
          new InferenceQuestion(
              "series-ar1",
              "One series of 523,358 steps: fit, autoregressive",
              () -> Optional.of(series()),
              file -> fits(file, Step::of, CovarianceQuestions_StepModel.model())));

  private static final int STEPS = 523_358;

  private CovarianceQuestions() {}

  @MixedModel(
      name = "Fev",
      value = "fev1 ~ race + sex + arm * visit + residual(us(visit | subject))")
  @MixedModel(name = "FevExp", value = "fev1 ~ arm + residual(exp(visitN | subject))")
  record Visit(
      double fev1, String race, String sex, String arm, String visit, int visitN, String subject) {

    static Visit of(NamedCsvRecord line) {
      return new Visit(
          Csv.number(line, "fev1"),
          line.getField("race"),
          line.getField("sex"),
          line.getField("arm"),
          line.getField("visit"),
          Csv.integer(line, "visitN"),
          line.getField("subject"));
    }
  }

  @MixedModel(
      name = "BcvaUs",
      value =
          "bcvaChange ~ bcvaBaseline + arm * factor(visitN) + race + residual(us(visitN | subject))")
  @MixedModel(
      name = "BcvaAr1",
      value =
          "bcvaChange ~ bcvaBaseline + arm * factor(visitN) + race"
              + " + residual(ar1(visitN | subject))")
  record Acuity(
      double bcvaChange, double bcvaBaseline, String arm, int visitN, String race, String subject) {

    static Acuity of(NamedCsvRecord line) {
      return new Acuity(
          Csv.number(line, "bcvaChange"),
          Csv.number(line, "bcvaBaseline"),
          line.getField("arm"),
          Csv.integer(line, "visitN"),
          line.getField("race"),
          line.getField("subject"));
    }
  }

  @MixedModel("follicles ~ s + c + (1 | mare) + residual(ar1(order | mare))")
  record Ovary(double follicles, double s, double c, int order, String mare) {}

  @MixedModel("y ~ x + residual(ar1(step | series))")
  record Step(double y, double x, int step, String series) {

    static Step of(NamedCsvRecord line) {
      return new Step(
          Csv.number(line, "y"),
          Csv.number(line, "x"),
          Csv.integer(line, "step"),
          line.getField("series"));
    }
  }

  private static <R, F extends MixedFit<R>> Supplier<Runnable> fits(
      Path file, Function<NamedCsvRecord, R> reader, Model<R, F> model) {
    List<R> rows = Csv.read(file, reader);
    return () -> () -> model.fitting().missing(MissingValues.OMIT).fit(rows);
  }

  private static <R, F extends MixedFit<R>> Supplier<Runnable> adjusted(
      Path file, Function<NamedCsvRecord, R> reader, Model<R, F> model) {
    List<R> rows = Csv.read(file, reader);
    return () ->
        () ->
            model
                .fitting()
                .missing(MissingValues.OMIT)
                .degreesOfFreedom(DegreesOfFreedom.KENWARD_ROGER)
                .fit(rows)
                .coefficients()
                .forEach(Coefficient::df);
  }

  /** The order of a row is that within its mare, in the file. */
  private static Supplier<Runnable> ovary(Path file) {
    List<Ovary> rows = new ArrayList<>();
    for (NamedCsvRecord line : Csv.read(file, line -> line)) {
      String mare = line.getField("mare");
      boolean isSame = !rows.isEmpty() && rows.get(rows.size() - 1).mare().equals(mare);
      int order = isSame ? rows.get(rows.size() - 1).order() + 1 : 1;
      double angle = 2 * Math.PI * Csv.number(line, "time");
      double follicles = Csv.number(line, "follicles");
      rows.add(new Ovary(follicles, Math.sin(angle), Math.cos(angle), order, mare));
    }
    return () -> () -> CovarianceQuestions_OvaryModel.fit(rows);
  }

  private static Path series() {
    SplittableRandom random = new SplittableRandom(1);
    List<Step> rows = new ArrayList<>();
    double residual = random.nextGaussian();
    for (int step = 0; step < STEPS; step++) {
      double x = random.nextGaussian();
      rows.add(new Step(1 + 2 * x + residual, x, step, "one"));
      residual = 0.7 * residual + Math.sqrt(1 - 0.49) * random.nextGaussian();
    }
    return SimulatedFile.of(
        "series.csv",
        "y,x,step,series",
        rows,
        row -> row.y() + "," + row.x() + "," + row.step() + "," + row.series());
  }
}
