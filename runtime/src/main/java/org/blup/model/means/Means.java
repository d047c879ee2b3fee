package org.blup.model.means;

import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.model.fit.StepListener;

/**
 * The estimated marginal means of the levels of a factor, or of the combinations of several; those
 * without rows are left out. As R's {@code emmeans} (Searle, Speed &amp; Milliken 1980, Population
 * marginal means in the linear model, Am. Stat. 34:216–221). Immutable.
 *
 * @param <L> a level: an enum constant or a string, a list of strings for combinations
 */
public interface Means<L> {

  /** What the means are of, for a heading: {@code yield}, {@code slope of yield for nitro}. */
  String quantity();

  /** The factors, as the formula names them. */
  List<String> factors();

  /** The levels in the factor's order; the first of several factors varies fastest. */
  List<L> levels();

  /** The means in the order of {@link #levels()}. */
  List<Mean> all();

  /**
   * The mean of a level.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  Mean get(L level);

  /**
   * The same means elsewhere: a covariate at another value than its mean over the rows, or another
   * factor at one level instead of averaged over.
   *
   * @param variable the covariate or factor, as the formula names it
   * @param value a finite number, or a level
   * @throws BlupException if there is no such variable, or the value is none of its kind
   */
  Means<L> at(String variable, Object value);

  /**
   * The same means averaged over the other factors in another way.
   *
   * @throws BlupException if the fit does not know how many rows a combination of levels has; the
   *     message says of which factors
   */
  Means<L> averaging(Averaging choice);

  /**
   * The same means on the scale of the response inside of the left-hand side's function, as
   * emmeans's {@code type = "response"}: of {@code log(y)} those of y. Estimates and the ends of
   * intervals are taken back, standard errors by the delta method; t and p-values stay those of the
   * left-hand side. The mean of a logarithm goes to the geometric mean, which is the median of a
   * log-normal response. Comparisons of means of a logarithm become ratios, {@code A / B}; of other
   * functions they stay differences of the left-hand side.
   *
   * @throws BlupException if the left-hand side is a function without a known inverse (log, log2,
   *     log10, log1p and sqrt have one), or these are slopes
   */
  Means<L> onResponseScale();

  /**
   * The same means, with a listener that is told as they are computed: of each mean once, and in
   * comparisons of them of the test and of the adjusted p-value of each. Those that are not
   * estimable do not count. Means at the levels of another factor tell level by level.
   */
  Means<L> progress(StepListener listener);

  /**
   * How fast the means change along a covariate: the slope at the covariate's value in the grid, as
   * R's {@code emtrends}.
   *
   * @param covariate the covariate, as the formula names it
   * @throws BlupException if the fixed effects have no such covariate
   */
  Means<L> slopes(String covariate);

  /**
   * The means of all combinations of these levels and those of another factor, these varying
   * fastest: R's {@code emmeans(fit, ~ a * b)} with levels of two types. Grid and averaging are
   * those of these means.
   *
   * @param others means of another factor of the same fit, for its levels
   * @throws BlupException if the others are of another fit, or a factor occurs twice
   */
  <M> Means<Cell<L, M>> and(Means<M> others);

  /**
   * The same means at each level of another factor.
   *
   * @param factor the factor, as the formula names it
   * @throws BlupException if the fixed effects have no such factor
   */
  MeansBy<String, L> by(String factor);

  /**
   * The same means at each level of the factor that other means are of.
   *
   * @throws BlupException if the other means are of several factors, of one of these, or of another
   *     fit
   */
  <M> MeansBy<M, L> by(Means<M> others);

  /**
   * All differences of two means, the earlier level minus the later, adjusted by Tukey.
   *
   * @throws BlupException if there are more than 20,000
   */
  Comparisons<L> pairwise();

  /**
   * All differences of a level's mean from a control's, adjusted by Dunnett.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  Comparisons<L> versus(L control);

  /**
   * One contrast: the sum of the means times their weights. Weights that do not sum to 0 are
   * allowed, and said when it is printed.
   *
   * @param name what to call it
   * @param weights the weight of each level; 0 for those not named
   * @throws BlupException if there is no such level, or a weight is not finite
   */
  Comparison contrast(String name, Map<L, ? extends Number> weights);

  /**
   * Several contrasts, not adjusted for their number until asked for.
   *
   * @param weights for each contrast's name its weights of the levels, in the map's order
   * @throws BlupException if there are none, if there is no such level, or a weight is not finite
   */
  Comparisons<L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights);

  /**
   * The table with intervals of another level, each for itself.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);

  /**
   * The means, with 95 % intervals, as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  default String toJson() {
    return EstimatesJson.means(all()).text();
  }

  /** A table with 95 % intervals, each for itself. */
  @Override
  String toString();
}
