package org.blup.reml;

/**
 * What a model of the curvature misses, learnt from how the gradient changed along the steps taken
 * (structured secant; Dennis, Gay & Welsch 1981, An adaptive nonlinear least-squares algorithm, ACM
 * Trans. Math. Softw. 7:348–368, here with the symmetric update of rank one, which may be
 * indefinite). As there, two models compete, one with the correction and one without: the one that
 * foretold the last change of the gradient better is used for the next step.
 */
final class SecantCorrection {

  /** An update is left out where its denominator is this small beside what it divides. */
  private static final double LEAST_DENOMINATOR = 1e-6;

  /** By how much the other model has to be better to be preferred. */
  private static final double BETTER = 0.67;

  private final int n;
  private final double[] correction;
  private boolean trusted;

  SecantCorrection(int n) {
    this.n = n;
    correction = new double[n * n];
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
    double[] corrected = product(correction, step);
    double plainError = 0;
    double correctedError = 0;
    double[] expected = product(before, step);
    for (int i = 0; i < n; i++) {
      double weight = 1 / Math.max(Math.abs(before[i * (n + 1)]), Double.MIN_NORMAL);
      double error = change[i] - expected[i];
      plainError += weight * error * error;
      correctedError += weight * (error - corrected[i]) * (error - corrected[i]);
    }
    update(step, change, after);
    trusted =
        trusted ? correctedError * BETTER <= plainError : correctedError < plainError * BETTER;
  }

  /** Shrinks what was learnt to the size seen along the step, then makes it true along it. */
  private void update(double[] step, double[] change, double[] after) {
    double[] expected = product(after, step);
    double[] corrected = product(correction, step);
    double seen = 0;
    double known = 0;
    for (int i = 0; i < n; i++) {
      seen += step[i] * (change[i] - expected[i]);
      known += step[i] * corrected[i];
    }
    double size = known == 0 ? 1 : Math.min(1, Math.abs(seen / known));
    double[] missing = new double[n];
    double denominator = 0;
    double missingLength = 0;
    double stepLength = 0;
    for (int i = 0; i < n; i++) {
      missing[i] = change[i] - expected[i] - size * corrected[i];
      denominator += missing[i] * step[i];
      missingLength += missing[i] * missing[i];
      stepLength += step[i] * step[i];
    }
    boolean safe =
        Math.abs(denominator) > LEAST_DENOMINATOR * Math.sqrt(missingLength * stepLength);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double update = safe ? missing[i] * missing[j] / denominator : 0;
        correction[i * n + j] = size * correction[i * n + j] + update;
      }
    }
  }

  static double[] product(double[] matrix, double[] vector) {
    int n = vector.length;
    double[] product = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        product[i] += matrix[i * n + j] * vector[j];
      }
    }
    return product;
  }
}
