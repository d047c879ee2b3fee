package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.StepListener;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Means;

/**
 * The means, or slopes, of the levels of a factor or of the combinations of several, by their
 * positions: what {@link Means} shows and {@link Comparisons} compare. Immutable.
 *
 * @param <L> a level
 */
final class MeansTable<L> {

  /** Which numbers of the grid these are: its means, or its slopes along a covariate. */
  interface Quantity {
    GridFunction of(Grid grid, String name, int[] factors, int[] positions);
  }

  private final Grid grid;
  private final List<String> factors;
  private final Function<List<String>, L> levelOf;
  private final Quantity quantity;
  private final Optional<String> slope;
  private final StepListener listener;
  private final List<List<String>> texts = new ArrayList<>();
  private final List<L> levels = new ArrayList<>();
  private final List<GridMean> means = new ArrayList<>();

  /**
   * The table.
   *
   * @param levelOf makes the level of its factors' texts
   * @param slope the covariate along which these are slopes
   * @param listener is told of each mean, and of comparisons of them
   */
  MeansTable(
      Grid grid,
      List<String> factors,
      Function<List<String>, L> levelOf,
      Quantity quantity,
      Optional<String> slope,
      StepListener listener) {
    this.grid = grid;
    this.factors = factors;
    this.levelOf = levelOf;
    this.quantity = quantity;
    this.slope = slope;
    this.listener = listener;
    int[] numbers = factors.stream().mapToInt(grid::factor).toArray();
    List<GridFunction> functions = new ArrayList<>();
    for (int[] positions : combinations(numbers)) {
      List<String> text = texts(numbers, positions);
      texts.add(text);
      levels.add(levelOf.apply(text));
      String name = String.join(" ", text);
      functions.add(quantity.of(grid, name, numbers, positions));
    }
    TableSteps steps = steps(functions, 1);
    functions.forEach(function -> means.add(new GridMean(function.told(steps))));
  }

  /**
   * What tells the listener of functions.
   *
   * @param each how many steps one of them is, if it is estimable
   */
  TableSteps steps(List<GridFunction> functions, int each) {
    if (listener == TableSteps.NOBODY) {
      return TableSteps.UNTOLD;
    }
    int estimable = (int) functions.stream().filter(GridFunction::isEstimable).count();
    return new TableSteps(listener, each * estimable);
  }

  Grid grid() {
    return grid;
  }

  List<String> factors() {
    return factors;
  }

  Function<List<String>, L> levelOf() {
    return levelOf;
  }

  Optional<String> slope() {
    return slope;
  }

  List<L> levels() {
    return levels;
  }

  List<GridMean> all() {
    return means;
  }

  /** The same means elsewhere. */
  MeansTable<L> on(Grid other) {
    return new MeansTable<>(other, factors, levelOf, quantity, slope, listener);
  }

  /** The same means on another scale. */
  MeansTable<L> on(ResponseScale scale) {
    return new MeansTable<>(
        grid,
        factors,
        levelOf,
        (where, name, numbers, positions) -> quantity.of(where, name, numbers, positions).on(scale),
        slope,
        listener);
  }

  /** The slopes of the means along a covariate. */
  MeansTable<L> slopes(String covariate) {
    return new MeansTable<>(
        grid,
        factors,
        levelOf,
        (where, name, numbers, positions) -> where.slope(name, numbers, positions, covariate),
        Optional.of(covariate),
        listener);
  }

  /** The same of other factors. */
  <M> MeansTable<M> of(List<String> others, Function<List<String>, M> otherLevelOf) {
    return new MeansTable<>(grid, others, otherLevelOf, quantity, slope, listener);
  }

  /** The same, of which someone is told. */
  MeansTable<L> told(StepListener other) {
    return new MeansTable<>(grid, factors, levelOf, quantity, slope, other);
  }

  /** The scale that the means are on. */
  ResponseScale scale() {
    return means.get(0).function().scale();
  }

  /** The position of a level; throws where there is none. */
  int position(L level) {
    int position = levels.indexOf(level);
    if (position < 0) {
      throw new BlupException(
          "There is no mean of '"
              + level
              + "': "
              + String.join(", ", factors)
              + " has no such level, or no row with it. Levels with rows: "
              + String.join(", ", means.stream().map(GridMean::name).toList())
              + ".");
    }
    return position;
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
              FactorLevels factor = grid.space().design().factor(numbers[f]);
              return factor.labels().get(positions[f]);
            })
        .toList();
  }

  /** What is printed of these means in one of several tables, by the levels of a factor. */
  TablesBy.Part part(double level, String factor) {
    return new TablesBy.Part(title(), rows(level), notes(level, factor));
  }

  String quantityName() {
    String response = scale().name(grid.structure());
    return slope.map(covariate -> "slope of " + response + " for " + covariate).orElse(response);
  }

  String title() {
    String response = grid.structure().response();
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
    lines.add(0, MarginalTable.method(grid.space().method(), level));
    return String.join("\n", lines) + "\n";
  }
}
