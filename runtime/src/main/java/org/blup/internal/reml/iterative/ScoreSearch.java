package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.function.Consumer;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.iterative.SampledScore.Point;
import org.blup.internal.reml.solution.NoOptimumException;

/**
 * Finds where the sampled score is zero: steps by average information on the scale of log λ, with
 * the same random signs at each point, so that the root is well defined. Then more signs, until
 * what the root varies by with them is small beside its standard error. A variance that becomes
 * negligible is set to zero, if the criterion does not fall from there.
 */
final class ScoreSearch {

  /** Monte-Carlo errors end below this share of standard errors. */
  static final double SHARE = 0.05;

  /**
   * The first number of columns: their variance is known to a fifth, and they stand beside those of
   * an intercept and the response.
   */
  private static final int FIRST_PROBES = 14;

  /** With no more levels than this traces are exact: eight times eight solutions. */
  private static final int MOST_EXACT = 64;

  /** No step changes a standard deviation by more than this factor's logarithm, e. */
  private static final double LONGEST_STEP = 1;

  /**
   * Where half of {@code gᵀAI⁻¹g} is less, the score's root is closer than 3e-4 standard errors.
   */
  private static final double CONVERGED = 1e-7;

  /** A search that takes more points is given up: they are usually four to eight. */
  private static final int MOST_POINTS = 60;

  /** With less variance, times the rows of a mean level, data hardly tell an effect from zero. */
  private static final double NEGLIGIBLE = 1e-3;

  /** From where a variance that was set to zero too early goes on. */
  private static final double RESTORED = 1e-2;

  private final CrossedEquations equations;
  private final SampledScore score;
  private final Consumer<double[]> listener;

  /** Groups whose variance was set to zero, and those that it was given back to. */
  private final boolean[] isZero;

  private final boolean[] isRestored;
  private double gain;
  private int points;
  private int iterations;

  /**
   * A search.
   *
   * @param listener told of each point
   */
  ScoreSearch(CrossedEquations equations, SampledScore score, Consumer<double[]> listener) {
    this.equations = equations;
    this.score = score;
    this.listener = listener;
    isZero = new boolean[equations.groups()];
    isRestored = new boolean[equations.groups()];
  }

  /**
   * What was found.
   *
   * @param errors the covariance of log λ over random signs, by place, row by row
   * @param share the largest error of a θ as a share of its standard error
   * @param predictedGain how much lower the criterion could be, with these signs
   * @param iterations the most that conjugate gradients took
   */
  record Result(
      Point point,
      double[] errors,
      double share,
      Probes probes,
      double predictedGain,
      int points,
      int iterations) {}

  /** Searches from relative standard deviations by place. */
  Result run(double[] start) {
    Probes probes = probes(FIRST_PROBES);
    Point point = root(start, probes);
    double[] errors = errors(point, probes);
    while (share(point, errors) > SHARE) {
      double excess = share(point, errors) / SHARE;
      int count = 2 * probes.count();
      while (count < Math.min(keptNodes(), probes.count() * excess * excess)) {
        count *= 2;
      }
      probes = probes(count);
      point = root(point.lambda(), probes);
      errors = errors(point, probes);
    }
    double share = share(point, errors);
    return new Result(point, errors, share, probes, gain, points, iterations);
  }

  private Probes probes(int count) {
    return Probes.of(Math.max(count, MOST_EXACT), keptNodes()).isExact()
        ? Probes.of(keptNodes(), keptNodes())
        : Probes.of(count, keptNodes());
  }

  private int keptNodes() {
    return equations.nodes() - equations.eliminatedNodes();
  }

  private Point root(double[] start, Probes probes) {
    double[] lambda = start.clone();
    double longest = LONGEST_STEP;
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      dropNegligible(lambda);
      Point point = point(lambda, probes);
      double[] step = step(point);
      gain = -Quadratic.dot(step, point.gradient()) / 2;
      if (gain < CONVERGED) {
        if (!restore(point, lambda)) {
          return point;
        }
        last = Double.POSITIVE_INFINITY;
        continue;
      }
      longest = gain > last ? longest / 2 : Math.min(LONGEST_STEP, 2 * longest);
      last = gain;
      for (int g = 0; g < lambda.length; g++) {
        lambda[g] *= Math.exp(Math.max(-longest, Math.min(longest, step[g])));
      }
    }
  }

  private Point point(double[] lambda, Probes probes) {
    if (points == MOST_POINTS) {
      throw new NoOptimumException(
          ("no zero of the score found after %s evaluations. Fit with algorithm(EXACT), or leave a"
                  + " grouping factor out")
              .formatted(MOST_POINTS));
    }
    Point point = score.at(lambda, probes);
    points++;
    iterations = Math.max(iterations, point.complement().iterations());
    listener.accept(lambda.clone());
    return point;
  }

  private double reliability(double[] lambda, int g) {
    double sum = 0;
    for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
      sum += equations.squares[i];
    }
    return lambda[g] * lambda[g] * sum / equations.levels(g);
  }

  private void dropNegligible(double[] lambda) {
    for (int g = 0; g < lambda.length; g++) {
      if (!isRestored[g] && reliability(lambda, g) < NEGLIGIBLE) {
        isZero[g] = true;
        lambda[g] = 0;
      }
    }
  }

  /** Gives a variance back that the criterion falls with; says whether there was one. */
  private boolean restore(Point point, double[] lambda) {
    boolean isChanged = false;
    for (int g = 0; g < lambda.length; g++) {
      if (isZero[g] && score.slopeAtZero(point, g) < 0) {
        isZero[g] = false;
        isRestored[g] = true;
        lambda[g] = 1;
        lambda[g] = Math.sqrt(RESTORED / reliability(lambda, g));
        isChanged = true;
      }
    }
    return isChanged;
  }

  /**
   * {@code −H⁻¹ g} for the groups that have a variance, where H is average information and, where
   * the criterion rises with log λ, the part of its curvature that stems from λ entering the
   * covariance squared, 2g.
   */
  private double[] step(Point point) {
    double[] gradient = point.gradient();
    double[] curvature = point.information().clone();
    for (int g = 0; g < gradient.length; g++) {
      curvature[g * (gradient.length + 1)] += 2 * Math.max(0, gradient[g]);
    }
    double[] step = Quadratic.times(gradient.length, inverse(curvature), gradient);
    Arrays.setAll(step, g -> -step[g]);
    return step;
  }

  private double[] inverse(Point point) {
    return inverse(point.information().clone());
  }

  /** The inverse for the groups that have a variance, zeros for the others. */
  private double[] inverse(double[] information) {
    int n = isZero.length;
    for (int g = 0; g < n; g++) {
      for (int h = 0; h < n; h++) {
        if (isZero[g] || isZero[h]) {
          information[g * n + h] = g == h ? 1 : 0;
        }
      }
    }
    double[] inverse = inverse(n, information);
    for (int g = 0; g < n; g++) {
      inverse[g * (n + 1)] = isZero[g] ? 0 : inverse[g * (n + 1)];
    }
    return inverse;
  }

  /** The inverse, or that of what makes a step one of the EM algorithm: four times the levels. */
  private double[] inverse(int n, double[] information) {
    double[] inverse = new double[n * n];
    LowerRoot root = LowerRoot.ifPositive(n, information);
    boolean isPositive = !Double.isNaN(root.logDeterminant());
    for (int g = 0; g < n; g++) {
      inverse[g * (n + 1)] = isPositive ? 1 : 0.25 / equations.levels(g);
    }
    if (isPositive) {
      root.solve(inverse, n);
      root.solveTransposed(inverse, n);
    }
    return inverse;
  }

  /** {@code AI⁻¹ Var(ḡ) AI⁻¹}, from how the columns' scores differ. */
  private double[] errors(Point point, Probes probes) {
    int n = isZero.length;
    double[] variance = new double[n * n];
    double[] mean = point.gradient();
    int count = point.gradients().length;
    for (double[] sample : point.gradients()) {
      for (int g = 0; g < n && !probes.isExact(); g++) {
        for (int h = 0; h < n; h++) {
          double product = (sample[g] - mean[g]) * (sample[h] - mean[h]);
          variance[g * n + h] += product / (count * (count - 1.0));
        }
      }
    }
    return Quadratic.spread(n, n, inverse(point), variance);
  }

  /** The largest error as a share of a standard error, {@code √(2 AI⁻¹)}. */
  private double share(Point point, double[] errors) {
    double[] inverse = inverse(point);
    double share = 0;
    for (int g = 0; g < isZero.length; g++) {
      int at = g * (isZero.length + 1);
      if (!isZero[g]) {
        share = Math.max(share, Math.sqrt(errors[at] / (2 * inverse[at])));
      }
    }
    return share;
  }
}
