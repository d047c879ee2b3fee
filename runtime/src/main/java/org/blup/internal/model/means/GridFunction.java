package org.blup.internal.model.means;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.FixedColumn;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.fit.SpaceCombination;
import org.blup.internal.numeric.Interruption;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;

/**
 * A mean or a comparison of means: a linear function of all coefficients, dropped ones among them,
 * plus what the offset adds.
 */
final class GridFunction {

  private final CoefficientSpace space;
  private final String name;
  private final double[] row;
  private final double offset;
  private final ResponseScale scale;
  private final TableSteps steps;
  private final Lazy<LinearTest> test;

  /**
   * The function.
   *
   * @param row a number for each column of the fixed effects, dropped ones among them
   */
  GridFunction(CoefficientSpace space, String name, double[] row, double offset) {
    this(space, name, row, offset, ResponseScale.IDENTITY, TableSteps.UNTOLD);
  }

  private GridFunction(
      CoefficientSpace space,
      String name,
      double[] row,
      double offset,
      ResponseScale scale,
      TableSteps steps) {
    this.space = space;
    this.name = name;
    this.row = row;
    this.offset = offset;
    this.scale = scale;
    this.steps = steps;
    test = new Lazy<>(this::tested);
  }

  /** A sum of multiples of functions of one fit. */
  static GridFunction sum(String name, List<GridFunction> functions, double[] factors) {
    double[] row = new double[functions.get(0).row.length];
    double offset = 0;
    for (int f = 0; f < factors.length; f++) {
      GridFunction function = functions.get(f);
      offset += factors[f] * function.offset;
      for (int i = 0; factors[f] != 0 && i < row.length; i++) {
        row[i] += factors[f] * function.row[i];
      }
    }
    return new GridFunction(functions.get(0).space, name, row, offset);
  }

  /** The largest difference from another function's row, over the largest of this one's. */
  double difference(GridFunction other) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < row.length; i++) {
      largest = Math.max(largest, Math.abs(row[i]));
      difference = Math.max(difference, Math.abs(row[i] - other.row[i]));
    }
    return difference == 0 ? 0 : difference / largest;
  }

  /** The same function, its estimate and interval on another scale. */
  GridFunction on(ResponseScale other) {
    return new GridFunction(space, name, row, offset, other, steps);
  }

  /** The same function, of a table whose steps are told: its test is one of them. */
  GridFunction told(TableSteps of) {
    return new GridFunction(space, name, row, offset, scale, of);
  }

  ResponseScale scale() {
    return scale;
  }

  CoefficientSpace space() {
    return space;
  }

  String name() {
    return name;
  }

  boolean isEstimable() {
    return Arrays.stream(row).noneMatch(Double::isNaN) && space.design().determines(row);
  }

  /** An interval of the left-hand side, on the scale of the estimate. */
  Interval interval(Interval ofLeftHandSide) {
    return new Interval(
        scale.response(ofLeftHandSide.lower()), scale.response(ofLeftHandSide.upper()));
  }

  /** What an offset adds. */
  double offset() {
    return offset;
  }

  /** The factors of the kept coefficients. */
  double[] weights() {
    double[] weights = new double[space.size()];
    int kept = 0;
    List<FixedColumn> columns = space.design().fixedColumns();
    for (int i = 0; i < row.length; i++) {
      if (!columns.get(i).dropped()) {
        weights[kept++] = row[i];
      }
    }
    return weights;
  }

  LinearCombination combination() {
    checkEstimable();
    return SpaceCombination.of(space, weights());
  }

  LinearTest test() {
    return test.get();
  }

  private LinearTest tested() {
    checkEstimable();
    Interruption.check();
    LinearTest ofCoefficients = space.test(name, weights(), 0);
    LinearTest tested =
        new LinearTest(
            name,
            ofCoefficients.estimate() + offset,
            ofCoefficients.standardError(),
            ofCoefficients.df(),
            0,
            ofCoefficients.method());
    steps.done();
    return tested;
  }

  private void checkEstimable() {
    if (!isEstimable()) {
      throw new BlupException(
          "'"
              + name
              + "' is not estimable: it depends on combinations of levels without rows, through"
              + " coefficients that were dropped. Ask isEstimable() before, average over the"
              + " combinations that have rows with averaging(Averaging.FLAT) or CELLS, fix other"
              + " factors with at(…), or leave the interaction out of the formula.");
    }
  }
}
