package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.linalg.dense.SquareProducts;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.Templates;

/**
 * {@code R_i = XᵀV⁻¹G_iV⁻¹X} and {@code Q_ik = XᵀV⁻¹G_iV⁻¹G_kV⁻¹X} from {@code B = ZᵀH⁻¹X}: {@code
 * R_i = Bᵀ E_i B̃} and {@code Q_ik = B̃ᵀE_i (ZᵀH⁻¹Z) E_k B̃}, E being 1 at a parameter's element of
 * each level and its mirror image, and {@code B̃ = (Q⁻¹ ⊗ I) B} with the precision Q of a group's
 * levels. After the elements come the parameters of the residuals' covariance, and the residual's
 * scale last.
 */
final class FixedProducts {

  private final Precision precision;
  private final Templates templates;
  private final ResidualParameters residual;
  private final int p;

  /** Elements. */
  private final int m;

  /** Parameters but for the scale. */
  private final int n;

  private final double variance;

  /** The elements of ΛΛᵀ; zero for the residuals' parameters. */
  private final double[] rho;

  private final double[] covariance;

  /** B in the working basis of X. */
  private final double[] b;

  /** B̃; B itself where levels are independent. */
  private final double[] acrossLevels;

  private final double[][] single;

  /** Q_ik for i ≤ k, i an element. Without the scale's; empty if not asked for. */
  private final double[][] pairs;

  /** {@code tr(Φ Q_ik)}, n × n. */
  private final double[] pairTraces;

  FixedProducts(VariancePoint point, ResidualParameters residual, boolean keepPairs) {
    this.residual = residual;
    precision = point.precision;
    templates = point.directions.templates;
    p = point.model.columns;
    m = templates.elements();
    n = m + residual.count;
    variance = point.variance;
    rho = Arrays.copyOf(point.directions.rho, n);
    covariance = point.fixedCovariance;
    b = precision.withFixedEffects();
    double[] scale = point.model.setup.borderScale;
    for (int at = 0; at < b.length; at++) {
      b[at] /= scale[at % p];
    }
    acrossLevels = precision.acrossLevels(b, p);
    single = new double[n + 1][p * p];
    for (int i = 0; i < m; i++) {
      addProduct(i, b, p, single[i]);
    }
    for (int j = 0; j < residual.count; j++) {
      single[m + j] = overVariance(residual.ofFixed(j));
    }
    residualProduct(point.model);
    pairs = new double[keepPairs ? m * n : 0][];
    pairTraces = new double[n * n];
    computePairs(keepPairs);
    computeResidualPairs(keepPairs);
  }

  /** An element of B. */
  double element(int row, int column) {
    return b[row * p + column];
  }

  double[] product(int i) {
    return single[i].clone();
  }

  /** {@code Σ w_ik Q_ik} over all pairs, w symmetric; p × p. */
  double[] weightedPairs(double[] weights) {
    if (pairs.length == 0 && m * n > 0) {
      throw new IllegalStateException("products of pairs were not asked for");
    }
    double[] reduced = new double[n * n];
    double ofScale = weights[weights.length - 1];
    double[] sum = new double[p * p];
    addMultiple(ofScale, single[n], sum);
    for (int i = 0; i < n; i++) {
      double withScale = weights[i * (n + 1) + n];
      addMultiple(2 * withScale - ofScale * rho[i], single[i], sum);
      for (int k = 0; k < n; k++) {
        double other = weights[k * (n + 1) + n];
        double shared = ofScale * rho[i] * rho[k] - withScale * rho[k] - rho[i] * other;
        reduced[i * n + k] = weights[i * (n + 1) + k] + shared;
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = i; k < n; k++) {
        addMultiple((i == k ? 1 : 2) * reduced[i * n + k], pairs[i * n + k], sum);
      }
    }
    if (residual.count > 0) {
      double[] own = new double[residual.count * residual.count];
      for (int j = 0; j < residual.count; j++) {
        System.arraycopy(reduced, (m + j) * n + m, own, j * residual.count, residual.count);
      }
      addMultiple(1, overVariance(residual.weightedSquares(own)), sum);
    }
    double[] symmetric = new double[p * p];
    Arrays.setAll(symmetric, e -> 0.5 * (sum[e] + sum[e % p * p + e / p]));
    return symmetric;
  }

  /** Takes what the fixed effects take from the traces: {@code H⁻¹} becomes P. */
  void restrict(double[] traces, double[] products) {
    double[][] weighted = new double[n][];
    for (int i = 0; i < n; i++) {
      weighted[i] = SquareProducts.product(p, covariance, single[i]);
      for (int a = 0; a < p; a++) {
        traces[i] -= weighted[i][a * (p + 1)];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double sum = -2 * pairTraces[i * n + k];
        for (int a = 0; a < p; a++) {
          for (int c = 0; c < p; c++) {
            sum += weighted[i][a * p + c] * weighted[k][c * p + a];
          }
        }
        products[i * n + k] += sum;
      }
    }
  }

  /** {@code XᵀV⁻¹W⁻¹V⁻¹X = XᵀV⁻¹X − Σ ρ_i R_i}, the first from the factor's border. */
  private void residualProduct(MixedModelEquations model) {
    ReducedBorder border = model.border();
    double[] scale = model.setup.borderScale;
    double[] rest = single[n];
    double[] squares = border.square();
    for (int a = 0; a < p; a++) {
      for (int c = 0; c < p; c++) {
        rest[a * p + c] = squares[a * p + c] / (scale[a] * scale[c] * variance);
      }
    }
    for (int i = 0; i < m; i++) {
      for (int e = 0; e < rest.length; e++) {
        rest[e] -= rho[i] * single[i][e];
      }
    }
  }

  private void computePairs(boolean keep) {
    double[] directions = new double[p == 0 ? 0 : b.length];
    for (int k = 0; k < m; k++) {
      direction(k, directions);
      double[] applied = precision.times(directions, p);
      for (int i = 0; i <= k; i++) {
        double[] product = new double[p * p];
        addProduct(i, applied, p, product);
        setPair(i, k, product, keep);
      }
    }
  }

  private void computeResidualPairs(boolean keep) {
    for (int j = 0; j < residual.count; j++) {
      for (int i = 0; i < m; i++) {
        double[] product = new double[p * p];
        addProduct(i, residual.applied(j), p + 1, product);
        setPair(i, m + j, product, keep);
      }
    }
    double[] squares = residual.fixedSquares(covariance);
    for (int j = 0; j < residual.count; j++) {
      for (int i = 0; i < residual.count; i++) {
        pairTraces[(m + i) * n + m + j] = squares[i * residual.count + j] / variance;
      }
    }
  }

  private void setPair(int i, int k, double[] product, boolean keep) {
    double trace = 0;
    for (int e = 0; e < product.length; e++) {
      trace += product[e] * covariance[e];
    }
    pairTraces[i * n + k] = trace;
    pairTraces[k * n + i] = trace;
    if (keep) {
      pairs[i * n + k] = product;
    }
  }

  private double[] overVariance(double[] product) {
    double[] result = new double[product.length];
    Arrays.setAll(result, e -> product[e] / variance);
    return result;
  }

  private static void addMultiple(double factor, double[] from, double[] to) {
    for (int e = 0; factor != 0 && e < to.length; e++) {
      to[e] += factor * from[e];
    }
  }

  /** {@code E_k B̃}. */
  private void direction(int k, double[] to) {
    Arrays.fill(to, 0);
    int g = templates.group[k];
    int r = templates.row[k];
    int c = templates.column[k];
    for (int row = precision.start[g];
        row < precision.start[g + 1];
        row += templates.groupSize(g)) {
      System.arraycopy(acrossLevels, (row + c) * p, to, (row + r) * p, p);
      System.arraycopy(acrossLevels, (row + r) * p, to, (row + c) * p, p);
    }
  }

  /** {@code to ← to + B̃ᵀE_i Y / σ²}, the first p numbers of each row of Y. */
  private void addProduct(int i, double[] y, int sides, double[] to) {
    int g = templates.group[i];
    int r = templates.row[i];
    int c = templates.column[i];
    for (int row = precision.start[g];
        row < precision.start[g + 1];
        row += templates.groupSize(g)) {
      addOuter((row + r) * p, y, (row + c) * sides, to);
      if (r != c) {
        addOuter((row + c) * p, y, (row + r) * sides, to);
      }
    }
    for (int e = 0; e < to.length; e++) {
      to[e] /= variance;
    }
  }

  private void addOuter(int left, double[] y, int right, double[] to) {
    for (int a = 0; a < p; a++) {
      double value = acrossLevels[left + a];
      for (int c = 0; value != 0 && c < p; c++) {
        to[a * p + c] += value * y[right + c];
      }
    }
  }
}
