package org.blup.internal.plots.picture;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.chart.Chart;
import org.blup.internal.plots.chart.Layer;
import org.blup.internal.plots.chart.Table;
import org.blup.internal.plots.pen.Colour;
import org.blup.model.diagnostics.Diagnostics;

/** Residuals against fitted values, and their size. */
public final class Residuals {

  private static final String ROWS = "rows";
  private static final String SMOOTH = "smooth";

  /** E√|z| of a standard normal z: 2^(1/4) Γ(3/4) / √π. */
  private static final double MEAN_ROOT = 0.822179;

  private Residuals() {}

  public static Chart againstFitted(Diagnostics diagnostics) {
    double[] residuals = all(diagnostics, diagnostics::residual);
    return chart(
            "Residuals against fitted values",
            diagnostics,
            residuals,
            "residual",
            Axis.numbers("Residual " + diagnostics.response()),
            Layer.ruleAtY(0))
        .noted("The curve is a local regression: flat about 0 if the mean is modelled right.");
  }

  public static Chart scaleLocation(Diagnostics diagnostics) {
    double[] sizes =
        all(diagnostics, row -> Math.sqrt(Math.abs(diagnostics.standardisedResidual(row))));
    return chart(
            "Size of residuals against fitted values",
            diagnostics,
            sizes,
            "size",
            Axis.numbers("√|standardised residual|").fromZero(),
            Layer.ruleAtY(MEAN_ROOT))
        .noted(
            "The curve is a local regression: flat if the variance is the same everywhere. The"
                + " dashed line is what normal residuals have on average.");
  }

  private static double[] all(Diagnostics diagnostics, IntToDoubleFunction value) {
    return IntStream.range(0, diagnostics.rows()).mapToDouble(value).toArray();
  }

  private static Chart chart(
      String title,
      Diagnostics diagnostics,
      double[] values,
      String name,
      Axis vertical,
      Layer reference) {
    double[] fitted = all(diagnostics, diagnostics::fittedValue);
    Table.Builder data = Table.builder().text(Chart.PART).number("row", "fitted", name);
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        data.row(ROWS, row, fitted[row], values[row]);
      }
    }
    Smooth smooth = Smooth.of(fitted, values);
    for (int i = 0; i < smooth.x().length; i++) {
      data.row(SMOOTH, Double.NaN, smooth.x()[i], smooth.y()[i]);
    }
    return Chart.of(
        title,
        data.build(),
        Axis.numbers("Fitted " + diagnostics.response()),
        vertical,
        reference,
        Layer.points("fitted", name).of(ROWS),
        Layer.line("fitted", name).of(SMOOTH).coloured(Colour.VERMILION).wide(2.2));
  }
}
