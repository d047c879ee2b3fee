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
    double[] coefficients = new double[rows.length];
    Arrays.setAll(coefficients, s -> s == 0 ? 1 : Math.exp(-2 * phi[s - 1]));
    double logDeterminant = 0;
    for (int i = 0; i < phi.length; i++) {
      logDeterminant += 2 * rows[i + 1] * phi[i];
    }
    return new StrataCombination(rows, coefficients, logDeterminant);
  }

  /** For parameters. {@code R⁻¹ ∂_iR} is 2 in the rows of its stratum, {@code R⁻¹ ∂_iiR} is 4. */
  private record StrataCombination(long[] rows, double[] coefficients, double logDeterminant)
      implements Combination {

    @Override
    public double[][] slopes() {
      double[][] slopes = new double[rows.length - 1][rows.length];
      for (int i = 0; i < slopes.length; i++) {
        slopes[i][i + 1] = -2 * coefficients[i + 1];
      }
      return slopes;
    }

    @Override
    public double[] logDeterminantSlopes() {
      double[] slopes = new double[rows.length - 1];
      Arrays.setAll(slopes, i -> 2.0 * rows[i + 1]);
      return slopes;
    }

    @Override
    public double[] traces() {
      int m = rows.length - 1;
      double[] traces = new double[m * m];
      for (int i = 0; i < m; i++) {
        traces[i * (m + 1)] = 4.0 * rows[i + 1];
      }
      return traces;
    }

    @Override
    public double[] secondTraces() {
      return traces();
    }

    @Override
    public double[] squares(double[] of) {
      int m = rows.length - 1;
      double[] squares = new double[m * m];
      for (int i = 0; i < m; i++) {
        squares[i * (m + 1)] = 4 * coefficients[i + 1] * of[i + 1];
      }
      return squares;
    }

    @Override
    public double[] seconds(double[] of) {
      return squares(of);
    }

    @Override
    public double[] weightedSquares(double[] weights) {
      int m = rows.length - 1;
      double[] sum = new double[m + 1];
      for (int i = 0; i < m; i++) {
        sum[i + 1] = 4 * coefficients[i + 1] * weights[i * (m + 1)];
      }
      return sum;
    }

    @Override
    public double[] naturalSeconds(double[] weights) {
      return new double[rows.length];
    }
  }
}
