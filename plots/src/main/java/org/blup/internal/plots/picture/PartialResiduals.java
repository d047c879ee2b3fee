package org.blup.internal.plots.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.Interval;
import org.blup.model.means.Mean;
import org.blup.model.means.ReferenceGrid;

/**
 * The effect of a variable with the others at their means, and the rows' residuals added to it (Fox
 * &amp; Weisberg 2018, Visualizing fit and lack of fit in complex regression models with predictor
 * effect plots and partial residuals, J. Stat. Softw. 87(9)).
 */
public final class PartialResiduals {

  private static final String EFFECT = "effect";
  private static final String ROWS = "rows";
  private static final double LEVEL = 0.95;
  private static final int CURVE = 61;
  private static final int MOST_DISTINCT = 200;

  private static final String NOTE =
      "The effect with all other variables at their means, and the residual of each row added to"
          + " it; 95 % intervals.";

  private final ReferenceGrid grid;
  private final ModelFrame frame;
  private final Diagnostics residuals;
  private final String variable;

  private PartialResiduals(
      ReferenceGrid grid, ModelFrame frame, Diagnostics residuals, String variable) {
    this.grid = grid;
    this.frame = frame;
    this.residuals = residuals;
    this.variable = variable;
  }

  public static <R> Chart of(MixedFit<R> fit, Iterable<? extends R> rows, String variable) {
    ReferenceGrid grid = fit.referenceGrid();
    boolean isNumber = grid.covariates().contains(variable);
    if (!isNumber && !grid.factors().contains(variable)) {
      List<String> known = new ArrayList<>(grid.covariates());
      known.addAll(grid.factors());
      throw new BlupException(
          "'"
              + variable
              + "' is no variable of the fixed effects. They have: "
              + String.join(", ", known)
              + ".");
    }
    PartialResiduals partial =
        new PartialResiduals(grid, fit.frame(rows), fit.diagnostics(rows), variable);
    return isNumber ? partial.ofNumber() : partial.ofFactor();
  }

  private Chart ofNumber() {
    double[] x =
        IntStream.range(0, frame.rows()).mapToDouble(row -> frame.number(variable, row)).toArray();
    double low = IntStream.of(known()).mapToDouble(row -> x[row]).min().orElse(0);
    double high = IntStream.of(known()).mapToDouble(row -> x[row]).max().orElse(0);
    Table.Builder data = Table.builder().text(Chart.PART).number("row", "x", "y", "lower", "upper");
    TreeMap<Double, Double> curve = new TreeMap<>();
    for (int i = 0; i < CURVE; i++) {
      double at = low + (high - low) * i / (CURVE - 1);
      Mean mean = grid.at(variable, at).overall();
      if (mean.isEstimable()) {
        Interval interval = mean.interval(LEVEL);
        curve.put(at, mean.estimate());
        data.row(EFFECT, Double.NaN, at, mean.estimate(), interval.lower(), interval.upper());
      }
    }
    boolean isExact =
        IntStream.of(known()).mapToDouble(row -> x[row]).distinct().count() <= MOST_DISTINCT;
    Map<Double, Double> effects = new HashMap<>();
    for (int row : known()) {
      double effect =
          effects.computeIfAbsent(x[row], at -> isExact ? exact(at) : between(curve, at));
      data.row(ROWS, row, x[row], effect + residuals.residual(row), Double.NaN, Double.NaN);
    }
    return Chart.of(
            title(),
            data.build(),
            Axis.numbers(variable),
            Axis.numbers("Partial " + frame.response()),
            Layer.band("x", "lower", "upper").of(EFFECT).coloured(Colour.VERMILION),
            Layer.points("x", "y").of(ROWS),
            Layer.line("x", "y").of(EFFECT).coloured(Colour.VERMILION).wide(2.2))
        .noted(NOTE);
  }

  private double exact(double at) {
    Mean mean = grid.at(variable, at).overall();
    return mean.isEstimable() ? mean.estimate() : Double.NaN;
  }

  private static double between(TreeMap<Double, Double> curve, double at) {
    Map.Entry<Double, Double> below = curve.floorEntry(at);
    Map.Entry<Double, Double> above = curve.ceilingEntry(at);
    if (below == null || above == null) {
      return Double.NaN;
    }
    double width = above.getKey() - below.getKey();
    double share = width > 0 ? (at - below.getKey()) / width : 0;
    return below.getValue() + share * (above.getValue() - below.getValue());
  }

  private Chart ofFactor() {
    Table.Builder data =
        Table.builder().text(Chart.PART, "level").number("row", "y", "lower", "upper");
    Map<String, Double> effects = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Mean mean : grid.means(variable).all()) {
      names.add(mean.name());
      if (mean.isEstimable()) {
        Interval interval = mean.interval(LEVEL);
        effects.put(mean.name(), mean.estimate());
        data.row(
            EFFECT, mean.name(), Double.NaN, mean.estimate(), interval.lower(), interval.upper());
      }
    }
    for (int row : known()) {
      Optional<String> level = frame.level(variable, row);
      if (level.isPresent()) {
        double effect = effects.getOrDefault(level.get(), Double.NaN);
        data.row(ROWS, level.get(), row, effect + residuals.residual(row), Double.NaN, Double.NaN);
      }
    }
    return Chart.of(
            title(),
            data.build(),
            Axis.levels(variable, names),
            Axis.numbers("Partial " + frame.response()),
            Layer.points("level", "y").of(ROWS).shifted(-12),
            Layer.intervalY("level", "lower", "upper")
                .of(EFFECT)
                .coloured(Colour.VERMILION)
                .wide(3),
            Layer.points("level", "y").of(EFFECT).coloured(Colour.VERMILION).wide(5))
        .noted(NOTE);
  }

  private String title() {
    return "Partial residuals for " + variable;
  }

  /** The rows that the fit did not leave out. */
  private int[] known() {
    return IntStream.range(0, residuals.rows())
        .filter(row -> !Double.isNaN(residuals.residual(row)))
        .toArray();
  }
}
