package org.blup.internal.plots.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What numbers look like. */
record Moments(
    int count, double mean, double deviation, double skewness, double kurtosis, double beyondTwo) {

  /** Of finite numbers; kurtosis is in excess of that of a normal distribution. */
  static Moments of(double[] all) {
    double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
    int n = values.length;
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double value : values) {
      double d = value - mean;
      second += d * d / n;
      third += d * d * d / n;
      fourth += d * d * d * d / n;
    }
    double deviation = Math.sqrt(second * n / Math.max(1, n - 1));
    double beyond = Arrays.stream(values).filter(v -> Math.abs(v) > 2).count() / (double) n;
    return new Moments(
        n,
        mean,
        deviation,
        third / (second * Math.sqrt(second)),
        fourth / (second * second) - 3,
        beyond);
  }

  /** Spearman's rank correlation of the pairs that are finite. */
  static double rankCorrelation(double[] x, double[] y) {
    int[] known =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    double[] rx = ranks(Arrays.stream(known).mapToDouble(i -> x[i]).toArray());
    double[] ry = ranks(Arrays.stream(known).mapToDouble(i -> y[i]).toArray());
    double mean = (known.length + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < rx.length; i++) {
      xy += (rx[i] - mean) * (ry[i] - mean);
      xx += (rx[i] - mean) * (rx[i] - mean);
      yy += (ry[i] - mean) * (ry[i] - mean);
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Ranks from 1; equal numbers share their mean. */
  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int first = 0;
    while (first < order.length) {
      int last = first;
      while (last + 1 < order.length && values[order[last + 1]] == values[order[first]]) {
        last++;
      }
      for (int i = first; i <= last; i++) {
        ranks[order[i]] = (first + last) / 2.0 + 1;
      }
      first = last + 1;
    }
    return ranks;
  }
}
