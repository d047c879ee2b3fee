package org.blup.internal.plots.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.fit.ConditionalModes;

/** Quantiles of residuals or of modes against those of a normal distribution. */
public final class QuantileQuantile {

  private static final String POINTS = "points";
  private static final String LINE = "line";
  private static final double BAND = 1.959963984540054;

  /** Points of the line and its band. */
  private static final int CURVE = 60;

  private static final String NOTE =
      "The line goes through the quartiles; the band is where 95 % of each point would be if all"
          + " were independent and normal.";

  private QuantileQuantile() {}

  public static Chart of(Diagnostics diagnostics) {
    double[] residuals =
        IntStream.range(0, diagnostics.rows())
            .mapToDouble(diagnostics::standardisedResidual)
            .toArray();
    Table.Builder data = table("row");
    add("residuals", residuals, Integer::toString, data);
    return chart(
            "Normal quantiles of residuals",
            data,
            Axis.numbers("Standardised residual " + diagnostics.response()))
        .noted(NOTE);
  }

  public static Chart of(ConditionalModes modes) {
    Table.Builder data = table("level");
    for (int effect = 0; effect < modes.effectNames().size(); effect++) {
      int e = effect;
      double[] values =
          IntStream.range(0, modes.levels().size()).mapToDouble(l -> modes.mode(l, e)).toArray();
      add(Axis.plain(modes.effectNames().get(e)), values, l -> modes.levels().get(l), data);
    }
    return chart(
            "Normal quantiles of the conditional modes of " + modes.group(),
            data,
            Axis.numbers("Conditional mode").free())
        .panels("of")
        .noted(NOTE);
  }

  private static Table.Builder table(String name) {
    return Table.builder()
        .text(Chart.PART, "of", name)
        .number("theoretical", "sample", "lower", "upper");
  }

  private static Chart chart(String title, Table.Builder data, Axis vertical) {
    return Chart.of(
        title,
        data.build(),
        Axis.numbers("Quantile of the standard normal distribution"),
        vertical,
        Layer.band("theoretical", "lower", "upper").of(LINE).coloured(Colour.RULE),
        Layer.line("theoretical", "sample")
            .of(LINE)
            .coloured(Colour.RULE)
            .dashed(Dash.DASHED)
            .wide(1.4),
        Layer.points("theoretical", "sample").of(POINTS));
  }

  private static void add(
      String of, double[] values, IntFunction<String> name, Table.Builder data) {
    int[] sorted =
        IntStream.range(0, values.length)
            .filter(i -> Double.isFinite(values[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int n = sorted.length;
    for (int i = 0; i < n; i++) {
      double theoretical = Normal.quantile(share(i, n));
      data.row(
          POINTS,
          of,
          name.apply(sorted[i]),
          theoretical,
          values[sorted[i]],
          Double.NaN,
          Double.NaN);
    }
    if (n > 1) {
      line(of, Arrays.stream(sorted).mapToDouble(i -> values[i]).toArray(), data);
    }
  }

  /** The share of the distribution below a point, as R's {@code ppoints}. */
  private static double share(int i, int n) {
    double a = n <= 10 ? 3.0 / 8 : 0.5;
    return (i + 1 - a) / (n + 1 - 2 * a);
  }

  /** The line and the standard errors of order statistics about it (Fox 2016, section 3.1.3). */
  private static void line(String of, double[] sorted, Table.Builder data) {
    int n = sorted.length;
    double low = quantile(sorted, 0.25);
    double high = quantile(sorted, 0.75);
    double slope = (high - low) / (2 * Normal.quantile(0.75));
    double intercept = (low + high) / 2;
    double end = Normal.quantile(share(n - 1, n));
    for (int i = 0; i < CURVE; i++) {
      double z = end * (2.0 * i / (CURVE - 1) - 1);
      double p = Normal.probability(z);
      double error = slope / Normal.density(z) * Math.sqrt(p * (1 - p) / n);
      double at = intercept + slope * z;
      data.row(LINE, of, "", z, at, at - BAND * error, at + BAND * error);
    }
  }

  /** By linear interpolation, as R's type 7. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
