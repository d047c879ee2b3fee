package org.blup.internal.design.covariance;

import java.util.Arrays;

/**
 * A variance for each stratum: {@code R = exp(2 φ_s)}, φ_s the logarithm of the stratum's standard
 * deviation over that of the first. There is a sum for each stratum.
 *
 * @param rows the number of rows of each stratum
 */
public record Strata(long[] rows) implements ResidualForm {

  public Strata {
    rows = rows.clone();
  }

  @Override
  public int parameters() {
    return rows.length - 1;
  }

  @Override
  public int sums() {
    return rows.length;
  }

  @Override
  public double[] independent() {
    return new double[parameters()];
  }

  @Override
  public double[] start(double[] squares) {
    double[] start = new double[parameters()];
    double first = squares[0] / rows[0];
    for (int i = 0; i < start.length && first > 0; i++) {
      double own = squares[i + 1] / rows[i + 1];
      start[i] = own > 0 ? Math.log(own / first) / 2 : 0;
    }
    return start;
  }

  @Override
  public Combination at(double[] phi) {
    int m = parameters();
    double[] coefficients = new double[m + 1];
    double[][] slopes = new double[m][m + 1];
    double[][] squares = new double[m * (m + 1) / 2][m + 1];
    double[] logDeterminantSlopes = new double[m];
    double logDeterminant = 0;
    Arrays.fill(coefficients, 1);
    for (int i = 0; i < m; i++) {
      double precision = Math.exp(-2 * phi[i]);
      coefficients[i + 1] = precision;
      slopes[i][i + 1] = -2 * precision;
      squares[i * (i + 1) / 2 + i][i + 1] = 4 * precision;
      logDeterminantSlopes[i] = 2.0 * rows[i + 1];
      logDeterminant += logDeterminantSlopes[i] * phi[i];
    }
    return new Combination(coefficients, slopes, squares, logDeterminant, logDeterminantSlopes);
  }
}
