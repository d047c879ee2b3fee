package org.blup.internal.model.diagnostics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ResidualLag;

/** The residuals and hat values of the rows of a fit. */
final class RowDiagnostics implements Diagnostics {

  private final ModelStructure structure;
  private final double[] fitted;
  private final double[] residuals;
  private final double[] weights;
  private final double[] hatValues;
  private final double sigma;
  private final int coefficients;
  private final Optional<SubjectResiduals> subjects;
  private final Lazy<double[]> normalised;

  /**
   * What a pass found.
   *
   * @param fitted the fitted values
   * @param subjects where residuals covary within them
   */
  RowDiagnostics(
      ModelStructure structure,
      double[] fitted,
      double[] residuals,
      double[] weights,
      double[] hatValues,
      double sigma,
      int coefficients,
      Optional<SubjectResiduals> subjects) {
    this.structure = structure;
    this.fitted = fitted;
    this.residuals = residuals;
    this.weights = weights;
    this.hatValues = hatValues;
    this.sigma = sigma;
    this.coefficients = coefficients;
    this.subjects = subjects;
    normalised =
        new Lazy<>(
            () ->
                subjects
                    .map(covarying -> covarying.normalised(residuals))
                    .orElseGet(() -> values(this::scaledResidual)));
  }

  @Override
  public int rows() {
    return residuals.length;
  }

  @Override
  public String response() {
    return structure.response();
  }

  @Override
  public double fittedValue(int row) {
    return fitted[row];
  }

  @Override
  public double residual(int row) {
    return residuals[row];
  }

  @Override
  public double pearsonResidual(int row) {
    return Math.sqrt(weights[row]) * residuals[row];
  }

  @Override
  public double scaledResidual(int row) {
    return pearsonResidual(row) / sigma;
  }

  @Override
  public double standardisedResidual(int row) {
    return pearsonResidual(row) / (sigma * Math.sqrt(1 - hatValues[row]));
  }

  @Override
  public double normalisedResidual(int row) {
    return normalised.get()[row];
  }

  @Override
  public List<ResidualLag> lags() {
    return lags(values(this::scaledResidual));
  }

  @Override
  public List<ResidualLag> normalisedLags() {
    return lags(normalised.get());
  }

  private List<ResidualLag> lags(double[] of) {
    return subjects.map(covarying -> covarying.lags(of)).orElse(List.of());
  }

  @Override
  public double hatValue(int row) {
    return hatValues[row];
  }

  @Override
  public double cooksDistance(int row) {
    if (subjects.isPresent()) {
      return Double.NaN;
    }
    double standardised = standardisedResidual(row);
    double h = hatValues[row];
    return standardised * standardised * h / ((1 - h) * coefficients);
  }

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
    if (subjects.isEmpty()) {
      text.append("\nLargest Cook's distance: ").append(largest(values(this::cooksDistance)));
    } else {
      text.append("\nAutocorrelation of neighbours: scaled residuals ").append(first(lags()));
      text.append(", normalised ").append(first(normalisedLags()));
    }
    return text.append('\n').append(ResponseScale.IDENTITY.notes(structure)).toString();
  }

  private static String first(List<ResidualLag> lags) {
    return lags.isEmpty() || lags.get(0).distance() > 1
        ? "none"
        : Digits.significant(lags.get(0).autocorrelation());
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
