package org.blup.internal.plots.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.fit.Interval;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.MeansBy;

/** Estimated marginal means with intervals, side by side for the levels of another factor. */
public final class MarginalMeans {

  private static final String LEVEL = "level";
  private static final String BY = "by";

  private MarginalMeans() {}

  public static Chart of(Means<?> means, double level) {
    Levels.checked(level);
    Table.Builder data = table();
    List<String> names = new ArrayList<>();
    add("", means, level, names, data);
    return Chart.of(
            title(means) + " by " + String.join(", ", means.factors()),
            data.build(),
            Axis.levels(String.join(", ", means.factors()), names),
            Axis.numbers(means.quantity()),
            Layer.intervalY(LEVEL, "lower", "upper").coloured(Colour.MUTED).wide(2.2),
            Layer.points(LEVEL, "mean").wide(4.5))
        .noted(note(level));
  }

  public static Chart of(MeansBy<?, ?> by, double level) {
    Levels.checked(level);
    Table.Builder data = table();
    List<String> names = new ArrayList<>();
    by.all().forEach((of, means) -> add(String.valueOf(of), means, level, names, data));
    if (names.isEmpty()) {
      throw new BlupException("There are no means to draw: " + by.factor() + " has no levels.");
    }
    Means<?> first = firstOf(by.all());
    return Chart.of(
            title(first) + " by " + String.join(", ", first.factors()) + " and " + by.factor(),
            data.build(),
            Axis.levels(String.join(", ", first.factors()), names),
            Axis.numbers(first.quantity()),
            Layer.line(LEVEL, "mean").by(BY).wide(1.4),
            Layer.intervalY(LEVEL, "lower", "upper").by(BY),
            Layer.points(LEVEL, "mean").by(BY).wide(4).called(by.factor()))
        .noted("Colours and shapes are levels of " + by.factor() + ". " + note(level));
  }

  private static Means<?> firstOf(Map<?, ? extends Means<?>> all) {
    return all.values().iterator().next();
  }

  private static Table.Builder table() {
    return Table.builder().text(BY, LEVEL).number("mean", "lower", "upper");
  }

  private static String title(Means<?> means) {
    String quantity = means.quantity();
    return quantity.startsWith("slope of ")
        ? "S" + quantity.substring(1)
        : "Estimated marginal means of " + quantity;
  }

  private static String note(double level) {
    return Levels.percent(level) + " intervals, each for itself.";
  }

  private static void add(
      String by, Means<?> means, double level, List<String> names, Table.Builder data) {
    for (Mean mean : means.all()) {
      if (!names.contains(mean.name())) {
        names.add(mean.name());
      }
      if (mean.isEstimable()) {
        Interval interval = mean.interval(level);
        data.row(by, mean.name(), mean.estimate(), interval.lower(), interval.upper());
      } else {
        data.row(by, mean.name(), Double.NaN, Double.NaN, Double.NaN);
      }
    }
  }
}
