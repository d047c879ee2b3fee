package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.linalg.dense.Quadratic;

/**
 * Minimises a smooth function of a few unconstrained variables by steps inside a trust region, with
 * a curvature that symmetric rank-one updates learn (Nocedal &amp; Wright 2006, Numerical
 * optimization, algorithm 6.2): it may be indefinite, so saddles are left. The curvature is found
 * by differences of the gradient where none is at hand, and again where the search does not get on
 * with it.
 */
public final class Minimiser {

  /** A function with a gradient. */
  public interface Smooth {

    /** The number of variables. */
    int size();

    /** The value; infinite where there is none. */
    double value(double[] x);

    /** Writes the gradient where the function was last evaluated. */
    void gradient(double[] gradient);
  }

  /** The relative step of differences: the gradient is exact. */
  private static final double STEP = 1e-5;

  private static final int LIMIT = 500;

  /** After so many evaluations the curvature is found anew. */
  private static final int PATIENCE = 25;

  private final Smooth function;
  private final int n;
  private double[] x;
  private double value;
  private final double[] gradient;
  private double[] curvature;
  private int evaluations;

  /**
   * A search from a point, with no curvature known.
   *
   * @param start about of order one, like the steps worth trying
   */
  public Minimiser(Smooth function, double[] start) {
    this.function = function;
    n = function.size();
    x = start.clone();
    gradient = new double[n];
    curvature = new double[0];
  }

  /** A search with a curvature to begin with, n × n. */
  public Minimiser(Smooth function, double[] start, double[] curvature) {
    this(function, start);
    this.curvature = curvature.clone();
  }

  public double[] x() {
    return x.clone();
  }

  public double value() {
    return value;
  }

  /** The curvature as learnt so far, n × n. */
  public double[] curvature() {
    return curvature.clone();
  }

  /** How often the function was evaluated. */
  public int evaluations() {
    return evaluations;
  }

  /**
   * Runs until no step promises a gain.
   *
   * @param tolerance the gain that is none
   * @return whether that was reached
   */
  public boolean run(double tolerance) {
    value = evaluate(x);
    if (value == Double.POSITIVE_INFINITY) {
      return false;
    }
    if (n == 0) {
      return true;
    }
    function.gradient(gradient);
    if (curvature.length == 0) {
      differentiate();
    }
    double radius = 1;
    int since = 0;
    boolean fresh = false;
    while (evaluations < LIMIT) {
      TrustRegion region = new TrustRegion(gradient, curvature);
      double gain = region.unconstrainedGain();
      if (gain < tolerance) {
        return true;
      }
      double[] step = region.step(radius);
      double taken = advance(step);
      double length = Math.sqrt(Quadratic.dot(step, step));
      if (!(taken >= 0.25)) {
        radius = 0.25 * length;
      } else if (taken > 0.75 && length > 0.8 * radius) {
        radius *= 2;
      }
      if (radius < 1e-9 || ++since > PATIENCE) {
        if (fresh && radius < 1e-9) {
          return gain < 1e3 * tolerance;
        }
        fresh = radius < 1e-9;
        differentiate();
        radius = Math.max(radius, 0.1);
        since = 0;
      }
    }
    return false;
  }

  /** Tries a step and learns from it; gives the actual gain over the predicted one. */
  private double advance(double[] step) {
    double[] trial = new double[n];
    Arrays.setAll(trial, i -> x[i] + step[i]);
    double[] expected = Quadratic.times(curvature, step);
    double predicted = -Quadratic.dot(step, gradient) - 0.5 * Quadratic.dot(step, expected);
    double trialValue = evaluate(trial);
    if (trialValue == Double.POSITIVE_INFINITY) {
      return -1;
    }
    double rounding = 1e-13 * (1 + Math.abs(value));
    boolean unseen = predicted < rounding && Math.abs(trialValue - value) < rounding;
    double ratio = unseen ? 1 : (value - trialValue) / predicted;
    double[] trialGradient = new double[n];
    function.gradient(trialGradient);
    learn(step, expected, trialGradient);
    if (ratio > 1e-4) {
      x = trial;
      value = trialValue;
      System.arraycopy(trialGradient, 0, gradient, 0, n);
    }
    return ratio;
  }

  /** {@code B ← B + r rᵀ / rᵀs}, r = y − B s, where that is safe. */
  private void learn(double[] step, double[] expected, double[] trialGradient) {
    double[] rest = new double[n];
    Arrays.setAll(rest, i -> trialGradient[i] - gradient[i] - expected[i]);
    double along = Quadratic.dot(rest, step);
    double bound = 1e-8 * Math.sqrt(Quadratic.dot(rest, rest) * Quadratic.dot(step, step));
    if (Math.abs(along) <= bound) {
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        curvature[i * n + j] += rest[i] * rest[j] / along;
      }
    }
  }

  /** The curvature at x by differences of the gradient. */
  private void differentiate() {
    curvature = new double[n * n];
    double[] up = new double[n];
    double[] down = new double[n];
    for (int i = 0; i < n; i++) {
      double[] trial = x.clone();
      trial[i] = x[i] + STEP;
      boolean above = evaluate(trial) < Double.POSITIVE_INFINITY;
      if (above) {
        function.gradient(up);
      }
      trial[i] = x[i] - STEP;
      boolean below = evaluate(trial) < Double.POSITIVE_INFINITY;
      if (below) {
        function.gradient(down);
      }
      double[] high = above ? up : gradient;
      double[] low = below ? down : gradient;
      double width = STEP * ((above ? 1 : 0) + (below ? 1 : 0));
      for (int j = 0; j < n; j++) {
        double slope = width > 0 ? (high[j] - low[j]) / width : 0;
        curvature[i * n + j] += 0.5 * slope;
        curvature[j * n + i] += 0.5 * slope;
      }
    }
  }

  private double evaluate(double[] at) {
    evaluations++;
    return function.value(at);
  }
}
