package org.blup.internal.plots.picture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.ModelFrame;

/**
 * What was observed and fitted, a panel for each level of a factor.
 *
 * @param <R> the record the rows are
 */
public final class Facets<R> {

  private static final int MOST_PANELS = 30;
  private static final String LEVEL = "level";
  private static final String OBSERVED = "observed";
  private static final String FITTED = "fitted";
  private static final String POPULATION = "population";

  private final MixedFit<R> fit;
  private final ModelFrame frame;
  private final String number;
  private final String factor;
  private final List<R> rows = new ArrayList<>();
  private final Map<String, List<Integer>> byLevel = new LinkedHashMap<>();

  private Facets(MixedFit<R> fit, Iterable<? extends R> given, String number, String factor) {
    this.fit = fit;
    this.number = number;
    this.factor = factor;
    given.forEach(rows::add);
    frame = fit.frame(rows);
    if (frame.groups().contains(factor)) {
      fit.conditionalModes(factor).levels().forEach(level -> byLevel.put(level, new ArrayList<>()));
    }
    for (int row = 0; row < frame.rows(); row++) {
      if (!Double.isNaN(frame.number(number, row))) {
        int at = row;
        frame
            .level(factor, row)
            .ifPresent(level -> byLevel.computeIfAbsent(level, l -> new ArrayList<>()).add(at));
      }
    }
    byLevel.values().removeIf(List::isEmpty);
  }

  /**
   * The panels.
   *
   * @param number along the horizontal axis
   * @param factor whose levels have a panel each
   */
  public static <R> Chart of(
      MixedFit<R> fit, Iterable<? extends R> rows, String number, String factor) {
    return new Facets<>(fit, rows, number, factor).chart();
  }

  private Chart chart() {
    if (byLevel.isEmpty()) {
      throw new BlupException(
          "There is nothing to draw: no row has both " + number + " and " + factor + ".");
    }
    List<String> drawn = drawn();
    Table.Builder data = Table.builder().text(Chart.PART, LEVEL).number("x", "y");
    for (String level : drawn) {
      List<Integer> own = byLevel.getOrDefault(level, List.of());
      curve(POPULATION, level, own, fit::predictPopulation, data);
      curve(FITTED, level, own, fit::predict, data);
      own.forEach(row -> data.row(OBSERVED, level, frame.number(number, row), frame.response(row)));
    }
    return Chart.of(
            "Observed and fitted " + frame.response() + " by " + factor,
            data.build(),
            Axis.numbers(number),
            Axis.numbers(frame.response()),
            Layer.line("x", "y")
                .of(POPULATION)
                .coloured(Colour.RULE)
                .dashed(Dash.DASHED)
                .wide(1.4)
                .called("fixed effects alone"),
            Layer.line("x", "y").of(FITTED).coloured(Colour.VERMILION).called("fitted"),
            Layer.points("x", "y").of(OBSERVED).wide(2.6).called("observed"))
        .panels(LEVEL)
        .noted(
            drawn.size() < byLevel.size()
                ? drawn.size() + " of " + byLevel.size() + " levels, evenly spaced in their order."
                : "");
  }

  private List<String> drawn() {
    List<String> all = List.copyOf(byLevel.keySet());
    if (all.size() <= MOST_PANELS) {
      return all;
    }
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < MOST_PANELS; i++) {
      drawn.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_PANELS - 1))));
    }
    return drawn;
  }

  /** What is predicted at each number, on average where rows differ in other variables. */
  private void curve(
      String part,
      String level,
      List<Integer> own,
      ToDoubleFunction<R> predicted,
      Table.Builder data) {
    Map<Double, List<Double>> at = new TreeMap<>();
    for (int row : own) {
      at.computeIfAbsent(frame.number(number, row), x -> new ArrayList<>())
          .add(predicted.applyAsDouble(rows.get(row)));
    }
    at.forEach(
        (x, values) ->
            data.row(
                part,
                level,
                x,
                values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN)));
  }
}
