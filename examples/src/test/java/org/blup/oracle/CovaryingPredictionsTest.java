package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.util.FastMath;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.Prediction;
import org.blup.oracle.AutoregressiveLevels.Sleep;
import org.blup.oracle.RepeatedMeasures.Nights;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.junit.jupiter.api.Test;

/**
 * Degrees of freedom of predictions, and what the estimation of covariance parameters adds to their
 * errors, where residuals covary or levels are an autoregression.
 */
class CovaryingPredictionsTest {

  private static final double LEVEL = 0.9;

  /** Equal covariances within subjects are what an effect of each subject makes. */
  @Test
  void compoundSymmetryPredictsAsRandomIntercepts() {
    List<Trial> rows = Trial.rows();
    Prediction<Trial> covarying = RepeatedMeasures_TrialCsModel.fit(rows).prediction(rows);
    Prediction<Trial> intercepts = RepeatedMeasures_TrialInterceptsModel.fit(rows).prediction();
    int missed = 0;
    for (Trial row : Trial.all()) {
      boolean isKnown = rows.stream().anyMatch(other -> other.subject().equals(row.subject()));
      if (Double.isNaN(row.fev1()) && isKnown && missed++ < 20) {
        compare(covarying, intercepts, row);
        compare(covarying.withThetaUncertainty(), intercepts.withThetaUncertainty(), row);
      }
    }
    assertThat(missed).isGreaterThan(20);
  }

  private static void compare(Prediction<Trial> actual, Prediction<Trial> expected, Trial row) {
    Interval own = actual.predictionInterval(row, LEVEL);
    Interval other = expected.predictionInterval(row, LEVEL);
    double half = (other.upper() - other.lower()) / 2;
    assertThat(own.lower()).isCloseTo(other.lower(), within(1e-7 * half));
    assertThat(own.upper()).isCloseTo(other.upper(), within(1e-7 * half));
  }

  @Test
  void withRandomEffectsTheyAreThoseOfDenseMatrices() {
    List<Nights> all = Nights.rows();
    List<Nights> rows = all.subList(0, all.size() - 1);
    Nights last = all.get(all.size() - 1);
    RepeatedMeasures_NightsModel.Fit fit = RepeatedMeasures_NightsModel.fit(rows);
    double[] estimate = {
      Math.log(fit.varianceComponents().get(0).variance()),
      FastMath.atanh(fit.residual().rho()),
      2 * Math.log(fit.sigma())
    };
    Dense dense =
        new Dense(
            rows.stream().map(row -> new double[] {1, row.days()}).toList(),
            rows.stream().mapToDouble(Nights::reaction).toArray(),
            (at, s, t) -> {
              Nights a = s < rows.size() ? rows.get(s) : last;
              Nights b = t < rows.size() ? rows.get(t) : last;
              double distance = Math.abs(a.days() - b.days());
              boolean isOne = a.subject().equals(b.subject());
              double residual = Math.exp(at[2]) * Math.pow(Math.tanh(at[1]), distance);
              return isOne ? Math.exp(at[0]) + residual : 0;
            });

    check(dense, estimate, new double[] {1, last.days()}, fit.prediction(rows), last);

    Dense.Covariance ofEffect =
        (at, s, t) -> {
          boolean isOne =
              (s < rows.size() ? rows.get(s) : last)
                  .subject()
                  .equals((t < rows.size() ? rows.get(t) : last).subject());
          boolean isNew = s == rows.size() || t == rows.size();
          return isNew ? (isOne ? Math.exp(at[0]) : 0) : dense.covariance.of(at, s, t);
        };
    Dense mean = new Dense(dense.x, dense.y, ofEffect);
    checkMean(mean, estimate, new double[] {1, last.days()}, fit.prediction(), last);
  }

  @Test
  void ofAutoregressiveLevelsTheyAreThoseOfDenseMatrices() {
    List<Sleep> rows = Sleep.rows();
    AutoregressiveLevels_SharedModel.Fit fit = AutoregressiveLevels_SharedModel.fit(rows);
    Sleep row = rows.get(3);
    double[] estimate = {
      Math.log(fit.subject().covariance().intercept().variance()),
      Math.log(fit.days().covariance().intercept().variance()),
      FastMath.atanh(fit.days().rho()),
      2 * Math.log(fit.sigma())
    };
    Dense dense =
        new Dense(
            rows.stream().map(each -> new double[] {1, each.days()}).toList(),
            rows.stream().mapToDouble(Sleep::reaction).toArray(),
            (at, s, t) -> {
              Sleep a = s < rows.size() ? rows.get(s) : row;
              Sleep b = t < rows.size() ? rows.get(t) : row;
              double own = a.subject().equals(b.subject()) ? Math.exp(at[0]) : 0;
              int distance = Math.abs(a.days() - b.days());
              double days = Math.exp(at[1]) * Math.pow(Math.tanh(at[2]), distance);
              return own + days + (s == t && s < rows.size() ? Math.exp(at[3]) : 0);
            });

    checkMean(dense, estimate, new double[] {1, row.days()}, fit.prediction(), row);
  }

  private static <R> void check(
      Dense dense, double[] estimate, double[] x, Prediction<R> prediction, R row) {
    double value = prediction.predict(row);
    assertThat(value).isCloseTo(dense.value(estimate, x), within(1e-6));
    double variance = dense.variance(estimate, x);
    double df = dense.degreesOfFreedom(estimate, x);
    double half = prediction.predictionInterval(row, LEVEL).upper() - value;
    double quantile = new TDistribution(null, df).inverseCumulativeProbability(0.95);
    assertThat(half).isCloseTo(quantile * Math.sqrt(variance), within(1e-5 * half));
    double whole = Math.sqrt(variance + dense.thetaVariance(estimate, x));
    double wider = prediction.withThetaUncertainty().predictionInterval(row, LEVEL).upper() - value;
    assertThat(wider).isCloseTo(quantile * whole, within(1e-5 * wider));
  }

  private static <R> void checkMean(
      Dense dense, double[] estimate, double[] x, Prediction<R> prediction, R row) {
    double variance = dense.variance(estimate, x);
    assertThat(prediction.standardError(row))
        .isCloseTo(Math.sqrt(variance), within(1e-6 * Math.sqrt(variance)));
    double df = dense.degreesOfFreedom(estimate, x);
    assertThat(prediction.df(row)).isCloseTo(df, within(2e-5 * df));
    double whole = Math.sqrt(variance + dense.thetaVariance(estimate, x));
    assertThat(prediction.withThetaUncertainty().standardError(row))
        .isCloseTo(whole, within(1e-5 * whole));
  }

  /**
   * Generalised least squares of n rows, and row n that is predicted, at logarithms of variances
   * and Fisher's z of correlations.
   */
  private record Dense(List<double[]> x, double[] y, Covariance covariance) {

    /** Of logarithms and Fisher's z: truncation is about its square. */
    private static final double STEP = 1e-3;

    private interface Covariance {
      double of(double[] parameters, int s, int t);
    }

    private interface Answer {
      double at(double[] parameters);
    }

    private RealMatrix v(double[] at) {
      int n = y.length;
      RealMatrix v = MatrixUtils.createRealMatrix(n + 1, n + 1);
      for (int s = 0; s <= n; s++) {
        for (int t = 0; t <= n; t++) {
          v.setEntry(s, t, covariance.of(at, s, t));
        }
      }
      return v;
    }

    private record Solved(
        double criterion, RealVector beta, RealMatrix c, RealMatrix inverse, RealVector residual) {}

    private Solved solved(double[] at) {
      int n = y.length;
      RealMatrix v = v(at).getSubMatrix(0, n - 1, 0, n - 1);
      CholeskyDecomposition root = new CholeskyDecomposition(v, 1e-8, 0);
      RealMatrix design = MatrixUtils.createRealMatrix(x.toArray(double[][]::new));
      RealMatrix inverse = root.getSolver().getInverse();
      RealMatrix information = design.transpose().multiply(inverse).multiply(design);
      CholeskyDecomposition ofInformation = new CholeskyDecomposition(information, 1e-8, 0);
      RealMatrix c = ofInformation.getSolver().getInverse();
      RealVector response = MatrixUtils.createRealVector(y);
      RealVector beta = c.operate(design.transpose().operate(inverse.operate(response)));
      RealVector residual = response.subtract(design.operate(beta));
      double criterion = residual.dotProduct(inverse.operate(residual));
      criterion += logDeterminant(root) + logDeterminant(ofInformation);
      return new Solved(criterion, beta, c, inverse, residual);
    }

    private static double logDeterminant(CholeskyDecomposition root) {
      double sum = 0;
      for (int i = 0; i < root.getL().getRowDimension(); i++) {
        sum += 2 * Math.log(root.getL().getEntry(i, i));
      }
      return sum;
    }

    private RealVector toNew(double[] at) {
      return v(at).getColumnVector(y.length).getSubVector(0, y.length);
    }

    double value(double[] at, double[] own) {
      Solved solved = solved(at);
      RealVector k = solved.inverse.operate(toNew(at));
      return MatrixUtils.createRealVector(own).dotProduct(solved.beta)
          + k.dotProduct(solved.residual);
    }

    double variance(double[] at, double[] own) {
      Solved solved = solved(at);
      RealVector toNew = toNew(at);
      RealVector k = solved.inverse.operate(toNew);
      RealMatrix design = MatrixUtils.createRealMatrix(x.toArray(double[][]::new));
      RealVector error = MatrixUtils.createRealVector(own).subtract(design.transpose().operate(k));
      double alone = covariance.of(at, y.length, y.length);
      return alone - k.dotProduct(toNew) + error.dotProduct(solved.c.operate(error));
    }

    double degreesOfFreedom(double[] at, double[] own) {
      double v = variance(at, own);
      return 2 * v * v / spread(at, moved -> variance(moved, own));
    }

    double thetaVariance(double[] at, double[] own) {
      return spread(at, moved -> value(moved, own));
    }

    /** {@code gᵀVg}, V twice the inverse of the criterion's second derivatives. */
    private double spread(double[] at, Answer answer) {
      int m = at.length;
      RealMatrix hessian = MatrixUtils.createRealMatrix(m, m);
      RealVector gradient = MatrixUtils.createRealVector(new double[m]);
      for (int i = 0; i < m; i++) {
        double change = answer.at(moved(at, i, STEP)) - answer.at(moved(at, i, -STEP));
        gradient.setEntry(i, change / (2 * STEP));
        for (int j = 0; j < m; j++) {
          double sum = 0;
          for (double step : new double[] {STEP, -STEP}) {
            sum += solved(moved(moved(at, i, step), j, step)).criterion;
            sum -= solved(moved(moved(at, i, step), j, -step)).criterion;
          }
          hessian.setEntry(i, j, sum / (4 * STEP * STEP));
        }
      }
      RealMatrix covariance = MatrixUtils.inverse(hessian).scalarMultiply(2);
      return gradient.dotProduct(covariance.operate(gradient));
    }

    private static double[] moved(double[] at, int i, double step) {
      double[] moved = at.clone();
      moved[i] += step;
      return moved;
    }
  }
}
