package org.blup.internal.inference.robust;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;

/**
 * What one cluster alone determines: directions about which the other clusters have no information.
 * No residual of the cluster is left to say how an estimate varies in them, so that a
 * cluster-robust variance would be too small.
 */
final class LostDirections {

  /** The other clusters' share of the information below which it is zero but for rounding. */
  static final double ZERO = 1e-8;

  /** The share of a combination in a direction below which it has none but for rounding. */
  private static final double SMALL = 1e-6;

  private final int columns;
  private final double[] root;
  private final List<double[]> directions = new ArrayList<>();

  /**
   * None yet.
   *
   * @param fixedCovariance C, p × p row by row
   */
  LostDirections(int columns, double[] fixedCovariance) {
    this.columns = columns;
    root = LowerRoot.of(columns, fixedCovariance).matrix();
  }

  /**
   * Adds those of a cluster: with {@code C = LLᵀ}, where {@code LᵀIL} is 1.
   *
   * @param information I, that of the cluster, p × p
   */
  void add(double[] information) {
    double[] share = Quadratic.congruence(columns, columns, root, information);
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      sum += share[c * (columns + 1)];
    }
    if (sum < 1 - ZERO) {
      return;
    }
    SymmetricEigen eigen = new SymmetricEigen(columns, share);
    for (int e = 0; e < columns; e++) {
      if (eigen.values()[e] > 1 - ZERO) {
        double[] direction = new double[columns];
        for (int i = 0; i < columns; i++) {
          direction[i] = eigen.vector(e, i);
        }
        directions.add(direction);
      }
    }
  }

  /** Whether one cluster alone determines a part of {@code ℓᵀβ}. */
  boolean affect(double[] hypothesis) {
    double[] own = Quadratic.timesTransposed(columns, root, hypothesis);
    double size = Math.sqrt(Quadratic.dot(own, own));
    return directions.stream()
        .anyMatch(direction -> Math.abs(Quadratic.dot(direction, own)) > SMALL * size);
  }
}
