package org.blup.internal.plots.picture;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.fit.ConditionalModes;

/** The conditional modes of a group's levels with intervals, sorted by the first effect. */
public final class Caterpillar {

  private static final double PIXELS_PER_LEVEL = 15;
  private static final double ROOM = 130;
  private static final int MOST_WRITTEN = 100;

  private Caterpillar() {}

  public static Chart of(ConditionalModes modes, double level) {
    double quantile = Normal.quantile((1 + Levels.checked(level)) / 2);
    List<String> levels = modes.levels();
    Table.Builder data = Table.builder().text("effect", "level").number("mode", "lower", "upper");
    int[] sorted =
        IntStream.range(0, levels.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer l) -> -ordered(modes.mode(l, 0))))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int effect = 0; effect < modes.effectNames().size(); effect++) {
      for (int l : sorted) {
        double mode = modes.mode(l, effect);
        double reach = quantile * modes.standardDeviation(l, effect);
        data.row(
            Axis.plain(modes.effectNames().get(effect)),
            levels.get(l),
            mode,
            mode - reach,
            mode + reach);
      }
    }
    List<String> order = IntStream.of(sorted).mapToObj(levels::get).toList();
    return Chart.of(
            "Conditional modes of " + modes.group(),
            data.build(),
            Axis.numbers("Deviation from the mean of all levels").free(),
            Axis.levels(modes.group(), order),
            Layer.ruleAtX(0),
            Layer.intervalX("lower", "upper", "level").coloured(Colour.MUTED),
            Layer.points("mode", "level"))
        .panels("effect")
        .noted(
            Levels.percent(level)
                + " intervals given the data and the estimated parameters; sorted by "
                + modes.effectNames().get(0)
                + ".")
        .high(height(levels.size()));
  }

  /** Modes that are not determined come last. */
  private static double ordered(double mode) {
    return Double.isNaN(mode) ? Double.NEGATIVE_INFINITY : mode;
  }

  private static double height(int levels) {
    return levels > MOST_WRITTEN
        ? Chart.HEIGHT
        : Math.max(Chart.HEIGHT, levels * PIXELS_PER_LEVEL + ROOM);
  }
}
