package org.blup.internal.plots.picture;

import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.internal.plots.pen.Paint.Dash;
import org.blup.model.fit.Interval;
import org.blup.model.profile.Profile;
import org.blup.model.profile.ProfiledParameter;

/** The profile ζ of each parameter with its 95 % interval. */
public final class Zeta {

  private static final String CURVE = "curve";
  private static final String INTERVAL = "interval";
  private static final String ESTIMATE = "estimate";
  private static final double DRAWN = 0.99;
  private static final double LEVEL = 0.95;
  private static final double BOUND = 1.959963984540054;
  private static final int POINTS = 25;

  private Zeta() {}

  public static Chart of(Profile profile) {
    Table.Builder data = Table.builder().text(Chart.PART, "parameter").number("value", "zeta");
    List<String> failed = new ArrayList<>();
    for (ProfiledParameter parameter : profile.parameters().values()) {
      String name = Axis.plain(parameter.name());
      try {
        List<ProfiledParameter.Point> curve = parameter.curve(DRAWN, POINTS);
        Interval interval = parameter.interval(LEVEL);
        curve.forEach(point -> data.row(CURVE, name, point.value(), point.zeta()));
        data.row(ESTIMATE, name, parameter.estimate(), 0);
        data.row(INTERVAL, name, interval.lower(), parameter.zeta(interval.lower()));
        data.row(INTERVAL, name, interval.upper(), parameter.zeta(interval.upper()));
      } catch (BlupException e) {
        failed.add(name);
      }
    }
    return Chart.of(
            "Profile likelihoods",
            data.build(),
            Axis.numbers("Value of the parameter").free(),
            Axis.numbers("ζ"),
            Layer.ruleAtY(-BOUND),
            Layer.ruleAtY(BOUND),
            Layer.ruleAtY(0).dashed(Dash.DOTTED),
            Layer.ruleX("value").of(INTERVAL).coloured(Colour.VERMILION).dashed(Dash.DOTTED),
            Layer.line("value", "zeta").of(CURVE),
            Layer.points("value", "zeta").of(ESTIMATE),
            Layer.points("value", "zeta").of(INTERVAL).coloured(Colour.VERMILION))
        .panels("parameter")
        .noted(
            "The dashed lines meet the curve at the ends of the 95 % interval. A straight line is a"
                + " quadratic likelihood."
                + (failed.isEmpty()
                    ? ""
                    : " No profile was found of " + String.join(", ", failed) + "."));
  }
}
