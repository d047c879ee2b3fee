package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.linalg.dense.Quadratic;

/**
 * Minimises the criterion by Newton steps inside a trust region (Nocedal &amp; Wright 2006,
 * Numerical optimization, section 4): quadratic models are trusted as far as predicted and actual
 * gains agree, and negative curvature leads away from saddles. The search ends where no step
 * promises a gain by curvatures that the last change of the gradient has confirmed.
 */
public final class Optimiser {

  /** A predicted gain below this is none. */
  static final double TOLERANCE = 1e-9;

  /** A search that takes more evaluations is given up. */
  static final int LIMIT = 1000;

  private static final double LEAST_RADIUS = 1e-14;

  /**
   * After so many steps the curvature is learnt from the gradient alone: along a curved valley that
   * average information does not follow, corrections of it lead from one side to the other.
   */
  private static final int SLOW = 40;

  /**
   * Diagonal elements stay this far from zero: at zero the curvature cannot be seen, since the
   * criterion is even in the signs of Λ's columns.
   */
  private static final double LEAST_DIAGONAL = 1e-7;

  /**
   * So many steps in a row that together gain less than the tolerance, none promising more than
   * this, are the end: the criterion is flat along a curve, and no straight step follows it.
   */
  private static final int FLAT = 12;

  private static final double FLAT_PROMISE = 1e-7;

  /** After so many steps that no one sees the search asks whether there is more to see. */
  private static final int UNSEEN = 3;

  /** A search hardly ever ends lower than so many times the gain that its model promises. */
  private static final double MORE_THAN_PROMISED = 10;

  private final Objective objective;

  /** A search that promises to end above this is given up. */
  private double aim = Double.POSITIVE_INFINITY;

  /** The parameters that are not held fixed. */
  private final int[] free;

  private double[] theta;
  private double value;

  /** How far rounding may change the criterion where the search is. */
  private double rounding;

  private double radius = 1;
  private double predictedGain = Double.POSITIVE_INFINITY;

  private int steps;

  /** How many steps in a row changed the criterion by no more than rounding does. */
  private int unseenSteps;

  /** What the last step promised. */
  private double promised;

  /** How many steps in a row neither promised nor brought a gain, and the criterion before them. */
  private int flatSteps;

  private double valueBeforeFlat = Double.POSITIVE_INFINITY;

  private double lastLength;

  /** The last step, if it was taken. */
  private double[] lastStep = {};

  private SecantCorrection secant;
  private double[] gradient = {};
  private double[] curvature = {};
  private double[] model = {};

  /** How the gradient changed over the last step, and how the model said it would. */
  private double[] change = {};

  private double[] expectedChange = {};

  public Optimiser(Objective objective, double[] start) {
    this(objective, start, IntStream.range(0, start.length).toArray());
  }

  /** Moves only some of the parameters. */
  public Optimiser(Objective objective, double[] start, int[] free) {
    this.objective = objective;
    this.free = free;
    theta = start.clone();
    secant = new SecantCorrection(free.length);
  }

  /** Starts anew from other parameters. */
  void moveTo(double[] parameters) {
    theta = parameters.clone();
    lastStep = new double[0];
    radius = 1;
    steps = 0;
    secant = new SecantCorrection(free.length);
  }

  /** Gives the search up once its model promises no value below this. */
  void aimBelow(double aim) {
    this.aim = aim;
  }

  public double[] theta() {
    return theta;
  }

  public double value() {
    return value;
  }

  /** How far rounding may change the criterion there. */
  double rounding() {
    return rounding;
  }

  public double predictedGain() {
    return predictedGain;
  }

  /** Runs until no step promises a gain; says whether that was reached. */
  boolean run() {
    return run(LIMIT);
  }

  /** The same within a number of evaluations of the objective. */
  boolean run(int limit) {
    return run(TOLERANCE, objective.ending(), limit);
  }

  /**
   * Runs until no step promises a gain above a tolerance, and to the end from there.
   *
   * @param limit the number of evaluations after which the search is given up
   */
  boolean run(double tolerance, Ending ending, int limit) {
    value = objective.known(theta);
    rounding = objective.rounding();
    if (value == Double.POSITIVE_INFINITY) {
      return false;
    }
    objective.differentiate();
    take();
    change = new double[free.length];
    expectedChange = new double[free.length];
    int polished = 0;
    while (objective.evaluations() < limit) {
      TrustRegion region = new TrustRegion(gradient, model);
      predictedGain = region.confirmedGain(expectedChange, change);
      if (value - MORE_THAN_PROMISED * predictedGain > aim) {
        return false;
      }
      double foreseen = region.foreseenGain(lastStep);
      boolean reached = predictedGain < tolerance;
      if (reached && ending.isReached(predictedGain, foreseen)) {
        return true;
      }
      polished += reached ? 1 : 0;
      boolean last = ending.isLast(foreseen, polished);
      boolean taken = advance(region, !last);
      if (last && taken) {
        predictedGain = reached ? predictedGain : foreseen;
        return true;
      }
      if (reached && !taken) {
        if (!forgets()) {
          return true;
        }
        polished = 0;
      }
      if (unseenSteps >= UNSEEN && isExhausted(region, tolerance)) {
        predictedGain = region.unconstrainedGain();
        return true;
      }
      if (flatSteps >= FLAT) {
        predictedGain = promised;
        return true;
      }
      if (!taken && radius < LEAST_RADIUS) {
        return false;
      }
    }
    return false;
  }

  /**
   * Drops what was learnt about the curvature after a promise that was not kept; says whether there
   * was anything to drop.
   */
  private boolean forgets() {
    boolean learnt = !Arrays.equals(model, curvature);
    secant = new SecantCorrection(free.length);
    model = curvature.clone();
    radius = 1;
    return learnt;
  }

  /**
   * Whether steps that no one sees are all that is left: diagonal elements are held at their least,
   * or the model promises no more than rounding hides. No step can confirm such a promise.
   */
  private boolean isExhausted(TrustRegion region, double tolerance) {
    return lastLength == 0 || region.unconstrainedGain() < Math.max(tolerance, rounding);
  }

  /** Tries one step; says whether it was taken. */
  private boolean advance(TrustRegion region, boolean differentiate) {
    double[] step = region.step(radius);
    double[] trial = theta.clone();
    for (int f = 0; f < free.length; f++) {
      int i = free[f];
      trial[i] += step[f];
      if (objective.parametrisation.isEvenAtZero(i) && Math.abs(trial[i]) < LEAST_DIAGONAL) {
        trial[i] = Math.copySign(LEAST_DIAGONAL, theta[i]);
      }
      step[f] = trial[i] - theta[i];
    }
    double[] expected = Quadratic.times(model, step);
    double predicted = -Quadratic.dot(step, gradient) - 0.5 * Quadratic.dot(step, expected);
    promised = predicted;
    double length = Math.sqrt(Quadratic.dot(step, step));
    lastLength = length;
    double trialValue = objective.value(trial);
    boolean unseen = predicted < rounding && Math.abs(trialValue - value) < rounding;
    unseenSteps = unseen ? unseenSteps + 1 : 0;
    countFlat(predicted, trialValue);
    double ratio = unseen ? 1 : (value - trialValue) / predicted;
    if (!(ratio >= 0.25)) {
      radius = 0.25 * length;
    } else if (ratio > 0.75 && length > 0.8 * radius) {
      radius = 3 * radius;
    }
    if (!(ratio > 1e-4)) {
      lastStep = new double[0];
      return false;
    }
    lastStep = step;
    theta = trial;
    value = trialValue;
    rounding = objective.rounding();
    if (differentiate) {
      objective.differentiate();
      learn(step, expected);
    }
    return true;
  }

  private void countFlat(double predicted, double trialValue) {
    if (predicted < FLAT_PROMISE && valueBeforeFlat - Math.min(value, trialValue) < TOLERANCE) {
      flatSteps++;
    } else {
      flatSteps = 0;
      valueBeforeFlat = Math.min(value, trialValue);
    }
  }

  private void learn(double[] step, double[] expected) {
    double[] gradientBefore = gradient;
    double[] curvatureBefore = curvature;
    double[] modelBefore = model;
    take();
    expectedChange = expected;
    change = new double[free.length];
    Arrays.setAll(change, f -> gradient[f] - gradientBefore[f]);
    steps++;
    if (steps > SLOW) {
      model = SecantCorrection.damped(modelBefore, step, change);
    } else {
      secant.learn(step, change, curvatureBefore, curvature);
      model = secant.model(curvature);
    }
  }

  /** Takes over the derivatives for the free parameters. */
  private void take() {
    int n = free.length;
    gradient = new double[n];
    curvature = new double[n * n];
    for (int e = 0; e < n; e++) {
      gradient[e] = objective.gradient[free[e]];
      for (int f = 0; f < n; f++) {
        curvature[e * n + f] = objective.curvature[free[e] * objective.parameters() + free[f]];
      }
    }
    model = secant.model(curvature);
  }
}
