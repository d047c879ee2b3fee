package org.blup.plots;

import org.blup.exception.BlupException;
import org.blup.internal.plots.picture.Caterpillar;
import org.blup.internal.plots.picture.Densities;
import org.blup.internal.plots.picture.Estimates;
import org.blup.internal.plots.picture.Facets;
import org.blup.internal.plots.picture.InfluentialLevels;
import org.blup.internal.plots.picture.MarginalMeans;
import org.blup.internal.plots.picture.PartialResiduals;
import org.blup.internal.plots.picture.QuantileQuantile;
import org.blup.internal.plots.picture.Residuals;
import org.blup.internal.plots.picture.Shrinkage;
import org.blup.internal.plots.picture.Zeta;
import org.blup.model.FittedModel;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;
import org.blup.model.profile.Profile;

/** Makes pictures of what fits answer. */
public final class Plots {

  private static final double USUAL_LEVEL = 0.95;

  private Plots() {}

  /** The conditional modes of a group's levels with 95 % intervals, a panel for each effect. */
  public static Plot caterpillar(GroupEffects<?> effects) {
    return caterpillar(effects.conditionalModes());
  }

  /** The same for code that knows no types. */
  public static Plot caterpillar(ConditionalModes modes) {
    return caterpillar(modes, USUAL_LEVEL);
  }

  /**
   * The same with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public static Plot caterpillar(ConditionalModes modes, double level) {
    return Plot.of(Caterpillar.of(modes, level));
  }

  /** Residuals against fitted values with a smooth curve. */
  public static Plot residuals(Diagnostics diagnostics) {
    return Plot.of(Residuals.againstFitted(diagnostics));
  }

  /** The size of residuals against fitted values with a smooth curve. */
  public static Plot scaleLocation(Diagnostics diagnostics) {
    return Plot.of(Residuals.scaleLocation(diagnostics));
  }

  /**
   * The observed and fitted responses against a number, a panel for each level of a factor; of many
   * levels some, evenly spaced. Give the rows of some levels to see these.
   *
   * @param rows those of the fit, or any others
   * @param number along the horizontal axis, as the formula names it
   * @param factor whose levels have panels, as the formula names it
   * @throws BlupException if there is no such number or factor, or no row has both
   */
  public static <R> Plot fitted(
      MixedFit<R> fit, Iterable<? extends R> rows, String number, String factor) {
    return Plot.of(Facets.of(fit, rows, number, factor));
  }

  /** Quantiles of standardised residuals against those of a normal distribution. */
  public static Plot qq(Diagnostics diagnostics) {
    return Plot.of(QuantileQuantile.of(diagnostics));
  }

  /** Quantiles of a group's modes against those of a normal distribution, by effect. */
  public static Plot qq(GroupEffects<?> effects) {
    return qq(effects.conditionalModes());
  }

  /** The same for code that knows no types. */
  public static Plot qq(ConditionalModes modes) {
    return Plot.of(QuantileQuantile.of(modes));
  }

  /**
   * The profile ζ of every parameter with its 95 % interval; of those that have no profile none.
   */
  public static Plot profile(Profile profile) {
    return Plot.of(Zeta.of(profile));
  }

  /**
   * How levels' own estimates are drawn to the mean of all: what the rows of a level say alone,
   * given all else in the model, and what is predicted. Where the fixed effects code a factor in
   * another way, as in {@code size + (0 + size | site)}, both are deviations from them.
   *
   * @param rows the rows that were fitted
   * @param group the grouping factor, as the formula names it
   * @throws BlupException if the rows are not those of the fit, or if there is no such group
   */
  public static <R> Plot shrinkage(MixedFit<R> fit, Iterable<? extends R> rows, String group) {
    return Plot.of(Shrinkage.of(fit, rows, group));
  }

  /** The fixed effects but the intercept with 95 % intervals. */
  public static Plot coefficients(FittedModel fit) {
    return coefficients(fit, USUAL_LEVEL);
  }

  /**
   * The same with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not, or there are no fixed effects
   */
  public static Plot coefficients(FittedModel fit, double level) {
    return Plot.of(Estimates.of(fit, level));
  }

  /** The distribution of each bootstrapped statistic with its 95 % percentile interval. */
  public static Plot bootstrap(BootstrapResult result) {
    return bootstrap(result, USUAL_LEVEL);
  }

  /**
   * The same with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public static Plot bootstrap(BootstrapResult result, double level) {
    return Plot.of(Densities.of(result, level));
  }

  /** Marginal means, or slopes, with 95 % intervals. */
  public static Plot means(Means<?> means) {
    return means(means, USUAL_LEVEL);
  }

  /**
   * The same with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public static Plot means(Means<?> means, double level) {
    return Plot.of(MarginalMeans.of(means, level));
  }

  /** Marginal means, or slopes, a line for each level of another factor: an interaction. */
  public static Plot means(MeansBy<?, ?> means) {
    return means(means, USUAL_LEVEL);
  }

  /**
   * The same with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public static Plot means(MeansBy<?, ?> means, double level) {
    return Plot.of(MarginalMeans.of(means, level));
  }

  /**
   * The effect of a variable with the others at their means, and each row's residual added to it.
   *
   * @param rows the rows that were fitted
   * @param variable a covariate or factor of the fixed effects, as the formula names it
   * @throws BlupException if the rows are not those of the fit, or there is no such variable
   */
  public static <R> Plot partialResiduals(
      MixedFit<R> fit, Iterable<? extends R> rows, String variable) {
    return Plot.of(PartialResiduals.of(fit, rows, variable));
  }

  /** How far the fixed effects move without each level; of many levels the most influential. */
  public static Plot influence(Influence influence) {
    return Plot.of(InfluentialLevels.of(influence));
  }
}
