package org.blup.reml;

/**
 * Whether the residual variance of a minimum is that within levels. Where random effects are as
 * good as fixed, q of the n − p degrees of freedom go to them, and what is left of y estimates σ²
 * whatever the variances are. If these are right, r² / (n − p) at the minimum does so too, and the
 * difference of both has the relative variance 2 / (n − p − q) − 2 / (n − p) (Hausman 1978,
 * Specification tests in econometrics, Econometrica 46:1251–1271). Where slopes between levels are
 * not those within, a minimum at small variances takes what they differ by for residual, and
 * another one, at large variances, is often lower.
 */
final class WithinVariance {

  /** Relative standard deviations that are as good as infinite, and some beyond. */
  private static final double LARGE = 1000;

  private static final double FURTHER = 10;

  /** So many standard errors are a difference worth a look: one minimum in forty. */
  private static final double DIFFERENT = 1;

  /** Standard deviations up to so many times those of the minimum belong to it. */
  private static final double NEAR = 2.5;

  private final Objective objective;
  private final MixedModelEquations model;
  private final double minimum;

  private WithinVariance(Objective objective, double minimum) {
    this.objective = objective;
    this.minimum = minimum;
    model = objective.model;
  }

  /**
   * Whether the residual variance is larger than that within levels, and the criterion may be lower
   * at larger variances.
   *
   * @param objective last evaluated at the minimum
   * @param minimum the criterion there
   */
  static boolean isExceeded(Objective objective, double[] theta, double minimum) {
    return new WithinVariance(objective, minimum).isExceeded(theta);
  }

  private boolean isExceeded(double[] theta) {
    double all = model.equations().rows() - model.columns;
    double variance = model.residualSquare() / all;
    double largest = 0;
    for (double element : theta) {
      largest = Math.max(largest, Math.abs(element));
    }
    double scale = LARGE * Math.max(1, largest);
    double value = objective.value(scaledStart(scale));
    if (value == Double.POSITIVE_INFINITY) {
      return true;
    }
    double square = model.residualSquare();
    double rank = rank(scale, value);
    double within = all - rank;
    if (within < 1 || lowestBelow(scale, value, rank) < NEAR * largest) {
      return false;
    }
    double error = Math.sqrt(2 / within - 2 / all);
    return variance - square / within > DIFFERENT * error * variance;
  }

  /**
   * Beyond this scale of all terms the criterion is above the minimum: its determinant rises by no
   * more than the rank with the logarithm of the variances, and r² is least where they are large.
   */
  private double lowestBelow(double scale, double value, double rank) {
    return scale * Math.exp(-0.5 * (value - minimum) / Math.max(1, rank));
  }

  private double[] scaledStart(double scale) {
    double[] start = objective.start();
    for (int i = 0; i < start.length; i++) {
      start[i] *= scale;
    }
    return start;
  }

  /** The dimensions that the random effects take from the residual: those of Z less those of X. */
  private double rank(double scale, double value) {
    int absorbed = absorbed(scale);
    if (model.isWhole()) {
      return ranksOfFactor(scale) - absorbed;
    }
    double df = model.degreesOfFreedom();
    double determinant = value - df * Math.log(model.residualSquare());
    double further = objective.value(scaledStart(FURTHER * scale));
    double rise = further - df * Math.log(model.residualSquare()) - determinant;
    double rank = rise / (2 * Math.log(FURTHER));
    return model.reml ? rank : rank - absorbed;
  }

  /** Columns of X that random effects make up. */
  private int absorbed(double scale) {
    int absorbed = 0;
    double[] border = model.equations().border();
    for (int c = 0; c < model.columns; c++) {
      double left = model.factor.borderDiagonal(c) / model.assembly.borderScale[c];
      absorbed += left * left < border[c * (model.columns + 2)] / scale ? 1 : 0;
    }
    return absorbed;
  }

  /** The pivots that grow with the variances. */
  private int ranksOfFactor(double scale) {
    double[] pivots = new double[model.assembly.symbolic.unknowns()];
    model.solver.diagonal(pivots);
    int rank = 0;
    for (double pivot : pivots) {
      rank += pivot * pivot > scale ? 1 : 0;
    }
    return rank;
  }
}
