package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.inference.estimability.ReferenceRow;
import org.blup.internal.model.KnownLevels;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.text.NearestName;
import org.blup.internal.numeric.FivePoints;
import org.blup.model.means.Averaging;
import org.blup.model.means.MeansBy;

/**
 * Where means are taken, and the linear functions of the coefficients that they are: each covariate
 * at one value, each factor at one level or averaged over. Immutable: every choice makes another
 * grid.
 */
final class Grid {

  /** A slope is a difference of fourth order over steps of this part of the covariate's size. */
  private static final double STEP = 1e-3;

  /**
   * Other steps, where that one goes beyond the range of a function or is lost in its rounding: the
   * unit of a covariate whose mean is near zero is not known.
   */
  private static final double[] OTHER_STEPS = {
    1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15, 1, 1e3, 1e6, 1e9
  };

  /** Half the step must give the same slope so far. */
  private static final double AGREEMENT = 1e-7;

  private final CoefficientSpace space;
  private final ObservedDesign design;
  private final DerivedNumbers derived;
  private final double[] covariates;

  /** For each factor the level that the grid is restricted to. */
  private final int[] held;

  /** The same, with the levels that tell the tables of {@link MeansBy} apart. */
  private final int[] levels;

  private final Averaging averaging;

  private Grid(
      CoefficientSpace space,
      DerivedNumbers derived,
      double[] covariates,
      int[] held,
      int[] levels,
      Averaging averaging) {
    this.space = space;
    this.derived = derived;
    this.covariates = covariates;
    this.held = held;
    this.levels = levels;
    this.averaging = averaging;
    design = space.design();
  }

  /** Covariates at their means over the rows, factors averaged over. */
  static Grid of(CoefficientSpace space, DerivedNumbers derived) {
    int[] levels = new int[space.design().structure().factors().size()];
    Arrays.fill(levels, GridWeights.AVERAGED);
    double[] means = space.design().margins().means();
    return new Grid(space, derived, means, levels, levels, Averaging.EQUAL);
  }

  CoefficientSpace space() {
    return space;
  }

  ModelStructure structure() {
    return design.structure();
  }

  /** The covariates that {@link #at} can set. */
  List<String> covariates() {
    return structure().covariates();
  }

  /** The factors of the fixed effects. */
  List<String> factors() {
    return structure().fixed().stream()
        .flatMap(term -> Arrays.stream(structure().factorsOf(term)).boxed())
        .distinct()
        .map(structure().factors()::get)
        .toList();
  }

  Averaging averaging() {
    return averaging;
  }

  /** The grid with a covariate at another value, or a factor at one level. */
  Grid at(String variable, Object value) {
    if (factors().contains(variable)) {
      return with(
          covariates, with(held, variable, value), with(levels, variable, value), averaging);
    }
    double[] chosen = covariates.clone();
    chosen[covariate(variable)] = finite(variable, value);
    return with(chosen, held, levels, averaging);
  }

  /** The grid with a factor at one level, for one of several tables: weights stay those of all. */
  Grid by(String factor, Object level) {
    return with(covariates, held, with(levels, factor, level), averaging);
  }

  /** The grid that averages over factors in another way. */
  Grid averaging(Averaging choice) {
    return with(covariates, held, levels, choice);
  }

  private Grid with(double[] covariates, int[] held, int[] levels, Averaging averaging) {
    return new Grid(space, derived, covariates, held, levels, averaging);
  }

  private int[] with(int[] before, String variable, Object value) {
    int[] chosen = before.clone();
    int factor = structure().factors().indexOf(variable);
    chosen[factor] = KnownLevels.position(design.factor(factor), value);
    return chosen;
  }

  /** The level at which a factor is held, if it is. */
  Optional<String> levelOf(String factor) {
    int number = structure().factors().indexOf(factor);
    return levels[number] == GridWeights.AVERAGED
        ? Optional.empty()
        : Optional.of(design.factor(number).labels().get(levels[number]));
  }

  double valueOf(String covariate) {
    return covariates[covariate(covariate)];
  }

  /** The mean of a covariate over the rows. */
  double meanOf(String covariate) {
    return design.margins().means()[covariate(covariate)];
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
    double[] frequencies = design.margins().frequencies()[factor];
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
    double size = Math.max(Math.abs(covariates[covariate(covariate)]), 1);
    GridFunction best = difference(name, factors, positions, covariate, size * STEP);
    double least =
        best.difference(difference(name, factors, positions, covariate, size * STEP / 2));
    for (int i = 0; !(least < AGREEMENT) && i < OTHER_STEPS.length; i++) {
      double step = size * OTHER_STEPS[i];
      GridFunction other = difference(name, factors, positions, covariate, step);
      double error = other.difference(difference(name, factors, positions, covariate, step / 2));
      if (error < least || Double.isNaN(least)) {
        least = error;
        best = other;
      }
    }
    return best;
  }

  private GridFunction difference(
      String name, int[] factors, int[] positions, String covariate, double step) {
    int number = covariate(covariate);
    List<GridFunction> around = new ArrayList<>();
    double unit = 1 / (FivePoints.DENOMINATOR * step);
    double[] weights = new double[FivePoints.VALUES];
    for (int v = 0; v < weights.length; v++) {
      double[] moved = covariates.clone();
      moved[number] += FivePoints.multiple(v) * step;
      weights[v] = FivePoints.numerator(v) * unit;
      around.add(with(moved, held, levels, averaging).function(name, factors, positions));
    }
    return GridFunction.sum(name, around, weights);
  }

  /** The mean over all factors. */
  GridFunction overall() {
    return function("overall", levels);
  }

  private GridFunction function(String name, int[] chosen) {
    double[] numbers = covariates.clone();
    derived.derive(numbers);
    GridWeights weights = new GridWeights(design, averaging, held, chosen);
    double[] row = ReferenceRow.of(design, weights, numbers);
    return new GridFunction(space, name, row, derived.offset(numbers));
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
}
