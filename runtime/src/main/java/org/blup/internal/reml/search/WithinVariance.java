package org.blup.internal.reml.search;

import java.util.Arrays;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.objective.Objective;

/**
 * The residual variance within levels, with random effects taken as fixed: q of the n − p degrees
 * of freedom go to them, and what is left of y estimates σ² whatever the variances are. If those of
 * a minimum are right, r² / (n − p) there estimates σ² too, and the difference of both has the
 * relative variance 2 / (n − p − q) − 2 / (n − p) (Hausman 1978, Specification tests in
 * econometrics, Econometrica 46:1251–1271). Where slopes between levels are not those within, a
 * minimum at small variances counts their difference as residual, and another one, at large
 * variances, is often lower.
 */
final class WithinVariance {

  /**
   * Relative standard deviations that are as good as infinite: a ratio of variances of a million.
   */
  private static final double AS_GOOD_AS_INFINITE = 1000;

  /**
   * A difference of more standard errors than this is worth a look: one in three is that large by
   * chance, and a look costs a few evaluations.
   */
  private static final double STANDARD_ERRORS = 1;

  /**
   * Standard deviations up to so many times those of the minimum belong to it; tenfold either way
   * the minima of 95 designs are the same.
   */
  private static final double SAME_MINIMUM = 2.5;

  private final Objective objective;
  private final double scale;
  private final double value;
  private final double residualSquare;

  /** n − p, and how many of them random effects take. */
  private final double all;

  private final double rank;

  private WithinVariance(Objective objective, double scale) {
    this.objective = objective;
    this.scale = scale;
    MixedModelEquations model = objective.model;
    double[] large = objective.start();
    objective.multiply(scale, large);
    value = objective.value(large);
    all = model.equations().rows() - model.columns;
    boolean known = value < Double.POSITIVE_INFINITY;
    residualSquare = known ? model.residualSquare() : Double.NaN;
    rank = known ? model.rankOfLarge() - absorbed(model) : Double.NaN;
  }

  /**
   * Evaluates the criterion at variances far above those that a search starts from.
   *
   * @param start parameters of the objective
   */
  static WithinVariance of(Objective objective, double[] start) {
    return new WithinVariance(
        objective, AS_GOOD_AS_INFINITE * Math.max(1, largest(objective, start)));
  }

  /**
   * Whether the residual variance of a minimum is larger than that within levels, and the criterion
   * may be lower at larger variances.
   *
   * @param theta parameters of the minimum
   * @param minimum the criterion there
   * @param square r² there
   */
  boolean isExceeded(double[] theta, double minimum, double square) {
    if (value == Double.POSITIVE_INFINITY) {
      return true;
    }
    double within = all - rank;
    boolean isSame = lowestBelow(minimum) < SAME_MINIMUM * largest(objective, theta);
    if (isSame || objective.model.isVarianceKnown()) {
      return !isSame;
    }
    if (within < 1) {
      return false;
    }
    double error = Math.sqrt(2 / within - 2 / all);
    double variance = square / all;
    return variance - residualSquare / within > STANDARD_ERRORS * error * variance;
  }

  /**
   * Beyond this scale of all terms the criterion is above the minimum: its determinant rises by no
   * more than the rank with the logarithm of the variances, and r² is least where they are large.
   */
  private double lowestBelow(double minimum) {
    return scale * Math.exp(-0.5 * (value - minimum) / Math.max(1, rank));
  }

  /** Columns of X that random effects make up. */
  private int absorbed(MixedModelEquations model) {
    int absorbed = 0;
    double[] border = model.equations().border();
    for (int c = 0; c < model.columns; c++) {
      double left = model.border().diagonal(c) / model.setup.borderScale[c];
      absorbed += left * left < border[c * (model.columns + 2)] / scale ? 1 : 0;
    }
    return absorbed;
  }

  private static double largest(Objective objective, double[] theta) {
    return Arrays.stream(objective.parametrisation.elements(theta)).map(Math::abs).max().orElse(0);
  }
}
