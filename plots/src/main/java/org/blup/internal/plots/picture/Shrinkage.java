package org.blup.internal.plots.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.ConditionalModes;

/**
 * How levels' own estimates are drawn to the mean of all. A level's own estimate is its coefficient
 * plus what least squares make of the residuals of its rows by the same effects: where no other
 * group is in the model, its rows' own regression.
 */
public final class Shrinkage {

  private static final String LEVELS = "levels";
  private static final String MEAN = "mean";
  private static final int MOST_WRITTEN = 100;

  private final ConditionalModes modes;
  private final List<String> effects;
  private final double[][] own;
  private final MixedFit<?> fit;

  /** Whether levels have no coefficients, since the fixed effects code a factor otherwise. */
  private final boolean areDeviations;

  private <R> Shrinkage(MixedFit<R> fit, Iterable<? extends R> rows, String group) {
    this.fit = fit;
    modes = fit.conditionalModes(group);
    effects = modes.effectNames();
    areDeviations = !modes.hasCoefficients();
    own = ownEstimates(fit.frame(rows), fit.diagnostics(rows), group);
  }

  public static <R> Chart of(MixedFit<R> fit, Iterable<? extends R> rows, String group) {
    Shrinkage shrinkage = new Shrinkage(fit, rows, group);
    return shrinkage.effects.size() == 2 ? shrinkage.plane() : shrinkage.lines();
  }

  private double predicted(int level, int effect) {
    return areDeviations ? modes.mode(level, effect) : modes.coefficient(level, effect);
  }

  private double[][] ownEstimates(ModelFrame frame, Diagnostics residuals, String group) {
    int k = effects.size();
    LeastSquares[] sums =
        IntStream.range(0, modes.levels().size())
            .mapToObj(level -> new LeastSquares(k))
            .toArray(LeastSquares[]::new);
    Map<String, Integer> positions = new HashMap<>();
    for (int l = 0; l < modes.levels().size(); l++) {
      positions.put(modes.levels().get(l), l);
    }
    double[] x = new double[k];
    for (int row = 0; row < residuals.rows(); row++) {
      int at = row;
      Integer level = frame.level(group, row).map(positions::get).orElse(null);
      if (level != null && !Double.isNaN(residuals.residual(row))) {
        Arrays.setAll(x, e -> frame.effect(group, effects.get(e), at));
        sums[level].add(x, residuals.residual(row));
      }
    }
    double[][] estimates = new double[sums.length][];
    for (int l = 0; l < sums.length; l++) {
      estimates[l] = sums[l].solution();
      for (int e = 0; e < k; e++) {
        estimates[l][e] += predicted(l, e);
      }
    }
    return estimates;
  }

  /** The fixed effect that levels vary about; 0 where there is none. */
  private double mean(String effect) {
    if (areDeviations) {
      return 0;
    }
    return fit.coefficients().stream()
        .filter(coefficient -> coefficient.name().equals(effect))
        .mapToDouble(Coefficient::estimate)
        .findFirst()
        .orElse(0);
  }

  /** Two effects: an arrow for each level. */
  private Chart plane() {
    Table.Builder data =
        Table.builder().text(Chart.PART, "level").number("own1", "own2", "shrunk1", "shrunk2");
    for (int l = 0; l < own.length; l++) {
      data.row(
          LEVELS, modes.levels().get(l), own[l][0], own[l][1], predicted(l, 0), predicted(l, 1));
    }
    data.row(MEAN, "", Double.NaN, Double.NaN, mean(effects.get(0)), mean(effects.get(1)));
    return Chart.of(
            title(),
            data.build(),
            Axis.numbers(effects.get(0)),
            Axis.numbers(effects.get(1)),
            Layer.arrow("own1", "own2", "shrunk1", "shrunk2").of(LEVELS),
            Layer.points("own1", "own2")
                .of(LEVELS)
                .coloured(Colour.ORANGE)
                .called("estimated within the level"),
            Layer.points("shrunk1", "shrunk2").of(LEVELS).called("predicted (BLUP)"),
            Layer.points("shrunk1", "shrunk2")
                .of(MEAN)
                .coloured(Colour.BLACK)
                .wide(5)
                .called("fixed effects"))
        .noted(notes().strip());
  }

  /** Any number of effects: a line for each level, in panels. */
  private Chart lines() {
    Table.Builder data =
        Table.builder().text(Chart.PART, "effect", "level").number("own", "shrunk", "mean");
    int[] sorted =
        IntStream.range(0, own.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer l) -> -predicted(l, 0)))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int e = 0; e < effects.size(); e++) {
      data.row(MEAN, Axis.plain(effects.get(e)), "", Double.NaN, Double.NaN, mean(effects.get(e)));
      for (int l : sorted) {
        data.row(
            LEVELS,
            Axis.plain(effects.get(e)),
            modes.levels().get(l),
            own[l][e],
            predicted(l, e),
            Double.NaN);
      }
    }
    List<String> order = new ArrayList<>();
    IntStream.of(sorted).forEach(l -> order.add(modes.levels().get(l)));
    return Chart.of(
            title(),
            data.build(),
            Axis.numbers(areDeviations ? "Effect" : "Coefficient").free(),
            Axis.levels(modes.group(), order),
            Layer.ruleX("mean").of(MEAN).called("fixed effect"),
            Layer.arrow("own", "level", "shrunk", "level").of(LEVELS),
            Layer.points("own", "level")
                .of(LEVELS)
                .coloured(Colour.ORANGE)
                .called("estimated within the level"),
            Layer.points("shrunk", "level").of(LEVELS).called("predicted (BLUP)"))
        .panels("effect")
        .noted(notes().strip())
        .high(
            order.size() > MOST_WRITTEN
                ? Chart.HEIGHT
                : Math.max(Chart.HEIGHT, 15.0 * order.size() + 150));
  }

  private String title() {
    return "Shrinkage of " + modes.group();
  }

  private String notes() {
    long missing = Arrays.stream(own).filter(of -> Double.isNaN(of[0])).count();
    return (areDeviations ? "Deviations from the fixed effects. " : "")
        + (missing == 0 ? "" : missing + " levels have too few rows for an estimate of their own.");
  }
}
