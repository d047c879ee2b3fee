package org.blup.internal.plots.picture;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.Coefficient;
import org.blup.model.FittedModel;
import org.blup.model.fit.Interval;

/** The fixed effects with intervals. */
public final class Estimates {

  private static final String INTERCEPT = "(Intercept)";
  private static final double PIXELS_PER_LEVEL = 18;
  private static final double ROOM = 140;
  private static final double LEAST = 260;

  private Estimates() {}

  public static Chart of(FittedModel fit, double level) {
    Levels.checked(level);
    List<Coefficient> all = fit.coefficients();
    if (all.isEmpty()) {
      throw new BlupException(fit.formula() + " has no fixed effects to draw.");
    }
    List<Coefficient> drawn =
        all.size() == 1
            ? all
            : all.stream().filter(coefficient -> !coefficient.name().equals(INTERCEPT)).toList();
    Table.Builder data = Table.builder().text("coefficient").number("estimate", "lower", "upper");
    for (Coefficient coefficient : drawn) {
      Interval interval = coefficient.interval(level);
      data.row(
          Axis.plain(coefficient.name()),
          coefficient.estimate(),
          interval.lower(),
          interval.upper());
    }
    String left = drawn.size() < all.size() ? " The intercept is not drawn." : "";
    List<String> names = drawn.stream().map(Coefficient::name).map(Axis::plain).toList();
    return Chart.of(
            "Fixed effects",
            data.build(),
            Axis.numbers("Estimate, in the unit of the response by that of the effect"),
            Axis.levels("Coefficient", names),
            Layer.ruleAtX(0),
            Layer.intervalX("lower", "upper", "coefficient").coloured(Colour.MUTED).wide(2.2),
            Layer.points("estimate", "coefficient").wide(4.5))
        .noted(fit.formula() + ". " + Levels.percent(level) + " intervals." + left)
        .high(Math.max(LEAST, names.size() * PIXELS_PER_LEVEL * 1.6 + ROOM));
  }
}
