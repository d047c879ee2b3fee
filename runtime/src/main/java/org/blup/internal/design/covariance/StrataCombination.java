package org.blup.internal.design.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.blup.internal.numeric.Quadratic;

/**
 * Strata at some parameters. {@code ∂R = 2R} for the λ of a stratum, so that its derivatives follow
 * from what the stratum's own combination says; between strata there are none.
 *
 * @param parts the strata's own combinations
 * @param precisions {@code exp(−2λ)} of each
 * @param rows how many rows each has
 * @param starts the first parameter of each stratum's form, behind its λ
 * @param sumStarts the first of each stratum's sums
 */
record StrataCombination(
    List<SummedForm.Combination> parts,
    double[] precisions,
    long[] rows,
    int[] starts,
    int[] sumStarts,
    double logDeterminant)
    implements SummedForm.Combination {

  /** Matrices over the parameters of a stratum: those of its form, λ with them, λ with itself. */
  private interface OfStratum {
    void write(int stratum, double[] own, double[] withScale, double[] scale);
  }

  @Override
  public double[] coefficients() {
    double[] all = new double[sums()];
    for (int s = 0; s < precisions.length; s++) {
      put(s, parts.get(s).coefficients(), all);
    }
    return all;
  }

  @Override
  public double[][] slopes() {
    double[][] slopes = new double[parameters()][sums()];
    for (int s = 0; s < precisions.length; s++) {
      double[][] own = parts.get(s).slopes();
      for (int i = 0; i < own.length; i++) {
        put(s, own[i], slopes[starts[s] + i]);
      }
      if (s > 0) {
        put(s, twice(-1, parts.get(s).coefficients()), slopes[starts[s] - 1]);
      }
    }
    return slopes;
  }

  @Override
  public double[] logDeterminantSlopes() {
    double[] slopes = new double[parameters()];
    for (int s = 0; s < precisions.length; s++) {
      double[] own = parts.get(s).logDeterminantSlopes();
      System.arraycopy(own, 0, slopes, starts[s], own.length);
      if (s > 0) {
        slopes[starts[s] - 1] = 2.0 * rows[s];
      }
    }
    return slopes;
  }

  @Override
  public double[] traces() {
    return traces(SummedForm.Combination::traces);
  }

  @Override
  public double[] secondTraces() {
    return traces(SummedForm.Combination::secondTraces);
  }

  private double[] traces(Function<SummedForm.Combination, double[]> ofPart) {
    return matrix(
        (s, own, withScale, scale) -> {
          SummedForm.Combination part = parts.get(s);
          copy(ofPart.apply(part), own);
          copy(twice(1, part.logDeterminantSlopes()), withScale);
          scale[0] = 4.0 * rows[s];
        });
  }

  @Override
  public double[] squares(double[] of) {
    return products(of, SummedForm.Combination::squares);
  }

  @Override
  public double[] seconds(double[] of) {
    return products(of, SummedForm.Combination::seconds);
  }

  private double[] products(
      double[] of, BiFunction<SummedForm.Combination, double[], double[]> ofPart) {
    return matrix(
        (s, own, withScale, scale) -> {
          SummedForm.Combination part = parts.get(s);
          double[] sums = scaled(precisions[s], ofStratum(s, of));
          copy(ofPart.apply(part, sums), own);
          double[][] slopes = part.slopes();
          Arrays.setAll(withScale, i -> -2 * Quadratic.dot(slopes[i], sums));
          scale[0] = 4 * Quadratic.dot(part.coefficients(), sums);
        });
  }

  @Override
  public double[] weightedSquares(double[] weights) {
    double[] all = new double[sums()];
    for (int s = 0; s < precisions.length; s++) {
      SummedForm.Combination part = parts.get(s);
      int m = size(s);
      double[] own = new double[m * m];
      for (int i = 0; i < own.length; i++) {
        own[i] = weight(weights, starts[s] + i / m, starts[s] + i % m);
      }
      double[] sum = part.weightedSquares(own);
      if (s > 0) {
        int lambda = starts[s] - 1;
        double[][] slopes = part.slopes();
        for (int i = 0; i < m; i++) {
          add(-4 * weight(weights, lambda, starts[s] + i), slopes[i], sum);
        }
        add(4 * weight(weights, lambda, lambda), part.coefficients(), sum);
      }
      put(s, sum, all);
    }
    return all;
  }

  /**
   * A stratum's own natural parameters are those of {@code s exp(2λ) R_s}: what moves its scale is
   * s, once, and λ, twice.
   */
  @Override
  public double[] naturalSeconds(double[] weights) {
    double[] all = new double[sums()];
    int scale = parameters();
    for (int s = 0; s < precisions.length; s++) {
      int m = size(s);
      double[][] change = new double[m + 1][scale + 1];
      for (int i = 0; i < m; i++) {
        change[i][starts[s] + i] = 1;
      }
      change[m][scale] = 1;
      if (s > 0) {
        change[m][starts[s] - 1] = 2;
      }
      double[] own = new double[(m + 1) * (m + 1)];
      for (int i = 0; i < own.length; i++) {
        own[i] = Quadratic.form(change[i / (m + 1)], weights, change[i % (m + 1)]);
      }
      put(s, parts.get(s).naturalSeconds(own), all);
    }
    return all;
  }

  private int parameters() {
    return starts[precisions.length] - 1;
  }

  private int sums() {
    return sumStarts[precisions.length];
  }

  /** The number of parameters of a stratum's form. */
  private int size(int stratum) {
    return starts[stratum + 1] - 1 - starts[stratum];
  }

  private double[] ofStratum(int stratum, double[] sums) {
    return Arrays.copyOfRange(sums, sumStarts[stratum], sumStarts[stratum + 1]);
  }

  /** Writes coefficients of a stratum's sums for R, of those for its own form. */
  private void put(int stratum, double[] own, double[] all) {
    for (int j = 0; j < own.length; j++) {
      all[sumStarts[stratum] + j] = precisions[stratum] * own[j];
    }
  }

  private double[] matrix(OfStratum values) {
    int n = parameters();
    double[] all = new double[n * n];
    for (int s = 0; s < precisions.length; s++) {
      int m = size(s);
      double[] own = new double[m * m];
      double[] withScale = new double[m];
      double[] scale = new double[1];
      values.write(s, own, withScale, scale);
      int first = starts[s];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          all[(first + i) * n + first + j] = own[i * m + j];
        }
        if (s > 0) {
          all[(first + i) * n + first - 1] = withScale[i];
          all[(first - 1) * n + first + i] = withScale[i];
        }
      }
      if (s > 0) {
        all[(first - 1) * (n + 1)] = scale[0];
      }
    }
    return all;
  }

  private double weight(double[] weights, int i, int j) {
    return weights[i * parameters() + j];
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  private static double[] twice(double sign, double[] values) {
    return scaled(2 * sign, values);
  }

  private static double[] scaled(double factor, double[] values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private static void add(double factor, double[] values, double[] to) {
    SquareMatrix.addMultiple(factor, values, to);
  }
}
