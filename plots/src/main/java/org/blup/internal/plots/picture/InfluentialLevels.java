package org.blup.internal.plots.picture;

import java.util.Comparator;
import java.util.List;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;

/** How far the fixed effects move without each level. */
public final class InfluentialLevels {

  private static final int MOST_LEVELS = 40;
  private static final int MOST_COEFFICIENTS = 3;
  private static final double PIXELS_PER_LEVEL = 15;
  private static final double ROOM = 130;
  private static final String COOK = "Cook's distance";
  private static final String LEVELS = "levels";
  private static final String USUAL = "usual";

  private InfluentialLevels() {}

  public static Chart of(Influence influence) {
    List<LevelInfluence> all = influence.levels();
    List<LevelInfluence> drawn =
        all.stream()
            .sorted(Comparator.comparingDouble(level -> -known(level.cooksDistance())))
            .limit(MOST_LEVELS)
            .toList();
    Table.Builder data =
        Table.builder().text(Chart.PART, "measure", "level").number("value", "base");
    for (LevelInfluence level : drawn) {
      data.row(LEVELS, COOK, level.level(), level.cooksDistance(), 0);
    }
    data.row(USUAL, COOK, "", 4.0 / all.size(), Double.NaN);
    int coefficients = drawn.isEmpty() ? 0 : drawn.get(0).coefficients().size();
    for (int c = 0; c < Math.min(coefficients, MOST_COEFFICIENTS); c++) {
      String name = "DFBETAS of " + Axis.plain(drawn.get(0).coefficients().get(c).name());
      for (LevelInfluence level : drawn) {
        data.row(LEVELS, name, level.level(), level.coefficients().get(c).dfbetas(), 0);
      }
      double usual = 2 / Math.sqrt(all.size());
      data.row(USUAL, name, "", -usual, Double.NaN);
      data.row(USUAL, name, "", usual, Double.NaN);
    }
    String some =
        drawn.size() < all.size()
            ? " The " + drawn.size() + " of " + all.size() + " levels with the largest distances."
            : "";
    return Chart.of(
            "Influence of each " + influence.group(),
            data.build(),
            Axis.numbers("Change of the fixed effects without the level").free(),
            Axis.levels(influence.group(), drawn.stream().map(LevelInfluence::level).toList()),
            Layer.ruleAtX(0),
            Layer.ruleX("value").of(USUAL).coloured(Colour.VERMILION),
            Layer.intervalX("base", "value", "level").of(LEVELS).coloured(Colour.MUTED),
            Layer.points("value", "level").of(LEVELS).wide(3.6))
        .panels("measure")
        .noted("Beyond the dashed lines (4/n and 2/√n, n levels) a level deserves a look." + some)
        .high(Math.max(Chart.HEIGHT, drawn.size() * PIXELS_PER_LEVEL + ROOM));
  }

  /** What is not known comes last. */
  private static double known(double distance) {
    return Double.isNaN(distance) ? -1 : distance;
  }
}
