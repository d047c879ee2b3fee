package org.blup.internal.reml.trustregion;

import java.util.function.IntToDoubleFunction;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * The step that minimises {@code gᵀs + ½ sᵀHs} over {@code |s| ≤ radius}, H indefinite or not (Moré
 * & Sorensen 1983, Computing a trust region step, SIAM J. Sci. Stat. Comput. 4:553–572; by
 * eigenvectors, since there are few parameters).
 */
final class TrustRegion {

  /**
   * Eigenvalues below this share of the largest are rounding of derivatives: no gain is predicted
   * along them.
   */
  private static final double NO_CURVATURE = 1e-12;

  /**
   * Eigenvalues below this share of the largest, 45 units of its last place, are rounding, and
   * cannot be divided by.
   */
  private static final double SINGULAR = 1e-14;

  /**
   * How close a shifted step comes to the radius, relatively: the radius itself is known to a
   * factor of two, and bisection gets there in 34 steps.
   */
  private static final double RADIUS_ACCURACY = 1e-10;

  /** A guard: by {@link #RADIUS_ACCURACY} some 34 are enough. */
  private static final int BISECTIONS = 200;

  /** Where the bracket of the shift begins if no curvature is negative: next to zero. */
  private static final double LEAST_SHIFT = 1e-300;

  /** Where the last step shows no curvature, it is assumed to be this share of the model's. */
  private static final double LEAST_CONFIRMED = 1e-3;

  /** Safety factor: assume the next contraction is up to 4 times worse than the last. */
  private static final double CONTRACTION_SAFETY = 4;

  private final int n;
  private final double[] values;
  private final SymmetricEigen eigen;

  /** The gradient in the basis of eigenvectors. */
  private final double[] projected;

  TrustRegion(double[] gradient, double[] hessian) {
    n = gradient.length;
    eigen = SymmetricEigen.besideLargest(n, hessian);
    values = eigen.values();
    projected = new double[n];
    for (int e = 0; e < n; e++) {
      projected[e] = project(e, gradient);
    }
  }

  private double project(int e, double[] x) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += eigen.vector(e, i) * x[i];
    }
    return sum;
  }

  /**
   * How much lower the quadratic model goes without a radius; infinite along negative curvature.
   * Curvatures that are rounding beside the largest count as none, and their gradient as rounding.
   */
  double unconstrainedGain() {
    return gain(e -> 1);
  }

  /**
   * The same by curvatures that a step has confirmed: along each eigenvector the model's curvature
   * is scaled down by how far the gradient changed less than was expected. Where nothing was
   * expected, nothing is confirmed.
   *
   * @param expected the change of the gradient over the last step, by the model it was made with
   * @param actual how the gradient changed
   */
  double confirmedGain(double[] expected, double[] actual) {
    return gain(
        e -> {
          double share = project(e, actual) / project(e, expected);
          return share > LEAST_CONFIRMED ? Math.min(1, share) : LEAST_CONFIRMED;
        });
  }

  /**
   * The gain that will be left after a Newton step if what is missing along each eigenvector
   * shrinks about as it did over the last step: the slowest direction may not be the one that the
   * gain now comes from.
   *
   * @param lastStep none where that is not known
   */
  double foreseenGain(double[] lastStep) {
    if (lastStep.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return gain(
        e -> {
          double shrinking = component(e, 0) / project(e, lastStep);
          return 1 / Math.min(1, CONTRACTION_SAFETY * shrinking * shrinking);
        });
  }

  private double gain(IntToDoubleFunction share) {
    double floor = NO_CURVATURE * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
    double gain = 0;
    for (int e = 0; e < n; e++) {
      if (values[e] < -floor) {
        return Double.POSITIVE_INFINITY;
      }
      if (values[e] > floor) {
        gain += projected[e] * projected[e] / (2 * values[e] * share.applyAsDouble(e));
      }
    }
    return gain;
  }

  double[] step(double radius) {
    double largest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
    double least = Math.max(0, -values[0] + SINGULAR * largest);
    if (values[0] > SINGULAR * largest && length(0) <= radius) {
      return assemble(0, 0);
    }
    double atLeast = length(least);
    if (atLeast <= radius) {
      double missing = Math.sqrt(Math.max(0, radius * radius - atLeast * atLeast));
      boolean downhill = values[0] < -SINGULAR * largest;
      return assemble(least, downhill ? missing : 0);
    }
    double low = least;
    double high = Math.max(2 * least, LEAST_SHIFT);
    while (length(high) > radius) {
      low = high;
      high = 4 * high + norm() / radius;
    }
    for (int i = 0; i < BISECTIONS && high - low > RADIUS_ACCURACY * high; i++) {
      double middle = low > 0 && high > 4 * low ? Math.sqrt(low * high) : 0.5 * (low + high);
      if (length(middle) > radius) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return assemble(high, 0);
  }

  private double norm() {
    double sum = 0;
    for (double p : projected) {
      sum += p * p;
    }
    return Math.sqrt(sum);
  }

  private double length(double shift) {
    double sum = 0;
    for (int e = 0; e < n; e++) {
      double s = component(e, shift);
      sum += s * s;
    }
    return Math.sqrt(sum);
  }

  private double component(int e, double shift) {
    double curvature = values[e] + shift;
    return projected[e] == 0 || curvature <= 0 ? 0 : -projected[e] / curvature;
  }

  /** The step in the original basis, with a given length added along the least curvature. */
  private double[] assemble(double shift, double along) {
    double[] step = new double[n];
    for (int e = 0; e < n; e++) {
      double s = component(e, shift);
      if (e == 0) {
        s += projected[0] > 0 ? -along : along;
      }
      for (int i = 0; i < n; i++) {
        step[i] += s * eigen.vector(e, i);
      }
    }
    return step;
  }
}
