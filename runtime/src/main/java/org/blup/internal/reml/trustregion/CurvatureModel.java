package org.blup.internal.reml.trustregion;

import java.util.Arrays;
import org.blup.internal.reml.trustregion.Problem.Derivatives;

/**
 * The curvature of the search's quadratic model: what the problem says of it, corrected by how the
 * gradient changed over the steps taken.
 */
final class CurvatureModel {

  /**
   * After this many steps the curvature is learnt from the gradient alone. Along a curved valley
   * that the problem's curvature does not show, corrections of it lead from one side to the other.
   */
  private static final int SLOW_SEARCH = 40;

  private final SecantCorrection secant;
  private int steps;

  /** The problem's curvature where the search is, and what the search makes of it. */
  private double[] known;

  private double[] model;

  /** How the gradient changed over the last step, and how the model said that it would. */
  private double[] change;

  private double[] expectedChange;

  CurvatureModel(Derivatives start) {
    int n = start.gradient().length;
    secant = new SecantCorrection(n);
    known = start.curvature();
    model = known.clone();
    change = new double[n];
    expectedChange = new double[n];
  }

  /** Size × size, row by row. */
  double[] matrix() {
    return model;
  }

  /** How much lower the model goes, by curvatures that the last step has confirmed. */
  double confirmedGain(TrustRegion region) {
    return region.confirmedGain(expectedChange, change);
  }

  /**
   * Learns from a step.
   *
   * @param expected how the gradient should have changed by the model
   */
  void learn(double[] step, double[] expected, Derivatives before, Derivatives after) {
    expectedChange = expected;
    change = new double[step.length];
    Arrays.setAll(change, i -> after.gradient()[i] - before.gradient()[i]);
    known = after.curvature();
    steps++;
    if (steps > SLOW_SEARCH) {
      model = SecantCorrection.damped(model, step, change);
    } else {
      secant.learn(step, change, before.curvature(), known);
      model = secant.model(known);
    }
  }

  /**
   * Drops what was learnt, after a step whose predicted gain was wrong; says whether there was
   * anything to drop.
   */
  boolean forget() {
    boolean learnt = !Arrays.equals(model, known);
    secant.forget();
    model = known.clone();
    return learnt;
  }
}
