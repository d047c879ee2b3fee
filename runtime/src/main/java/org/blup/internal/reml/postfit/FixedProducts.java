package org.blup.internal.reml.postfit;

import java.util.Arrays;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.ReducedBorder;
import org.blup.internal.reml.setup.Templates;

/**
 * {@code R_i = XᵀV⁻¹G_iV⁻¹X} and {@code Q_ik = XᵀV⁻¹G_iV⁻¹G_kV⁻¹X} from {@code B = ZᵀH⁻¹X}: {@code
 * R_i = Bᵀ E_i B} and {@code Q_ik = BᵀE_i (ZᵀH⁻¹Z) E_k B}, E being 1 at a parameter's element of
 * each level and its mirror image. The last parameter is the residual's scale.
 */
final class FixedProducts {

  private final Precision precision;
  private final Templates templates;
  private final int p;
  private final int m;
  private final double variance;
  private final double[] rho;
  private final double[] covariance;

  /** B in the working basis of X. */
  private final double[] b;

  private final double[][] single;

  /** Q_ik for i ≤ k. Without the residual's; empty if not asked for. */
  private final double[][] pairs;

  /** {@code tr(Φ Q_ik)}, m × m. */
  private final double[] pairTraces;

  FixedProducts(CovarianceDerivatives.Point point, boolean keepPairs) {
    precision = point.precision;
    templates = point.directions.templates;
    p = point.model.columns;
    m = templates.elements();
    variance = point.variance;
    rho = point.directions.rho;
    covariance = point.fixedCovariance;
    b = precision.withFixedEffects();
    double[] scale = point.model.setup.borderScale;
    for (int at = 0; at < b.length; at++) {
      b[at] /= scale[at % p];
    }
    single = new double[m + 1][p * p];
    for (int i = 0; i < m; i++) {
      addProduct(i, b, single[i]);
    }
    residualProduct(point.model);
    pairs = new double[keepPairs ? m * m : 0][];
    pairTraces = new double[m * m];
    computePairs(keepPairs);
  }

  /** An element of B. */
  double element(int row, int column) {
    return b[row * p + column];
  }

  double[] product(int i) {
    return single[i].clone();
  }

  double[] product(int i, int k) {
    if (pairs.length == 0 && m > 0) {
      throw new IllegalStateException("products of pairs were not asked for");
    }
    if (i < m && k < m) {
      return i <= k ? pairs[i * m + k].clone() : transposed(pairs[k * m + i]);
    }
    if (i < m) {
      return transposed(product(k, i));
    }
    double[] rest = product(k);
    for (int l = 0; l < m; l++) {
      double[] part = k < m ? product(l, k) : product(m, l);
      for (int e = 0; e < rest.length; e++) {
        rest[e] -= rho[l] * part[e];
      }
    }
    return rest;
  }

  /** Takes what the fixed effects take from the traces: {@code H⁻¹} becomes P. */
  void restrict(double[] traces, double[] products) {
    double[][] weighted = new double[m][];
    for (int i = 0; i < m; i++) {
      weighted[i] = multiply(covariance, single[i]);
      for (int a = 0; a < p; a++) {
        traces[i] -= weighted[i][a * (p + 1)];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        double sum = -2 * pairTraces[i * m + k];
        for (int a = 0; a < p; a++) {
          for (int c = 0; c < p; c++) {
            sum += weighted[i][a * p + c] * weighted[k][c * p + a];
          }
        }
        products[i * m + k] += sum;
      }
    }
  }

  /** {@code XᵀV⁻¹W⁻¹V⁻¹X = XᵀV⁻¹X − Σ ρ_i R_i}, the first from the factor's border. */
  private void residualProduct(MixedModelEquations model) {
    ReducedBorder border = model.border();
    double[] scale = model.setup.borderScale;
    double[] rest = single[m];
    for (int a = 0; a < p; a++) {
      for (int c = 0; c < p; c++) {
        double sum = 0;
        for (int l = 0; l <= Math.min(a, c); l++) {
          sum += border.element(a, l) * border.element(c, l);
        }
        rest[a * p + c] = sum / (scale[a] * scale[c] * variance);
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
        addProduct(i, applied, product);
        double trace = 0;
        for (int e = 0; e < product.length; e++) {
          trace += product[e] * covariance[e];
        }
        pairTraces[i * m + k] = trace;
        pairTraces[k * m + i] = trace;
        if (keep) {
          pairs[i * m + k] = product;
        }
      }
    }
  }

  /** {@code E_k B}. */
  private void direction(int k, double[] to) {
    Arrays.fill(to, 0);
    int g = templates.group[k];
    int r = templates.row[k];
    int c = templates.column[k];
    for (int row = precision.start[g];
        row < precision.start[g + 1];
        row += templates.groupSize(g)) {
      System.arraycopy(b, (row + c) * p, to, (row + r) * p, p);
      System.arraycopy(b, (row + r) * p, to, (row + c) * p, p);
    }
  }

  /** {@code to ← to + BᵀE_i Y / σ²}. */
  private void addProduct(int i, double[] y, double[] to) {
    int g = templates.group[i];
    int r = templates.row[i];
    int c = templates.column[i];
    for (int row = precision.start[g];
        row < precision.start[g + 1];
        row += templates.groupSize(g)) {
      addOuter((row + r) * p, y, (row + c) * p, to);
      if (r != c) {
        addOuter((row + c) * p, y, (row + r) * p, to);
      }
    }
    for (int e = 0; e < to.length; e++) {
      to[e] /= variance;
    }
  }

  private void addOuter(int left, double[] y, int right, double[] to) {
    for (int a = 0; a < p; a++) {
      double value = b[left + a];
      for (int c = 0; value != 0 && c < p; c++) {
        to[a * p + c] += value * y[right + c];
      }
    }
  }

  private double[] multiply(double[] x, double[] y) {
    double[] product = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int l = 0; l < p; l++) {
        for (int c = 0; c < p; c++) {
          product[a * p + c] += x[a * p + l] * y[l * p + c];
        }
      }
    }
    return product;
  }

  private double[] transposed(double[] x) {
    double[] transposed = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int c = 0; c < p; c++) {
        transposed[c * p + a] = x[a * p + c];
      }
    }
    return transposed;
  }
}
