package org.blup.model.means;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;

/**
 * The estimated marginal means of the levels of a factor, or of the combinations of several; those
 * without rows are left out. As R's {@code emmeans} (Searle, Speed &amp; Milliken 1980, Population
 * marginal means in the linear model, Am. Stat. 34:216–221). Immutable.
 *
 * @param <L> a level: an enum constant or a string, a list of strings for combinations
 */
public final class Means<L> {

  /** Of more pairs than this nobody reads a table, and the family takes too much memory. */
  private static final long MOST_PAIRS = 20_000;

  private final MeansTable<L> table;

  private Means(MeansTable<L> table) {
    this.table = table;
  }

  static <L> Means<L> of(Grid grid, List<String> factors, Function<List<String>, L> levelOf) {
    return new Means<>(new MeansTable<>(grid, factors, levelOf, Grid::function, Optional.empty()));
  }

  /** The levels in the factor's order; the first of several factors varies fastest. */
  public List<L> levels() {
    return List.copyOf(table.levels());
  }

  /** The means in the order of {@link #levels()}. */
  public List<Mean> all() {
    return List.copyOf(table.all());
  }

  /**
   * The mean of a level.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  public Mean get(L level) {
    return table.all().get(table.position(level));
  }

  /**
   * The same means elsewhere: a covariate at another value than its mean over the rows, or another
   * factor at one level instead of averaged over.
   *
   * @param variable the covariate or factor, as the formula names it
   * @param value a finite number, or a level
   * @throws BlupException if there is no such variable, or the value is none of its kind
   */
  public Means<L> at(String variable, Object value) {
    return new Means<>(table.on(table.grid().at(variable, value)));
  }

  /**
   * The same means averaged over the other factors in another way.
   *
   * @throws BlupException if the fit does not know how many rows a combination of levels has; the
   *     message says of which factors
   */
  public Means<L> averaging(Averaging choice) {
    return new Means<>(table.on(table.grid().averaging(choice)));
  }

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
  public Means<L> onResponseScale() {
    if (table.slope().isPresent()) {
      throw new BlupException(
          "Slopes stay on the scale of the left-hand side: take means at values of the covariate"
              + " to the response's, by at(…).");
    }
    return new Means<>(table.on(ResponseScale.of(table.grid().structure())));
  }

  /**
   * How fast the means change along a covariate: the slope at the covariate's value in the grid, as
   * R's {@code emtrends}.
   *
   * @param covariate the covariate, as the formula names it
   * @throws BlupException if the fixed effects have no such covariate
   */
  public Means<L> slopes(String covariate) {
    return new Means<>(table.slopes(covariate));
  }

  /**
   * The means of all combinations of these levels and those of another factor, these varying
   * fastest: R's {@code emmeans(fit, ~ a * b)} with levels of two types. Grid and averaging are
   * those of these means.
   *
   * @param others means of another factor of the same fit, for its levels
   * @throws BlupException if the others are of another fit, or a factor occurs twice
   */
  public <M> Means<Cell<L, M>> and(Means<M> others) {
    checkOthers(others);
    List<String> both = new ArrayList<>(table.factors());
    both.addAll(others.table.factors());
    int own = table.factors().size();
    return new Means<>(
        table.of(
            both,
            texts ->
                Cell.of(
                    table.levelOf().apply(texts.subList(0, own)),
                    others.table.levelOf().apply(texts.subList(own, texts.size())))));
  }

  private void checkOthers(Means<?> others) {
    if (others.table.grid().space() != table.grid().space()) {
      throw new BlupException("The means of " + others.table.factors() + " are of another fit.");
    }
    if (others.table.factors().stream().anyMatch(table.factors()::contains)) {
      throw new BlupException(
          "Means of "
              + table.factors()
              + " and "
              + others.table.factors()
              + ": a factor occurs twice.");
    }
  }

  /**
   * The same means at each level of another factor.
   *
   * @param factor the factor, as the formula names it
   * @throws BlupException if the fixed effects have no such factor
   */
  public MeansBy<String, L> by(String factor) {
    return by(of(table.grid(), List.of(factor), texts -> texts.get(0)));
  }

  /**
   * The same means at each level of the factor that other means are of.
   *
   * @throws BlupException if the other means are of several factors, of one of these, or of another
   *     fit
   */
  public <M> MeansBy<M, L> by(Means<M> others) {
    checkOthers(others);
    if (others.table.factors().size() > 1) {
      throw new BlupException(
          "Means of "
              + table.factors()
              + " by "
              + others.table.factors()
              + ": name one other factor.");
    }
    String factor = others.table.factors().get(0);
    Map<M, Means<L>> parts = new LinkedHashMap<>();
    for (int i = 0; i < others.table.levels().size(); i++) {
      Grid part = table.grid().by(factor, others.table.all().get(i).name());
      parts.put(others.table.levels().get(i), new Means<>(table.on(part)));
    }
    return new MeansBy<>(factor, parts);
  }

  /**
   * All differences of two means, the earlier level minus the later, adjusted by Tukey.
   *
   * @throws BlupException if there are more than 20,000
   */
  public Comparisons<L> pairwise() {
    long count = (long) table.all().size() * (table.all().size() - 1) / 2;
    if (count > MOST_PAIRS) {
      throw new BlupException(
          table.all().size()
              + " means make "
              + count
              + " pairs, more than "
              + MOST_PAIRS
              + ". Compare those of interest by contrasts(…), or all with one by versus(…).");
    }
    Comparisons.Builder<L> pairs =
        new Comparisons.Builder<>(table, Comparisons.Family.PAIRS, Multiplicity.TUKEY);
    for (int a = 0; a < table.all().size(); a++) {
      for (int b = a + 1; b < table.all().size(); b++) {
        pairs.difference(a, b);
      }
    }
    return pairs.build();
  }

  /**
   * All differences of a level's mean from a control's, adjusted by Dunnett.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  public Comparisons<L> versus(L control) {
    Comparisons.Builder<L> differences =
        new Comparisons.Builder<>(table, Comparisons.Family.CONTROL, Multiplicity.DUNNETT);
    int reference = table.position(control);
    for (int a = 0; a < table.all().size(); a++) {
      if (a != reference) {
        differences.difference(a, reference);
      }
    }
    return differences.build();
  }

  /**
   * One contrast: the sum of the means times their weights. Weights that do not sum to 0 are
   * allowed, and said when it is printed.
   *
   * @param name what to call it
   * @param weights the weight of each level; 0 for those not named
   * @throws BlupException if there is no such level, or a weight is not finite
   */
  public Comparison contrast(String name, Map<L, ? extends Number> weights) {
    return contrasts(Map.of(name, weights)).all().get(0);
  }

  /**
   * Several contrasts, not adjusted for their number until asked for.
   *
   * @param weights for each contrast's name its weights of the levels, in the map's order
   * @throws BlupException if there are none, if there is no such level, or a weight is not finite
   */
  public Comparisons<L> contrasts(Map<String, ? extends Map<L, ? extends Number>> weights) {
    Comparisons.Builder<L> contrasts =
        new Comparisons.Builder<>(table, Comparisons.Family.CONTRASTS, Multiplicity.NONE);
    weights.forEach(
        (name, byLevel) -> {
          double[] factor = new double[table.all().size()];
          byLevel.forEach((level, weight) -> factor[table.position(level)] = finite(name, weight));
          contrasts.add(name, factor);
        });
    return contrasts.build();
  }

  private static double finite(String name, Number weight) {
    if (!Double.isFinite(weight.doubleValue())) {
      throw new BlupException(
          "The contrast '" + name + "' has a weight of " + weight + ": give it finite numbers.");
    }
    return weight.doubleValue();
  }

  /**
   * The table with intervals of another level, each for itself.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public String table(double level) {
    return MarginalTable.title("", table.title()) + table.rows(level) + table.notes(level);
  }

  MeansTable<L> table() {
    return table;
  }

  /** A table with 95 % intervals, each for itself. */
  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }
}
