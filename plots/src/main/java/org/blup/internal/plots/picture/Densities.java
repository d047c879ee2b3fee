package org.blup.internal.plots.picture;

import java.util.Arrays;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.Interval;

/** The densities of bootstrapped statistics, with estimates and intervals. */
public final class Densities {

  private static final String CURVE = "density";
  private static final String ESTIMATE = "estimate";
  private static final String INTERVAL = "interval";
  private static final int POINTS = 101;

  private Densities() {}

  public static Chart of(BootstrapResult result, double level) {
    Levels.checked(level);
    Table.Builder data =
        Table.builder().text(Chart.PART, "statistic").number("value", "density", "base");
    for (String name : result.names()) {
      double[] sorted =
          Arrays.stream(result.replicates(name)).filter(Double::isFinite).sorted().toArray();
      curve(Axis.plain(name), sorted, data);
      data.row(ESTIMATE, Axis.plain(name), result.estimate(name), Double.NaN, Double.NaN);
      interval(result, name, level, data);
    }
    String singular =
        result.singular() > 0 ? " " + result.singular() + " of the refits are singular." : "";
    return Chart.of(
            "Bootstrap distributions",
            data.build(),
            Axis.numbers("Value of the statistic").free(),
            Axis.numbers("Density").free().fromZero(),
            Layer.band("value", "base", "density").of(CURVE),
            Layer.line("value", "density").of(CURVE).wide(1.6),
            Layer.ruleX("value")
                .of(ESTIMATE)
                .coloured(Colour.BLACK)
                .dashed(Dash.SOLID)
                .called("estimate"),
            Layer.ruleX("value")
                .of(INTERVAL)
                .coloured(Colour.VERMILION)
                .called(Levels.percent(level) + " percentile interval"))
        .panels("statistic")
        .noted(result.completed() + " refits." + singular);
  }

  private static void interval(
      BootstrapResult result, String name, double level, Table.Builder data) {
    String drawn = Axis.plain(name);
    try {
      Interval interval = result.interval(name, level);
      data.row(INTERVAL, drawn, interval.lower(), Double.NaN, Double.NaN);
      data.row(INTERVAL, drawn, interval.upper(), Double.NaN, Double.NaN);
    } catch (BlupException e) {
      // too few replicates have the statistic: the density shows what there is
      data.row(INTERVAL, drawn, Double.NaN, Double.NaN, Double.NaN);
    }
  }

  /**
   * From the least replicate to the largest, so that no correlation beyond 1 is drawn: a Gaussian
   * kernel with Silverman's bandwidth (1986, section 3.4.2), as R's {@code nrd0}.
   */
  private static void curve(String name, double[] sorted, Table.Builder data) {
    if (sorted.length < 2 || sorted[0] == sorted[sorted.length - 1]) {
      return;
    }
    double bandwidth = bandwidth(sorted);
    double from = sorted[0];
    double to = sorted[sorted.length - 1];
    for (int i = 0; i < POINTS; i++) {
      double at = from + (to - from) * i / (POINTS - 1);
      double sum = 0;
      for (double value : sorted) {
        sum += Normal.density((at - value) / bandwidth);
      }
      data.row(CURVE, name, at, sum / (sorted.length * bandwidth), 0);
    }
  }

  private static double bandwidth(double[] sorted) {
    int n = sorted.length;
    double mean = Arrays.stream(sorted).average().orElse(0);
    double squares = Arrays.stream(sorted).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double quartiles = (sorted[(int) (0.75 * (n - 1))] - sorted[(int) (0.25 * (n - 1))]) / 1.34;
    double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
    return 0.9 * spread * StrictMath.pow(n, -0.2);
  }
}
