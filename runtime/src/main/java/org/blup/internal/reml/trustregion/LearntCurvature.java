package org.blup.internal.reml.trustregion;

import java.util.Arrays;
import org.blup.internal.numeric.Quadratic;

/**
 * A problem whose curvature is not computed but learnt: by differences of the gradient where the
 * search begins, or brought along from a neighbouring problem, and from then on by symmetric
 * rank-one updates (Nocedal &amp; Wright 2006, Numerical optimization, section 6.2). It may be
 * indefinite, so that saddles are left.
 */
public final class LearntCurvature implements Problem {

  /**
   * The step of the differences, in units of the variables: the gradient is exact, and the cube
   * root of its rounding error is the best step of central differences (Nocedal &amp; Wright 2006,
   * section 8.1).
   */
  private static final double STEP = 1e-5;

  /**
   * An update is left out where the missing change of the gradient is closer to orthogonal to the
   * step than this cosine (Nocedal &amp; Wright 2006, equation 6.26).
   */
  private static final double LEAST_COSINE = 1e-8;

  /**
   * After this many updates the curvature is found anew by differences: so many updates of rank one
   * or two have replaced all of it, for the one or two dozen variables that profiles have.
   */
  private static final int PATIENCE = 25;

  private final Smooth function;
  private final int n;
  private int evaluations;
  private int updates;

  /** Where the function was last evaluated. */
  private double[] at = {};

  /** Where it was last differentiated, the gradient and the curvature there. */
  private double[] before = {};

  private double[] gradient = {};
  private double[] curvature;

  /** A function with a gradient. */
  public interface Smooth {

    /** The number of variables. */
    int size();

    /** The value; infinite where there is none. */
    double value(double[] x);

    /** By how much rounding may change the last value. */
    double rounding();

    /** The gradient where the function was last evaluated. */
    double[] gradient();
  }

  /** A problem of which no curvature is known. */
  public LearntCurvature(Smooth function) {
    this(function, new double[0]);
  }

  /**
   * A problem with a curvature to begin with.
   *
   * @param curvature size × size, row by row; empty if none is known
   */
  public LearntCurvature(Smooth function, double[] curvature) {
    this.function = function;
    n = function.size();
    this.curvature = curvature.clone();
  }

  /** The curvature as learnt so far, size × size row by row; empty if nothing was. */
  public double[] curvature() {
    return curvature.clone();
  }

  @Override
  public int size() {
    return n;
  }

  @Override
  public double value(double[] x) {
    at = x.clone();
    evaluations++;
    return function.value(x);
  }

  @Override
  public double rounding() {
    return function.rounding();
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  @Override
  public Derivatives derivatives() {
    double[] here = at;
    double[] slope = function.gradient().clone();
    if (curvature.length < n * n || updates >= PATIENCE) {
      curvature = differences(here, slope);
      updates = 0;
    } else if (before.length > 0) {
      update(here, slope);
      updates++;
    }
    before = here;
    gradient = slope;
    return new Derivatives(slope, curvature.clone());
  }

  /** {@code B ← B + r rᵀ / rᵀs}, r = y − B s, where that is safe. */
  private void update(double[] here, double[] slope) {
    double[] step = new double[n];
    Arrays.setAll(step, i -> here[i] - before[i]);
    double[] expected = Quadratic.times(curvature, step);
    double[] rest = new double[n];
    Arrays.setAll(rest, i -> slope[i] - gradient[i] - expected[i]);
    double along = Quadratic.dot(rest, step);
    double lengths = Math.sqrt(Quadratic.dot(rest, rest) * Quadratic.dot(step, step));
    if (Math.abs(along) > LEAST_COSINE * lengths) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          curvature[i * n + j] += rest[i] * rest[j] / along;
        }
      }
    }
  }

  /** Central differences of the gradient; to one side where there is no value on the other. */
  private double[] differences(double[] x, double[] slope) {
    double[] second = new double[n * n];
    for (int i = 0; i < n; i++) {
      double[] trial = x.clone();
      trial[i] = x[i] + STEP;
      boolean above = value(trial) < Double.POSITIVE_INFINITY;
      double[] high = above ? function.gradient().clone() : slope;
      trial[i] = x[i] - STEP;
      boolean below = value(trial) < Double.POSITIVE_INFINITY;
      double[] low = below ? function.gradient().clone() : slope;
      double width = STEP * ((above ? 1 : 0) + (below ? 1 : 0));
      for (int j = 0; j < n; j++) {
        double change = width > 0 ? (high[j] - low[j]) / width : 0;
        second[i * n + j] += 0.5 * change;
        second[j * n + i] += 0.5 * change;
      }
    }
    return second;
  }
}
