package org.blup.internal.inference.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * The fixed effects of a fit without some rows: the directions that the other rows leave
 * undetermined, {@code X₋n = 0}. The rows come in portions, one of which is left out at a time.
 */
public final class RemainingFixed {

  /** An eigenvalue of a correlation matrix below this counts as zero. */
  private static final double ROUNDING = 1e-12;

  /** Columns whose pivots are all above this are independent. */
  private static final double CLEARLY_NEW = 1e-4;

  /** Where less than this of a column's square is left, a difference of sums has too few digits. */
  private static final double DIFFERENCE = 1e-2;

  private final int p;
  private final List<RowProducts> portions;
  private final double[] whole;

  /**
   * Sums the cross-products of all portions.
   *
   * @param p the number of fixed effects
   */
  public RemainingFixed(int p, List<RowProducts> portions) {
    this.p = p;
    this.portions = portions;
    whole = new double[p * p];
    portions.forEach(portion -> add(portion, 1, whole));
  }

  private void add(RowProducts portion, int sign, double[] to) {
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        to[i * p + j] += sign * portion.gram(i, j);
      }
    }
  }

  /** A basis of the directions that the rows without a portion leave undetermined. */
  public List<double[]> undetermined(int portion) {
    double[] gram = without(portion);
    double[] scale = new double[p];
    for (int i = 0; i < p; i++) {
      scale[i] = gram[i * (p + 1)] > 0 ? 1 / Math.sqrt(gram[i * (p + 1)]) : 1;
    }
    double[] correlation = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        correlation[i * p + j] = scale[i] * gram[i * p + j] * scale[j];
      }
    }
    List<double[]> directions = new ArrayList<>();
    if (isClearlyRegular(correlation.clone())) {
      return directions;
    }
    SymmetricEigen eigen = new SymmetricEigen(p, correlation);
    for (int e = 0; e < p && eigen.values()[e] < p * ROUNDING; e++) {
      double[] direction = new double[p];
      for (int i = 0; i < p; i++) {
        direction[i] = scale[i] * eigen.vector(e, i);
      }
      directions.add(direction);
    }
    return directions;
  }

  private double[] without(int portion) {
    double[] rest = whole.clone();
    add(portions.get(portion), -1, rest);
    for (int i = 0; i < p; i++) {
      if (rest[i * (p + 1)] < DIFFERENCE * whole[i * (p + 1)]) {
        return sumWithout(portion);
      }
    }
    return rest;
  }

  private double[] sumWithout(int portion) {
    double[] rest = new double[p * p];
    for (int other = 0; other < portions.size(); other++) {
      if (other != portion) {
        add(portions.get(other), 1, rest);
      }
    }
    return rest;
  }

  /** Cholesky's factorisation in place (Golub & Van Loan, 4.2), as long as pivots are large. */
  private boolean isClearlyRegular(double[] a) {
    for (int k = 0; k < p; k++) {
      double pivot = a[k * (p + 1)];
      if (!(pivot > CLEARLY_NEW)) {
        return false;
      }
      for (int i = k + 1; i < p; i++) {
        double factor = a[i * p + k] / pivot;
        for (int j = k + 1; factor != 0 && j <= i; j++) {
          a[i * p + j] -= factor * a[j * p + k];
        }
      }
    }
    return true;
  }
}
