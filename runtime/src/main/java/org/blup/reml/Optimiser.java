package org.blup.reml;

/**
 * Minimises the criterion by Newton steps inside a trust region (Nocedal & Wright 2006, Numerical
 * optimization, section 4): quadratic models are trusted as far as predicted and actual gains
 * agree, and negative curvature leads away from saddles.
 */
final class Optimiser {

  /** A predicted gain below this is none. */
  static final double TOLERANCE = 1e-9;

  /** Further steps once the tolerance is met: each costs little and brings digits. */
  private static final int POLISHING = 2;

  private static final int LIMIT = 1000;
  private static final double LEAST_RADIUS = 1e-14;

  /**
   * Diagonal elements stay this far from zero: at zero the curvature cannot be seen, since the
   * criterion is even in the signs of Λ's columns.
   */
  private static final double LEAST_DIAGONAL = 1e-7;

  private final Objective objective;
  private double[] theta;
  private double value;
  private double radius = 1;
  private double predictedGain = Double.POSITIVE_INFINITY;

  Optimiser(Objective objective, double[] start) {
    this.objective = objective;
    theta = start.clone();
  }

  /** Starts anew from other parameters. */
  void moveTo(double[] parameters) {
    theta = parameters.clone();
    radius = 1;
  }

  double[] theta() {
    return theta;
  }

  double value() {
    return value;
  }

  double predictedGain() {
    return predictedGain;
  }

  /** Runs until no step promises a gain; says whether that was reached. */
  boolean run() {
    return run(TOLERANCE, objective.isSmall() ? POLISHING : 1, LIMIT);
  }

  /**
   * Runs until no step promises a gain above a tolerance, then takes a few more steps: the first
   * ones bring digits, and the last is not even differentiated.
   *
   * @param limit the number of evaluations after which the search is given up
   */
  boolean run(double tolerance, int polishing, int limit) {
    value = objective.value(theta);
    if (value == Double.POSITIVE_INFINITY) {
      return false;
    }
    objective.differentiate();
    int polished = 0;
    while (objective.evaluations() < limit) {
      TrustRegion region = new TrustRegion(objective.gradient, objective.curvature);
      predictedGain = region.unconstrainedGain();
      boolean reached = predictedGain < tolerance;
      boolean last = reached && ++polished >= polishing;
      if (reached && polished > polishing) {
        return true;
      }
      boolean taken = advance(region, !last);
      if (last || reached && !taken) {
        return true;
      }
      if (!taken && radius < LEAST_RADIUS) {
        return false;
      }
    }
    return false;
  }

  /** Tries one step; says whether it was taken. */
  private boolean advance(TrustRegion region, boolean differentiate) {
    double[] step = region.step(radius);
    double[] trial = theta.clone();
    for (int i = 0; i < trial.length; i++) {
      trial[i] += step[i];
      if (objective.templates.isDiagonal(i) && Math.abs(trial[i]) < LEAST_DIAGONAL) {
        trial[i] = Math.copySign(LEAST_DIAGONAL, theta[i]);
      }
      step[i] = trial[i] - theta[i];
    }
    double predicted = -objective.change(step);
    double length = length(step);
    double rounding = objective.rounding();
    double trialValue = objective.value(trial);
    boolean unseen = predicted < rounding && Math.abs(trialValue - value) < rounding;
    double ratio = unseen ? 1 : (value - trialValue) / predicted;
    if (!(ratio >= 0.25)) {
      radius = 0.25 * length;
    } else if (ratio > 0.75 && length > 0.8 * radius) {
      radius = 3 * radius;
    }
    if (!(ratio > 1e-4)) {
      return false;
    }
    theta = trial;
    value = trialValue;
    if (differentiate) {
      objective.differentiate();
    }
    return true;
  }

  private static double length(double[] x) {
    double sum = 0;
    for (double element : x) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }
}
