package org.blup.internal.design.rowcovariance;

import java.util.function.Supplier;
import org.blup.internal.design.covariance.ResidualForm;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives where each has a matrix of its own: first {@code −R⁻¹ ∂_iR R⁻¹} for each parameter,
 * and behind them, for pairs i ≥ j in the order of a lower triangle, the symmetric parts of {@code
 * R⁻¹ ∂_iR R⁻¹ ∂_jR R⁻¹} and then {@code R⁻¹ ∂_ijR R⁻¹}.
 */
public final class RowCombination implements ResidualForm.Combination {

  /**
   * What a pass over subjects sums.
   *
   * @param logDeterminant {@code log|R|}
   * @param first {@code tr(R⁻¹∂_iR)}
   * @param pairs the same of pairs, by a pass of its own, which no search needs
   */
  public record Traces(double logDeterminant, double[] first, Supplier<OfPairs> pairs) {}

  /**
   * Traces of pairs of parameters.
   *
   * @param products {@code tr(R⁻¹∂_iR R⁻¹∂_jR)}, row by row
   * @param second {@code tr(R⁻¹∂_ijR)}, row by row
   */
  public record OfPairs(double[] products, double[] second) {}

  private final RowForm form;
  private final double[] phi;
  private final Traces traces;
  private final int m;

  /** Of pairs, once they have been asked for. Threads may make them twice. */
  private volatile @Nullable OfPairs ofPairs;

  RowCombination(RowForm form, double[] phi, Traces traces) {
    this.form = form;
    this.phi = phi;
    this.traces = traces;
    m = phi.length;
  }

  private OfPairs pairs() {
    OfPairs known = ofPairs;
    if (known == null) {
      known = traces.pairs.get();
      ofPairs = known;
    }
    return known;
  }

  /** How many pairs of parameters there are. */
  public static int pairs(int parameters) {
    return parameters * (parameters + 1) / 2;
  }

  /** Where a pair i ≥ j stands among them. */
  public static int pair(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  @Override
  public double[][] slopes() {
    double[][] slopes = new double[m][m];
    for (int i = 0; i < m; i++) {
      slopes[i][i] = 1;
    }
    return slopes;
  }

  @Override
  public double logDeterminant() {
    return traces.logDeterminant;
  }

  @Override
  public double[] logDeterminantSlopes() {
    return traces.first.clone();
  }

  @Override
  public double[] traces() {
    return pairs().products.clone();
  }

  @Override
  public double[] secondTraces() {
    return pairs().second.clone();
  }

  @Override
  public double[] squares(double[] of) {
    return symmetric(of, m);
  }

  @Override
  public double[] seconds(double[] of) {
    return symmetric(of, m + pairs(m));
  }

  /** A lower triangle as a whole matrix. */
  private double[] symmetric(double[] of, int from) {
    double[] matrix = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * m + j] = of[from + pair(i, j)];
        matrix[j * m + i] = matrix[i * m + j];
      }
    }
    return matrix;
  }

  @Override
  public double[] weightedSquares(double[] weights) {
    double[] coefficients = new double[m + 2 * pairs(m)];
    addWeights(weights, m, coefficients, m);
    return coefficients;
  }

  private void addWeights(double[] weights, int width, double[] to, int from) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        to[from + pair(i, j)] += (i == j ? 1 : 2) * weights[i * width + j];
      }
    }
  }

  @Override
  public double[] naturalSeconds(double[] weights) {
    double[] coefficients = new double[m + 2 * pairs(m)];
    addWeights(weights, m + 1, coefficients, m + pairs(m));
    double[] shift = form.naturalShift(phi, weights);
    for (int i = 0; i < m; i++) {
      coefficients[i] = shift[i] - 2 * weights[i * (m + 1) + m];
    }
    return coefficients;
  }
}
