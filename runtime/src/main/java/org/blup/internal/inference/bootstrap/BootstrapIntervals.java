package org.blup.internal.inference.bootstrap;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Intervals from the replicates of one statistic (Davison &amp; Hinkley 1997, Bootstrap methods and
 * their application, chapter 5), with the quantiles of R's {@code boot.ci}.
 */
public final class BootstrapIntervals {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  private final double estimate;
  private final double[] sorted;
  private final double mean;
  private final double standardError;

  /**
   * The intervals of a statistic.
   *
   * @param estimate its value for the fit
   * @param replicates its values for the refits
   */
  public BootstrapIntervals(double estimate, double[] replicates) {
    this.estimate = estimate;
    sorted = replicates.clone();
    Arrays.sort(sorted);
    mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = Arrays.stream(sorted).map(t -> (t - mean) * (t - mean)).sum();
    standardError = Math.sqrt(squares / (sorted.length - 1));
  }

  public double bias() {
    return mean - estimate;
  }

  public double standardError() {
    return standardError;
  }

  /** From quantile to quantile of the replicates. */
  public double[] percentile(double level) {
    return new double[] {quantile(0.5 * (1 - level)), quantile(0.5 * (1 + level))};
  }

  /** The percentile interval reflected at the estimate. */
  public double[] basic(double level) {
    double[] percentile = percentile(level);
    return new double[] {2 * estimate - percentile[1], 2 * estimate - percentile[0]};
  }

  /** The normal interval with the bootstrap's bias and standard error. */
  public double[] normal(double level) {
    double half = -NORMAL.inverseCumulativeProbability(0.5 * (1 - level)) * standardError;
    return new double[] {estimate - bias() - half, estimate - bias() + half};
  }

  /**
   * The bias-corrected, accelerated interval (Efron 1987, Better bootstrap confidence intervals, J.
   * Am. Stat. Assoc. 82:171–185).
   *
   * @param acceleration a
   */
  public double[] accelerated(double level, double acceleration) {
    int below = 0;
    int equal = 0;
    for (double replicate : sorted) {
      below += replicate < estimate ? 1 : 0;
      equal += replicate == estimate ? 1 : 0;
    }
    double share = (below + 0.5 * equal) / sorted.length;
    double z0 = NORMAL.inverseCumulativeProbability(share);
    double z = NORMAL.inverseCumulativeProbability(0.5 * (1 - level));
    return new double[] {
      quantile(corrected(z0, z, acceleration)), quantile(corrected(z0, -z, acceleration))
    };
  }

  private static double corrected(double z0, double z, double acceleration) {
    double sum = z0 + z;
    return NORMAL.cumulativeProbability(z0 + sum / (1 - acceleration * sum));
  }

  /** Between order statistics on the normal scale, as R's {@code norm.inter}. */
  private double quantile(double probability) {
    int n = sorted.length;
    if (Double.isNaN(probability) || Double.isNaN(sorted[n - 1])) {
      return Double.NaN;
    }
    double position = (n + 1) * probability;
    int k = (int) Math.floor(position);
    if (k < 1) {
      return sorted[0];
    }
    if (k >= n) {
      return sorted[n - 1];
    }
    if (position == k) {
      return sorted[k - 1];
    }
    double low = NORMAL.inverseCumulativeProbability(k / (n + 1.0));
    double high = NORMAL.inverseCumulativeProbability((k + 1) / (n + 1.0));
    double share = (NORMAL.inverseCumulativeProbability(probability) - low) / (high - low);
    return sorted[k - 1] + share * (sorted[k] - sorted[k - 1]);
  }

  /**
   * The acceleration in a parametric family: a sixth of the skewness of the score along the least
   * favourable direction (Efron 1987, section 5), which is what a regression of the statistic on
   * the sufficient statistics finds (Efron &amp; Narasimhan 2020, The automatic construction of
   * bootstrap confidence intervals, J. Comput. Graph. Stat. 29:608–619).
   *
   * @param replicates of the statistic
   * @param sufficient for each replicate its sufficient statistics
   * @return NaN if there are too few replicates for the number of sufficient statistics
   */
  public static double acceleration(double[] replicates, double[][] sufficient) {
    double[][] columns = standardised(sufficient);
    if (columns.length == 0 || replicates.length < 3 * (columns[0].length + 1)) {
      return Double.NaN;
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(1e-12);
    regression.newSampleData(replicates, columns);
    try {
      double[] residuals = regression.estimateResiduals();
      double[] fitted = new double[replicates.length];
      Arrays.setAll(fitted, i -> replicates[i] - residuals[i]);
      return skewness(fitted) / 6;
    } catch (SingularMatrixException e) {
      return Double.NaN;
    }
  }

  private static double[][] standardised(double[][] rows) {
    int n = rows.length;
    int width = n == 0 ? 0 : rows[0].length;
    double[][] result = new double[n][width];
    int kept = 0;
    for (int c = 0; c < width; c++) {
      int column = c;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElse(0);
      double square =
          Arrays.stream(rows).mapToDouble(row -> Math.pow(row[column] - mean, 2)).sum() / n;
      if (square > 1e-24 * mean * mean) {
        for (int i = 0; i < n; i++) {
          result[i][kept] = (rows[i][c] - mean) / Math.sqrt(square);
        }
        kept++;
      }
    }
    int width2 = kept;
    Arrays.setAll(result, i -> Arrays.copyOf(result[i], width2));
    return result;
  }

  private static double skewness(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double square = Arrays.stream(values).map(v -> Math.pow(v - mean, 2)).sum() / values.length;
    double cube = Arrays.stream(values).map(v -> Math.pow(v - mean, 3)).sum() / values.length;
    return cube / Math.pow(square, 1.5);
  }
}
