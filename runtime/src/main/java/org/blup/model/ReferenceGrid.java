package org.blup.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.design.BlupException;
import org.blup.design.ModelStructure;
import org.blup.design.UnknownLevelException;
import org.blup.inference.estimability.ReferenceRow;

/**
 * Where the means of a fit are taken: each covariate at one value, by default its mean over the
 * rows, and each factor of the fixed effects at one level or, by default, averaged over all levels
 * that have rows. Immutable: every choice makes another grid.
 */
public final class ReferenceGrid {

  /** A slope is a difference of fourth order over steps of this part of the covariate's size. */
  private static final double STEP = 1e-3;

  private final MixedFit<?> fit;
  private final Estimates estimates;
  private final double[] covariates;

  /** For each factor the level that the grid is restricted to. */
  private final int[] held;

  /** The same, with the levels that tell the tables of {@link MeansBy} apart. */
  private final int[] levels;

  private final Averaging averaging;

  private ReferenceGrid(
      MixedFit<?> fit, double[] covariates, int[] held, int[] levels, Averaging averaging) {
    this.fit = fit;
    this.estimates = fit.estimates;
    this.covariates = covariates;
    this.held = held;
    this.levels = levels;
    this.averaging = averaging;
  }

  static ReferenceGrid of(MixedFit<?> fit) {
    int[] levels = new int[fit.estimates.design().structure().factors().size()];
    Arrays.fill(levels, GridWeights.AVERAGED);
    double[] means = fit.estimates.design().margins().means();
    return new ReferenceGrid(fit, means, levels, levels, Averaging.EQUAL);
  }

  /** The covariates that {@link #at} can set, as the formula names them. */
  public List<String> covariates() {
    return structure().covariates();
  }

  /** The factors of the fixed effects, as the formula names them. */
  public List<String> factors() {
    return structure().fixed().stream()
        .flatMap(term -> Arrays.stream(structure().factorsOf(term)).boxed())
        .distinct()
        .map(structure().factors()::get)
        .toList();
  }

  /**
   * The grid with a covariate at another value, or a factor at one level.
   *
   * @param variable a name out of {@link #covariates()} or {@link #factors()}
   * @param value a finite number, or a level
   * @throws BlupException if there is no such variable, or the value is none of its kind
   * @throws UnknownLevelException if the data have no such level
   */
  public ReferenceGrid at(String variable, Object value) {
    if (factors().contains(variable)) {
      return new ReferenceGrid(
          fit, covariates, with(held, variable, value), with(levels, variable, value), averaging);
    }
    double[] chosen = covariates.clone();
    chosen[covariate(variable)] = finite(variable, value);
    return new ReferenceGrid(fit, chosen, held, levels, averaging);
  }

  /** The grid with a factor at one level, for one of several tables: weights stay those of all. */
  ReferenceGrid by(String factor, Object level) {
    return new ReferenceGrid(fit, covariates, held, with(levels, factor, level), averaging);
  }

  private int[] with(int[] before, String variable, Object value) {
    int[] chosen = before.clone();
    int factor = structure().factors().indexOf(variable);
    chosen[factor] = estimates.known(factor, value);
    return chosen;
  }

  /**
   * The grid that averages over factors in another way.
   *
   * @throws BlupException where means are asked for, if the fit does not know how many rows a
   *     combination of levels has; the message says of which factors
   */
  public ReferenceGrid averaging(Averaging choice) {
    Objects.requireNonNull(choice, "choice");
    return new ReferenceGrid(fit, covariates, held, levels, choice);
  }

  /** The mean over all factors. */
  public Mean overall() {
    return new Mean(function("overall", levels));
  }

  /**
   * The means of a factor's levels.
   *
   * @throws BlupException if the fixed effects have no such factor
   */
  public Means<String> means(String factor) {
    return means(factor, Function.identity());
  }

  /**
   * The means of a factor's levels, as values of another type.
   *
   * @param level makes the value of a level's text
   * @throws BlupException if the fixed effects have no such factor
   */
  public <L> Means<L> means(String factor, Function<String, L> level) {
    return Means.of(this, List.of(factor), texts -> level.apply(texts.get(0)));
  }

  /**
   * The means of all combinations of several factors' levels, the first varying fastest.
   *
   * @throws BlupException if one of the factors is not among the fixed effects, or occurs twice
   */
  public Means<List<String>> means(String first, String second, String... more) {
    List<String> factors = Stream.concat(Stream.of(first, second), Arrays.stream(more)).toList();
    if (factors.stream().distinct().count() < factors.size()) {
      throw new BlupException("Means of " + factors + ": a factor occurs twice. Name it once.");
    }
    return Means.of(this, factors, Function.identity());
  }

  Averaging averaging() {
    return averaging;
  }

  /** The level at which a factor is held, if it is. */
  Optional<String> levelOf(String factor) {
    int number = structure().factors().indexOf(factor);
    return levels[number] == GridWeights.AVERAGED
        ? Optional.empty()
        : Optional.of(estimates.design().factor(number).labels().get(levels[number]));
  }

  double valueOf(String covariate) {
    return covariates[covariate(covariate)];
  }

  /** The mean of a covariate over the rows. */
  double meanOf(String covariate) {
    return estimates.design().margins().means()[covariate(covariate)];
  }

  Estimates estimates() {
    return estimates;
  }

  /** The number of a factor of the fixed effects. */
  int factor(String label) {
    if (!factors().contains(label)) {
      throw new BlupException(
          structure().name()
              + " has no factor '"
              + label
              + "' among its fixed effects. "
              + (factors().isEmpty()
                  ? "It has none: overall() is its mean."
                  : NearestName.advice(label, factors())));
    }
    return structure().factors().indexOf(label);
  }

  /** The positions of those of a factor's levels that stand in the grid: those with rows. */
  int[] levelsOf(int factor) {
    double[] frequencies = estimates.design().margins().frequencies()[factor];
    List<Integer> present = new ArrayList<>();
    for (int level = 0; level < frequencies.length; level++) {
      if (frequencies[level] > 0
          && (levels[factor] == GridWeights.AVERAGED || levels[factor] == level)) {
        present.add(level);
      }
    }
    return present.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The mean with some factors at some levels. */
  GridFunction function(String name, int[] factors, int[] positions) {
    int[] chosen = levels.clone();
    for (int f = 0; f < factors.length; f++) {
      chosen[factors[f]] = positions[f];
    }
    return function(name, chosen);
  }

  /** The slope along a covariate of the mean with some factors at some levels. */
  GridFunction slope(String name, int[] factors, int[] positions, String covariate) {
    int number = covariate(covariate);
    double step = STEP * Math.max(Math.abs(covariates[number]), 1);
    List<GridFunction> around = new ArrayList<>();
    for (int steps : new int[] {-2, -1, 1, 2}) {
      double[] moved = covariates.clone();
      moved[number] += steps * step;
      ReferenceGrid there = new ReferenceGrid(fit, moved, held, levels, averaging);
      around.add(there.function(name, factors, positions));
    }
    double unit = 1 / (12 * step);
    return GridFunction.sum(name, around, new double[] {unit, -8 * unit, 8 * unit, -unit});
  }

  private GridFunction function(String name, int[] chosen) {
    double[] numbers = covariates.clone();
    fit.derive(numbers);
    GridWeights weights = new GridWeights(estimates.design(), averaging, held, chosen);
    double[] row = ReferenceRow.of(estimates.design(), weights, numbers);
    return new GridFunction(estimates, name, row, fit.offset(numbers));
  }

  private int covariate(String label) {
    if (!covariates().contains(label)) {
      List<String> all = Stream.concat(covariates().stream(), factors().stream()).toList();
      throw new BlupException(
          structure().name()
              + " has no covariate '"
              + label
              + "' in its fixed effects. "
              + (all.isEmpty() ? "It has none." : NearestName.advice(label, all)));
    }
    return structure().numbers().indexOf(label);
  }

  private static double finite(String covariate, Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new BlupException(
        "The covariate '" + covariate + "' cannot be " + value + ": give it a finite number.");
  }

  private ModelStructure structure() {
    return estimates.design().structure();
  }

  /** Where means are taken. */
  @Override
  public String toString() {
    return "Reference grid of "
        + structure()
        + "\n"
        + String.join("\n", GridNotes.of(this, List.of(), ResponseScale.IDENTITY))
        + "\n";
  }
}
