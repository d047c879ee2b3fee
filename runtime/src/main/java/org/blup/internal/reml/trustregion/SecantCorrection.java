package org.blup.internal.reml.trustregion;

import org.blup.internal.numeric.Quadratic;

/**
 * What a model of the curvature misses, learnt from how the gradient changed along the steps taken
 * (structured secant; Dennis, Gay & Welsch 1981, An adaptive nonlinear least-squares algorithm, ACM
 * Trans. Math. Softw. 7:348–368). As there, two models compete, one with the correction and one
 * without: the one that foretold the last change of the gradient better is used for the next step.
 */
final class SecantCorrection {

  /**
   * The correction is used where it leaves less than half of the error, so that it is more right
   * than wrong.
   */
  private static final double LARGEST_ERROR_LEFT = 0.5;

  /**
   * A damped update leaves at least this share of the curvature along the step (Nocedal & Wright
   * 2006, procedure 18.2).
   */
  private static final double LEAST_CURVATURE_KEPT = 0.2;

  private final int n;
  private double[] correction;
  private boolean trusted;

  SecantCorrection(int n) {
    this.n = n;
    correction = new double[n * n];
  }

  /** Drops what was learnt. */
  void forget() {
    correction = new double[n * n];
    trusted = false;
  }

  /** The model for the next step: what is known of the curvature, corrected where that helps. */
  double[] model(double[] curvature) {
    double[] model = curvature.clone();
    for (int i = 0; trusted && i < model.length; i++) {
      model[i] += correction[i];
    }
    return model;
  }

  /**
   * Learns from a step.
   *
   * @param change of the gradient over the step
   * @param before the curvature where it began
   * @param after the curvature where it ended
   */
  void learn(double[] step, double[] change, double[] before, double[] after) {
    double[] corrected = Quadratic.times(correction, step);
    double plainError = 0;
    double correctedError = 0;
    double[] expected = Quadratic.times(before, step);
    for (int i = 0; i < n; i++) {
      double weight = 1 / Math.max(Math.abs(before[i * (n + 1)]), Double.MIN_NORMAL);
      double error = change[i] - expected[i];
      plainError += weight * error * error;
      correctedError += weight * (error - corrected[i]) * (error - corrected[i]);
    }
    update(step, change, after);
    trusted = correctedError < LARGEST_ERROR_LEFT * plainError;
  }

  /**
   * The least symmetric change of the correction E that makes the corrected model true along the
   * step s (Powell 1970, A new algorithm for unconstrained optimization; Dennis & Schnabel 1996,
   * Numerical methods for unconstrained optimization, section 9.1): with {@code r = y − (H + E) s}
   *
   * <pre>
   *   E ← E + (r sᵀ + s rᵀ) / sᵀs − (rᵀs) s sᵀ / (sᵀs)²
   * </pre>
   *
   * <p>It may be indefinite and has no pole where the change y of the gradient is close to
   * orthogonal to the step, as it is along a curved valley.
   */
  private void update(double[] step, double[] change, double[] after) {
    double[] missing = Quadratic.times(after, step);
    double[] corrected = Quadratic.times(correction, step);
    for (int i = 0; i < n; i++) {
      missing[i] = change[i] - missing[i] - corrected[i];
    }
    double square = Quadratic.dot(step, step);
    if (square == 0) {
      return;
    }
    double along = Quadratic.dot(missing, step) / square;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double both = missing[i] * step[j] + step[i] * missing[j];
        correction[i * n + j] += (both - along * step[i] * step[j]) / square;
      }
    }
  }

  /**
   * A model made true along the step whatever the units of the parameters, and kept positive
   * definite (the damped update of Broyden, Fletcher, Goldfarb and Shanno; Nocedal & Wright 2006,
   * Numerical optimization, procedure 18.2); by the update of rank one where it is not positive
   * along the step, so that it becomes so.
   *
   * @param change of the gradient over the step
   */
  static double[] damped(double[] model, double[] step, double[] change) {
    double[] expected = Quadratic.times(model, step);
    double curvature = Quadratic.dot(step, expected);
    double actual = Quadratic.dot(step, change);
    double[] updated = model.clone();
    if (curvature > 0) {
      double share =
          actual < LEAST_CURVATURE_KEPT * curvature
              ? (1 - LEAST_CURVATURE_KEPT) * curvature / (curvature - actual)
              : 1;
      double[] damped = new double[step.length];
      for (int i = 0; i < damped.length; i++) {
        damped[i] = share * change[i] + (1 - share) * expected[i];
      }
      addSquare(updated, damped, 1 / Quadratic.dot(step, damped));
      addSquare(updated, expected, -1 / curvature);
    } else if (actual != curvature) {
      double[] missing = new double[step.length];
      for (int i = 0; i < missing.length; i++) {
        missing[i] = change[i] - expected[i];
      }
      addSquare(updated, missing, 1 / (actual - curvature));
    }
    return updated;
  }

  private static void addSquare(double[] matrix, double[] vector, double factor) {
    int n = vector.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i * n + j] += factor * vector[i] * vector[j];
      }
    }
  }
}
