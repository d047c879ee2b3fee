package org.blup.precision;

import java.util.Arrays;
import java.util.Random;

/**
 * The lowest minimum of a {@link DenseCriterion} that searches from many starts end in, by the
 * method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal & Wright 2006, Numerical optimization,
 * section 6.1), and the lowest value of those that go on to a residual of zero.
 */
final class DenseSearch {

  private static final double[] SCALES = {1, 0.1, 10, 100};

  private static final int ITERATIONS = 400;

  /** A search that promises to gain less has ended. */
  private static final double TOLERANCE = 1e-9;

  /** Share of y, and relative deviations, beyond which a search is lost in double precision. */
  private static final double LEAST_SHARE = 1e-10;

  private static final double LARGEST = 1e6;

  private final DenseCriterion criterion;
  private double least = Double.POSITIVE_INFINITY;
  private double[] theta = {};
  private double leastAway = Double.POSITIVE_INFINITY;
  private double[] away = {};

  /** Searches from a number of drawn starts beside the usual ones. */
  DenseSearch(DenseCriterion criterion, long seed, int drawn) {
    this.criterion = criterion;
    Random random = new Random(seed);
    for (double scale : SCALES) {
      search(criterion.independent(scale));
    }
    for (int t = 0; t < criterion.terms() && criterion.terms() > 1; t++) {
      for (double scale : new double[] {0.01, 100}) {
        double[] start = criterion.independent(1);
        for (int i = criterion.termStart(t); i < criterion.termStart(t + 1); i++) {
          start[i] *= scale;
        }
        search(start);
      }
    }
    for (int d = 0; d < drawn; d++) {
      double[] start = new double[criterion.parameters()];
      for (int t = 0; t < criterion.terms(); t++) {
        double scale = Math.pow(10, 4 * random.nextDouble() - 2);
        for (int i = criterion.termStart(t); i < criterion.termStart(t + 1); i++) {
          start[i] = scale * random.nextGaussian();
        }
      }
      search(start);
    }
  }

  /** The lowest minimum, and where it is; infinite if there is none. */
  double least() {
    return least;
  }

  double[] theta() {
    return theta;
  }

  /** The lowest value of a search that went on to no residual; infinite if none did. */
  double leastAway() {
    return leastAway;
  }

  double[] away() {
    return away;
  }

  private void search(double[] start) {
    int m = start.length;
    double[] at = start.clone();
    double value = criterion.value(at);
    if (value == Double.POSITIVE_INFINITY) {
      return;
    }
    double[] gradient = criterion.gradient(at);
    double[][] inverse = identity(m, at);
    boolean fresh = true;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] step = new double[m];
      double slope = 0;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          step[i] -= inverse[i][j] * gradient[j];
        }
        slope += step[i] * gradient[i];
      }
      if (!(slope < 0) || -slope < TOLERANCE) {
        if (fresh) {
          break;
        }
        inverse = identity(m, at);
        fresh = true;
        continue;
      }
      double share = 1;
      double[] trial = moved(at, step, share);
      double trialValue = criterion.value(trial);
      while (!(trialValue <= value + 1e-4 * share * slope) && share > 1e-12) {
        share *= 0.3;
        trial = moved(at, step, share);
        trialValue = criterion.value(trial);
      }
      if (!(trialValue < value)) {
        if (fresh) {
          break;
        }
        inverse = identity(m, at);
        fresh = true;
        continue;
      }
      double largest = Arrays.stream(trial).map(Math::abs).max().orElse(0);
      if (criterion.residualShare() < LEAST_SHARE || largest > LARGEST) {
        if (trialValue < leastAway) {
          leastAway = trialValue;
          away = trial;
        }
        return;
      }
      double[] next = criterion.gradient(trial);
      learn(inverse, at, trial, gradient, next, fresh);
      fresh = false;
      at = trial;
      gradient = next;
      value = trialValue;
    }
    if (value < least) {
      least = value;
      theta = at;
    }
  }

  private static double[] moved(double[] at, double[] step, double share) {
    double[] moved = at.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += share * step[i];
    }
    return moved;
  }

  /** The criterion is as curved as one over the squares of large parameters. */
  private static double[][] identity(int m, double[] at) {
    double[][] identity = new double[m][m];
    for (int i = 0; i < m; i++) {
      identity[i][i] = 0.1 * Math.max(0.01, at[i] * at[i]);
    }
    return identity;
  }

  private static void learn(
      double[][] inverse,
      double[] at,
      double[] to,
      double[] gradient,
      double[] next,
      boolean fresh) {
    int m = at.length;
    double[] step = new double[m];
    double[] change = new double[m];
    double product = 0;
    double square = 0;
    for (int i = 0; i < m; i++) {
      step[i] = to[i] - at[i];
      change[i] = next[i] - gradient[i];
      product += step[i] * change[i];
    }
    double[] times = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        times[i] += inverse[i][j] * change[j];
      }
      square += times[i] * change[i];
    }
    if (!(product > 0)) {
      return;
    }
    if (fresh && square > 0) {
      double unit = product / square;
      for (int i = 0; i < m; i++) {
        times[i] *= unit;
        for (int j = 0; j < m; j++) {
          inverse[i][j] *= unit;
        }
      }
      square *= unit;
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        inverse[i][j] +=
            (1 + square / product) * step[i] * step[j] / product
                - (times[i] * step[j] + step[i] * times[j]) / product;
      }
    }
  }
}
