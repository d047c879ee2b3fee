package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.blup.model.fit.DegreesOfFreedom.WALD;

import java.util.List;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.model.MixedFit;
import org.blup.model.prediction.Prediction;
import org.blup.oracle.RepeatedMeasures.Arm;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Sex;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.blup.oracle.RepeatedMeasures.Visit;
import org.junit.jupiter.api.Test;

/** Predictions of visits that subjects missed, beside SAS and dense matrices. */
class KnownSubjectsTest {

  /** SAS's {@code outp}, by the number of the row in the data. */
  private record Known(String table, int row, double predicted, double error) {

    static Known of(Line line) {
      return new Known(
          line.text("case"),
          line.integer("row"),
          line.number("predicted"),
          line.number("sePredicted"));
    }
  }

  private static final double QUANTILE = 1.959963984540054;

  /** SAS stops early, at an unstructured covariance with elements up to 2.4e-3 off. */
  @Test
  void missedVisitsAreThoseOfSas() {
    List<Trial> all = Trial.all();
    List<Trial> rows = Trial.rows();
    List<Known> known = Line.read(CovarianceOracle.dataFile("predictions.csv.gz"), Known::of);
    check(
        RepeatedMeasures_TrialAr1Model.fitting().degreesOfFreedom(WALD).fit(rows),
        "ar1",
        all,
        known,
        1e-5);
    check(
        RepeatedMeasures_TrialCsModel.fitting().degreesOfFreedom(WALD).fit(rows),
        "cs",
        all,
        known,
        1e-5);
    check(
        RepeatedMeasures_TrialUsModel.fitting().degreesOfFreedom(WALD).fit(rows),
        "us",
        all,
        known,
        1e-3);
  }

  private static void check(
      MixedFit<Trial> fit, String structure, List<Trial> all, List<Known> known, double off) {
    Prediction<Trial> prediction = fit.prediction(Trial.rows());
    int missed = 0;
    for (Known expected : known) {
      Trial row = all.get(expected.row() - 1);
      if (expected.table().equals("predict_" + structure + "_satterthwaite")
          && Double.isNaN(row.fev1())) {
        missed++;
        double value = prediction.predict(row);
        assertThat(value).isCloseTo(expected.predicted(), within(off * 10));
        double half = prediction.predictionInterval(row, 0.95).upper() - value;
        assertThat(half / QUANTILE).isCloseTo(expected.error(), within(off * expected.error()));
      }
    }
    assertThat(missed).isEqualTo(263);
  }

  /** Generalised least squares of all other rows of the data, and the last of one subject. */
  @Test
  void besideRandomEffectsTheyAreTheConditionalMean() {
    List<Nights> all = Nights.rows();
    List<Nights> rows = all.subList(0, all.size() - 1);
    Nights last = all.get(all.size() - 1);
    var fit = RepeatedMeasures_NightsModel.fitting().degreesOfFreedom(WALD).fit(rows);
    double level = fit.varianceComponents().get(0).variance();
    int n = all.size();
    RealMatrix v = MatrixUtils.createRealMatrix(n, n);
    for (int s = 0; s < n; s++) {
      for (int t = 0; t < n; t++) {
        if (all.get(s).subject().equals(all.get(t).subject())) {
          int distance = Math.abs(all.get(s).days() - all.get(t).days());
          double residual = Math.pow(fit.sigma(), 2) * Math.pow(fit.residual().rho(), distance);
          v.setEntry(s, t, level + residual);
        }
      }
    }
    RealMatrix w = MatrixUtils.inverse(v.getSubMatrix(0, n - 2, 0, n - 2));
    RealMatrix x = MatrixUtils.createRealMatrix(n - 1, 2);
    RealVector y = MatrixUtils.createRealVector(new double[n - 1]);
    for (int s = 0; s + 1 < n; s++) {
      x.setRow(s, new double[] {1, rows.get(s).days()});
      y.setEntry(s, rows.get(s).reaction());
    }
    RealMatrix c = MatrixUtils.inverse(x.transpose().multiply(w).multiply(x));
    RealVector beta = c.operate(x.transpose().multiply(w).operate(y));
    RealVector k = w.operate(v.getSubMatrix(0, n - 2, n - 1, n - 1).getColumnVector(0));
    RealVector own = MatrixUtils.createRealVector(new double[] {1, last.days()});
    double expected = own.dotProduct(beta) + k.dotProduct(y.subtract(x.operate(beta)));
    RealVector error = own.subtract(x.transpose().operate(k));
    double variance =
        v.getEntry(n - 1, n - 1)
            - k.dotProduct(v.getSubMatrix(0, n - 2, n - 1, n - 1).getColumnVector(0))
            + error.dotProduct(c.operate(error));

    Prediction<Nights> prediction = fit.prediction(rows);

    assertThat(prediction.predict(last)).isCloseTo(expected, within(1e-8));
    double half = prediction.predictionInterval(last, 0.95).upper() - prediction.predict(last);
    assertThat(half).isCloseTo(QUANTILE * Math.sqrt(variance), within(1e-8));
    assertThat(prediction.standardError(last)).isLessThan(Math.sqrt(variance));
    assertThat(prediction.toString()).contains("Residuals of the rows of the fit are used");
    Nights stranger = new Nights(0, 3, "somebody new");
    assertThatThrownBy(() -> prediction.predict(stranger)).hasMessageContaining("somebody new");
  }

  /** The mean of the reference arm is the intercept. */
  @Test
  void meansHaveTheDegreesOfFreedomOfTheirFixedEffects() {
    List<Trial> rows = Trial.rows();
    var fit = RepeatedMeasures_TrialUsModel.fit(rows);
    Trial row = new Trial(0, Visit.VIS3, Arm.PBO, Sex.Male, "White", "somebody new");
    var intercept = fit.coefficient("(Intercept)");

    Prediction<Trial> prediction = fit.prediction();

    assertThat(prediction.df(row)).isCloseTo(intercept.df(), within(1e-9));
    assertThat(prediction.confidenceInterval(row, 0.95).upper())
        .isCloseTo(intercept.interval(0.95).upper(), within(1e-9));
  }

  @Test
  void newSubjectsHaveTheMeanAndKnownVisitsAreRefused() {
    List<Trial> rows = Trial.rows();
    var fit = RepeatedMeasures_TrialUsModel.fit(rows);
    Prediction<Trial> prediction = fit.prediction(rows);
    Trial stranger = new Trial(0, Visit.VIS3, Arm.TRT, Sex.Male, "White", "somebody new");

    assertThat(prediction.predict(stranger)).isEqualTo(fit.predict(stranger));
    assertThat(prediction.predictionInterval(stranger, 0.9).upper())
        .isCloseTo(fit.prediction().predictionInterval(stranger, 0.9).upper(), within(1e-9));
    assertThatThrownBy(() -> prediction.predict(rows.get(0)))
        .hasMessageContaining("its response is known");
    assertThatThrownBy(prediction::population).hasMessageContaining("given all effects");
    var independent = RepeatedMeasures_GrowthBySexModel.fit(Growth.rows());
    assertThatThrownBy(() -> independent.prediction(Growth.rows()))
        .hasMessageContaining("do not covary within subjects");
  }
}
