package org.blup.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.design.BlupException;
import org.blup.design.FactorLevels;

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

  /** Which numbers of the grid these are: its means, or its slopes along a covariate. */
  private interface Quantity {
    GridFunction of(ReferenceGrid grid, String name, int[] factors, int[] positions);
  }

  private final ReferenceGrid grid;
  private final List<String> factors;
  private final Function<List<String>, L> levelOf;
  private final Quantity quantity;
  private final Optional<String> slope;
  private final List<List<String>> texts = new ArrayList<>();
  private final List<L> levels = new ArrayList<>();
  private final List<Mean> means = new ArrayList<>();

  private Means(
      ReferenceGrid grid,
      List<String> factors,
      Function<List<String>, L> levelOf,
      Quantity quantity,
      Optional<String> slope) {
    this.grid = grid;
    this.factors = factors;
    this.levelOf = levelOf;
    this.quantity = quantity;
    this.slope = slope;
    int[] numbers = factors.stream().mapToInt(grid::factor).toArray();
    for (int[] positions : combinations(numbers)) {
      List<String> text = texts(numbers, positions);
      texts.add(text);
      levels.add(levelOf.apply(text));
      String name = String.join(" ", text);
      means.add(new Mean(quantity.of(grid, name, numbers, positions)));
    }
  }

  static <L> Means<L> of(
      ReferenceGrid grid, List<String> factors, Function<List<String>, L> levelOf) {
    return new Means<>(grid, factors, levelOf, ReferenceGrid::function, Optional.empty());
  }

  /** The levels in the factor's order; the first of several factors varies fastest. */
  public List<L> levels() {
    return List.copyOf(levels);
  }

  /** The means in the order of {@link #levels()}. */
  public List<Mean> all() {
    return List.copyOf(means);
  }

  /**
   * The mean of a level.
   *
   * @throws BlupException if there is no such level, or no row with it
   */
  public Mean get(L level) {
    return means.get(position(level));
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
    return new Means<>(grid.at(variable, value), factors, levelOf, quantity, slope);
  }

  /**
   * The same means averaged over the other factors in another way.
   *
   * @throws BlupException if the fit does not know how many rows a combination of levels has; the
   *     message says of which factors
   */
  public Means<L> averaging(Averaging choice) {
    return new Means<>(grid.averaging(choice), factors, levelOf, quantity, slope);
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
    if (slope.isPresent()) {
      throw new BlupException(
          "Slopes stay on the scale of the left-hand side: take means at values of the covariate"
              + " to the response's, by at(…).");
    }
    ResponseScale scale = ResponseScale.of(grid.estimates());
    return new Means<>(
        grid,
        factors,
        levelOf,
        (where, name, numbers, positions) -> quantity.of(where, name, numbers, positions).on(scale),
        Optional.empty());
  }

  /** The scale that the means are on. */
  ResponseScale scale() {
    return means.get(0).function().scale();
  }

  /**
   * How fast the means change along a covariate: the slope at the covariate's value in the grid, as
   * R's {@code emtrends}.
   *
   * @param covariate the covariate, as the formula names it
   * @throws BlupException if the fixed effects have no such covariate
   */
  public Means<L> slopes(String covariate) {
    return new Means<>(
        grid,
        factors,
        levelOf,
        (where, name, numbers, positions) -> where.slope(name, numbers, positions, covariate),
        Optional.of(covariate));
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
    List<String> both = new ArrayList<>(factors);
    both.addAll(others.factors);
    int own = factors.size();
    return new Means<>(
        grid,
        both,
        texts ->
            Cell.of(
                levelOf.apply(texts.subList(0, own)),
                others.levelOf.apply(texts.subList(own, texts.size()))),
        quantity,
        slope);
  }

  private void checkOthers(Means<?> others) {
    if (others.grid.estimates() != grid.estimates()) {
      throw new BlupException("The means of " + others.factors + " are of another fit.");
    }
    if (others.factors.stream().anyMatch(factors::contains)) {
      throw new BlupException(
          "Means of " + factors + " and " + others.factors + ": a factor occurs twice.");
    }
  }

  /**
   * The same means at each level of another factor.
   *
   * @param factor the factor, as the formula names it
   * @throws BlupException if the fixed effects have no such factor
   */
  public MeansBy<String, L> by(String factor) {
    return by(grid.means(factor));
  }

  /**
   * The same means at each level of the factor that other means are of.
   *
   * @throws BlupException if the other means are of several factors, of one of these, or of another
   *     fit
   */
  public <M> MeansBy<M, L> by(Means<M> others) {
    checkOthers(others);
    if (others.factors.size() > 1) {
      throw new BlupException(
          "Means of " + factors + " by " + others.factors + ": name one other factor.");
    }
    String factor = others.factors.get(0);
    Map<M, Means<L>> parts = new LinkedHashMap<>();
    for (int i = 0; i < others.levels.size(); i++) {
      ReferenceGrid part = grid.by(factor, others.means.get(i).name());
      parts.put(others.levels.get(i), new Means<>(part, factors, levelOf, quantity, slope));
    }
    return new MeansBy<>(factor, parts);
  }

  /**
   * All differences of two means, the earlier level minus the later, adjusted by Tukey.
   *
   * @throws BlupException if there are more than 20,000
   */
  public Comparisons<L> pairwise() {
    long count = (long) means.size() * (means.size() - 1) / 2;
    if (count > MOST_PAIRS) {
      throw new BlupException(
          means.size()
              + " means make "
              + count
              + " pairs, more than "
              + MOST_PAIRS
              + ". Compare those of interest by contrasts(…), or all with one by versus(…).");
    }
    Comparisons.Builder<L> pairs =
        new Comparisons.Builder<>(this, Comparisons.Family.PAIRS, Multiplicity.TUKEY);
    for (int a = 0; a < means.size(); a++) {
      for (int b = a + 1; b < means.size(); b++) {
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
        new Comparisons.Builder<>(this, Comparisons.Family.CONTROL, Multiplicity.DUNNETT);
    int reference = position(control);
    for (int a = 0; a < means.size(); a++) {
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
        new Comparisons.Builder<>(this, Comparisons.Family.CONTRASTS, Multiplicity.NONE);
    weights.forEach(
        (name, byLevel) -> {
          double[] factor = new double[means.size()];
          byLevel.forEach((level, weight) -> factor[position(level)] = finite(name, weight));
          contrasts.add(name, factor);
        });
    return contrasts.build();
  }

  int position(L level) {
    int position = levels.indexOf(level);
    if (position < 0) {
      throw new BlupException(
          "There is no mean of '"
              + level
              + "': "
              + String.join(", ", factors)
              + " has no such level, or no row with it. Levels with rows: "
              + String.join(", ", means.stream().map(Mean::name).toList())
              + ".");
    }
    return position;
  }

  private static double finite(String name, Number weight) {
    if (!Double.isFinite(weight.doubleValue())) {
      throw new BlupException(
          "The contrast '" + name + "' has a weight of " + weight + ": give it finite numbers.");
    }
    return weight.doubleValue();
  }

  private List<int[]> combinations(int[] numbers) {
    List<int[]> combinations = List.of(new int[0]);
    for (int f = numbers.length - 1; f >= 0; f--) {
      List<int[]> longer = new ArrayList<>();
      int[] present = grid.levelsOf(numbers[f]);
      for (int[] rest : combinations) {
        for (int level : present) {
          int[] combination = new int[rest.length + 1];
          combination[0] = level;
          System.arraycopy(rest, 0, combination, 1, rest.length);
          longer.add(combination);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private List<String> texts(int[] numbers, int[] positions) {
    return IntStream.range(0, numbers.length)
        .mapToObj(
            f -> {
              FactorLevels factor = grid.estimates().design().factor(numbers[f]);
              return factor.labels().get(positions[f]);
            })
        .toList();
  }

  String title() {
    String response = grid.estimates().design().structure().response();
    return slope.map(covariate -> "slopes for " + covariate).orElse("means")
        + " of "
        + response
        + " by "
        + String.join(", ", factors);
  }

  String rows(double level) {
    List<List<String>> labels = new ArrayList<>(List.of(factors));
    labels.addAll(texts);
    List<String> lines = TextTable.columns(labels);
    return new MarginalTable(lines.get(0), level)
        .addAll(means, lines.subList(1, lines.size()))
        .toString();
  }

  /**
   * What the estimates rest on.
   *
   * @param level of the intervals
   * @param others factors whose levels stand in the same table
   */
  String notes(double level, String... others) {
    List<String> shown = new ArrayList<>(factors);
    shown.addAll(List.of(others));
    slope.ifPresent(shown::add);
    List<String> lines = new ArrayList<>(GridNotes.of(grid, shown, scale()));
    lines.add(0, MarginalTable.method(grid.estimates().method(), level));
    return String.join("\n", lines) + "\n";
  }

  /**
   * The table with intervals of another level, each for itself.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public String table(double level) {
    return MarginalTable.title("", title()) + rows(level) + notes(level);
  }

  /** A table with 95 % intervals, each for itself. */
  @Override
  public String toString() {
    return table(MarginalTable.LEVEL);
  }
}
