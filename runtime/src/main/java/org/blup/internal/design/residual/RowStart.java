package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.rowcovariance.RowForm;
import org.blup.internal.design.rowcovariance.SubjectCovariance;
import org.blup.internal.numeric.Interruption;

/**
 * Parameters that residuals suggest: variances of strata are means of squares, δ the slope of half
 * their logarithms; of the correlations those are taken that give the residuals the largest
 * density.
 */
final class RowStart {

  private final ResidualRows rows;

  /** What makes residuals of rows of [X y]. */
  private final double[] coefficients;

  private final double[] residuals;

  RowStart(ResidualRows rows, double[] coefficients) {
    this.rows = rows;
    this.coefficients = coefficients;
    residuals = new double[rows.kept().positions().length];
    for (int row = 0; row < residuals.length; row++) {
      for (int c = 0; c < coefficients.length; c++) {
        residuals[row] += coefficients[c] * rows.kept().border()[row * coefficients.length + c];
      }
    }
  }

  double[] parameters() {
    double[] variances = new StratumMoments(rows.form(), rows.kept(), residuals).parameters();
    double[] best = rows.form().independent();
    double least = Double.POSITIVE_INFINITY;
    for (double[] candidate : rows.form().candidates()) {
      double[] phi = candidate.clone();
      for (int i = 0; i < phi.length; i++) {
        phi[i] += variances[i];
      }
      double value = rows.sums().map(sums -> deviance(sums, phi)).orElseGet(() -> deviance(phi));
      if (value < least) {
        least = value;
        best = phi;
      }
    }
    return best;
  }

  /** −2 the logarithm of the residuals' density, σ² profiled out. */
  private double deviance(double[] phi) {
    List<RowForm.At> strata = rows.form().at(phi);
    KeptRows kept = rows.kept();
    double logDeterminant = 0;
    double square = 0;
    for (int s = 0; s < kept.subjects(); s++) {
      Interruption.check(s);
      SubjectCovariance covariance = rows.covariance(strata, s);
      double[] own = Arrays.copyOfRange(residuals, kept.start()[s], kept.start()[s + 1]);
      covariance.whiten(own, 1);
      logDeterminant += covariance.logDeterminant();
      square += Arrays.stream(own).map(e -> e * e).sum();
    }
    return deviance(logDeterminant, square);
  }

  private double deviance(GapSums sums, double[] phi) {
    return deviance(sums.logDeterminant(phi), sums.square(phi, coefficients));
  }

  private double deviance(double logDeterminant, double square) {
    return logDeterminant + rows.form().rows() * Math.log(square);
  }
}
