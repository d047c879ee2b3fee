package org.blup.internal.inference.distributions;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.blup.internal.linalg.dense.SemidefiniteRoot;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * The distribution of a likelihood ratio where parameters lie on the boundary of their range: that
 * of the squared length of the projection of a normal vector on a cone, in the metric of the
 * information (Self &amp; Liang 1987; Shapiro 1988, Towards a unified theory of inequality
 * constrained testing, Int. Stat. Rev. 56:49–62). The cone is a product of a space, of parameters
 * inside their range, and of semidefinite matrices. Given the direction of the vector, its squared
 * length is χ² with as many degrees of freedom as there are parameters, and the projection a share
 * of it:
 *
 * <pre>
 *   P(χ̄² &gt; x) = E_u P(χ²_d &gt; x / share(u))
 * </pre>
 *
 * The mean over directions is by lattice, to three digits.
 */
public final class BoundaryMixture {

  /** The lattice: 12 times 509 directions. */
  private static final int SIZE = 0;

  /** A guard against steps without end. */
  private static final int MOST_STEPS = 500;

  /**
   * A projection ends when its steps are shorter, the vector being of length 1: probabilities are
   * told to three digits.
   */
  private static final double ACCURACY = 1e-5;

  private final int free;
  private final int[] blocks;
  private final int dimension;
  private final double[] metric;
  private final double[] root;
  private final double step;

  /**
   * A mixture.
   *
   * @param free how many parameters lie inside their range
   * @param blocks the orders of the semidefinite matrices
   * @param information of their elements, lower triangles column by column, given all other
   *     parameters; positive definite
   */
  public BoundaryMixture(int free, List<Integer> blocks, double[] information) {
    this.free = free;
    this.blocks = blocks.stream().mapToInt(Integer::intValue).toArray();
    dimension = blocks.stream().mapToInt(k -> k * (k + 1) / 2).sum();
    metric = scaled(information);
    root = SemidefiniteRoot.of(dimension, metric);
    step = 1 / new SymmetricEigen(dimension, metric.clone()).values()[dimension - 1];
  }

  /**
   * The metric where variances are measured by their information and elements off the diagonal by
   * √2, so that lengths are Frobenius's and a projection clips eigenvalues.
   */
  private double[] scaled(double[] information) {
    double[] scale = new double[dimension];
    int start = 0;
    for (int k : blocks) {
      double[] unit = new double[k];
      int at = start;
      for (int b = 0; b < k; at += k - b, b++) {
        unit[b] = Math.pow(information[at * (dimension + 1)], -0.25);
      }
      for (int b = 0; b < k; b++) {
        for (int a = b; a < k; a++) {
          scale[start++] = unit[a] * unit[b] / (a == b ? 1 : Math.sqrt(2));
        }
      }
    }
    double[] result = new double[information.length];
    Arrays.setAll(result, i -> information[i] * scale[i / dimension] * scale[i % dimension]);
    return result;
  }

  /** P(χ̄² &gt; x), x &gt; 0. */
  public double upperProbability(double x) {
    int all = free + dimension;
    SphereMap map = new SphereMap(all);
    double[] direction = new double[all];
    double[] sum = new double[1];
    KorobovLattice.visit(
        SIZE,
        all - 1,
        (shift, point, cube) -> {
          map.map(cube, direction);
          double share = share(direction);
          sum[0] += share > 0 ? Gamma.regularizedGammaQ(all / 2.0, x / (2 * share)) : 0;
        });
    return sum[0] / ((double) KorobovLattice.SHIFTS * KorobovLattice.points(SIZE));
  }

  /** The squared length of the projection of a vector of length 1. */
  private double share(double[] direction) {
    double share = 0;
    for (int i = 0; i < free; i++) {
      share += direction[i] * direction[i];
    }
    double[] target = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        target[i] += root[i * dimension + j] * direction[free + j];
      }
    }
    double[] projection = projection(target);
    for (int i = 0; i < dimension; i++) {
      share += projection[i] * target[i];
    }
    return share;
  }

  /**
   * The y of the cone with the least {@code ½ yᵀMy − targetᵀy}, by Nesterov's accelerated projected
   * gradient.
   */
  private double[] projection(double[] target) {
    double[] y = new double[dimension];
    double[] ahead = new double[dimension];
    double momentum = 1;
    for (int n = 0; n < MOST_STEPS; n++) {
      double[] next = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        double gradient = -target[i];
        for (int j = 0; j < dimension; j++) {
          gradient += metric[i * dimension + j] * ahead[j];
        }
        next[i] = ahead[i] - step * gradient;
      }
      toCone(next);
      double following = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double moved = 0;
      for (int i = 0; i < dimension; i++) {
        double change = next[i] - y[i];
        ahead[i] = next[i] + (momentum - 1) / following * change;
        moved = Math.max(moved, Math.abs(change));
      }
      momentum = following;
      y = next;
      if (moved < ACCURACY) {
        break;
      }
    }
    return y;
  }

  /** The nearest semidefinite matrices: those with the negative eigenvalues at zero. */
  private void toCone(double[] y) {
    int start = 0;
    for (int k : blocks) {
      if (k == 1) {
        y[start] = Math.max(0, y[start]);
      } else {
        clip(k, y, start);
      }
      start += k * (k + 1) / 2;
    }
  }

  private static void clip(int k, double[] y, int start) {
    double[] matrix = new double[k * k];
    int at = start;
    for (int b = 0; b < k; b++) {
      for (int a = b; a < k; a++) {
        matrix[a * k + b] = y[at++] / (a == b ? 1 : Math.sqrt(2));
        matrix[b * k + a] = matrix[a * k + b];
      }
    }
    SymmetricEigen eigen = new SymmetricEigen(k, matrix);
    at = start;
    for (int b = 0; b < k; b++) {
      for (int a = b; a < k; a++) {
        double sum = 0;
        for (int e = 0; e < k; e++) {
          double value = Math.max(0, eigen.values()[e]);
          sum += value * eigen.vector(e, a) * eigen.vector(e, b);
        }
        y[at++] = sum * (a == b ? 1 : Math.sqrt(2));
      }
    }
  }
}
