package org.blup.model.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.blup.internal.model.Digits;
import org.blup.internal.model.TextTable;

/**
 * How each row of a fit stands to it: residuals, hat values and Cook's distances, by the position
 * of the row among those given; {@code NaN} for rows that the fit left out for missing values. Made
 * by {@link org.blup.model.MixedFit#diagnostics}.
 *
 * <p>With w the prior weight of a row and h its hat value, the derivative of its fitted value by
 * its response at the estimated θ, the Pearson residual is {@code √w (y − ŷ)}, the standardised one
 * {@code √w (y − ŷ) / (σ √(1 − h))}, and Cook's distance {@code standardised² h / (p (1 − h))}, all
 * as lme4 has them.
 */
public final class Diagnostics {

  private final double[] residuals;
  private final double[] weights;
  private final double[] hatValues;
  private final double sigma;
  private final int coefficients;

  Diagnostics(
      double[] residuals, double[] weights, double[] hatValues, double sigma, int coefficients) {
    this.residuals = residuals;
    this.weights = weights;
    this.hatValues = hatValues;
    this.sigma = sigma;
    this.coefficients = coefficients;
  }

  /** The number of rows given, those that the fit left out among them. */
  public int rows() {
    return residuals.length;
  }

  /** y − ŷ, on the scale of the left-hand side. */
  public double residual(int row) {
    return residuals[row];
  }

  /** √w (y − ŷ). */
  public double pearsonResidual(int row) {
    return Math.sqrt(weights[row]) * residuals[row];
  }

  /** The Pearson residual over σ; what lme4's summary calls a scaled residual. */
  public double scaledResidual(int row) {
    return pearsonResidual(row) / sigma;
  }

  /** The Pearson residual over its standard deviation σ √(1 − h). */
  public double standardisedResidual(int row) {
    return pearsonResidual(row) / (sigma * Math.sqrt(1 - hatValues[row]));
  }

  /** The hat value h, the row's leverage: between 0 and 1. */
  public double hatValue(int row) {
    return hatValues[row];
  }

  /** Cook's distance: how far the fitted values move without the row, at the same θ. */
  public double cooksDistance(int row) {
    double standardised = standardisedResidual(row);
    double h = hatValues[row];
    return standardised * standardised * h / ((1 - h) * coefficients);
  }

  /** The scaled residuals as lme4's summary has them, and the rows that stand out. */
  @Override
  public String toString() {
    double[] known =
        Arrays.stream(values(this::scaledResidual))
            .filter(r -> !Double.isNaN(r))
            .sorted()
            .toArray();
    int omitted = rows() - known.length;
    StringBuilder text = new StringBuilder("Diagnostics of ");
    text.append(Digits.count(known.length)).append(" rows");
    text.append(omitted == 0 ? "" : ", " + Digits.count(omitted) + " more were left out");
    text.append("\nScaled residuals:\n");
    TextTable quartiles = new TextTable();
    String[] names = {"Min", "1Q", "Median", "3Q", "Max"};
    for (int q = 0; q < names.length; q++) {
      quartiles.flushRight(names[q], List.of(Digits.residual(quantile(known, 0.25 * q))));
    }
    text.append(quartiles);
    double[] sizes = values(row -> Math.abs(standardisedResidual(row)));
    text.append("Largest standardised residual: ").append(largest(sizes));
    text.append("\nLargest hat value: ").append(largest(values(this::hatValue)));
    text.append("\nLargest Cook's distance: ").append(largest(values(this::cooksDistance)));
    return text.append('\n').toString();
  }

  private double[] values(IntToDoubleFunction value) {
    return IntStream.range(0, rows()).mapToDouble(value).toArray();
  }

  /** By linear interpolation, as R's type 7. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static String largest(double[] values) {
    int row = -1;
    for (int i = 0; i < values.length; i++) {
      row = !Double.isNaN(values[i]) && (row < 0 || values[i] > values[row]) ? i : row;
    }
    return row < 0 ? "none" : Digits.significant(values[row]) + " (row " + row + ")";
  }
}
