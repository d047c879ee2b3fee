package org.blup.internal.plots.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.plots.picture.InfluentialLevels;
import org.blup.internal.plots.picture.QuantileQuantile;
import org.blup.internal.plots.picture.Residuals;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.ConditionalModes;

/** What the model assumes, how that was checked, and what was seen. */
final class Assumptions {

  private static final double BEYOND_TWO = 0.0455;
  private static final int MOST_INFLUENCED = 2_000;
  private static final int LEAST_LEVELS = 5;

  private final Diagnostics diagnostics;
  private final List<ConditionalModes> groups;
  private final Html page;
  private final double[] fitted;
  private final double[] residuals;

  Assumptions(Diagnostics diagnostics, List<ConditionalModes> groups, Html page) {
    this.diagnostics = diagnostics;
    this.groups = groups;
    this.page = page;
    fitted = IntStream.range(0, diagnostics.rows()).mapToDouble(diagnostics::fittedValue).toArray();
    residuals =
        IntStream.range(0, diagnostics.rows())
            .mapToDouble(diagnostics::standardisedResidual)
            .toArray();
  }

  void write() {
    page.paragraph(
        "Each assumption is followed by how it was checked and what was found. Pictures say more"
            + " than single numbers; neither proves an assumption. Whether rows of different levels"
            + " are independent follows from how the data were gathered and is not checked here.");
    page.heading("The mean is modelled right");
    page.paragraph(
        "Checked by residuals against fitted values: the curve should stay near 0. Rank"
            + " correlation of residuals and fitted values: "
            + Figures.fixed(Moments.rankCorrelation(fitted, residuals), 2)
            + ".");
    page.figure(Residuals.againstFitted(diagnostics), "");
    page.heading("Residuals have the same variance everywhere");
    double[] sizes =
        IntStream.range(0, residuals.length).mapToDouble(i -> Math.abs(residuals[i])).toArray();
    page.paragraph(
        "Checked by the size of residuals against fitted values: the curve should be level. Rank"
            + " correlation of the size of residuals and fitted values: "
            + Figures.fixed(Moments.rankCorrelation(fitted, sizes), 2)
            + " (0 if the variance does not change with the mean).");
    page.figure(Residuals.scaleLocation(diagnostics), "");
    page.heading("Residuals are normal");
    Moments moments = Moments.of(residuals);
    page.paragraph(
        "Checked by their quantiles: points should lie on the line. Skewness "
            + Figures.fixed(moments.skewness(), 2)
            + ", excess kurtosis "
            + Figures.fixed(moments.kurtosis(), 2)
            + " (0 and 0 for a normal distribution); "
            + Figures.percent(moments.beyondTwo())
            + " of the standardised residuals are beyond ±2, where "
            + Figures.percent(BEYOND_TWO)
            + " are expected. Estimates and tests of fixed effects bear moderate departures;"
            + " intervals of single predictions do not.");
    page.figure(QuantileQuantile.of(diagnostics), "");
    for (ConditionalModes group : groups) {
      if (group.levels().size() >= LEAST_LEVELS) {
        page.heading("The effects of " + group.group() + " are normal");
        page.paragraph(
            "Checked by the quantiles of the conditional modes, which are drawn to 0 and so look"
                + " more normal than the effects are: a gap or an outlier counts, a straight line"
                + " proves little.");
        page.figure(QuantileQuantile.of(group), "");
      }
    }
  }

  /** Levels that move the fixed effects. */
  static <R> void influence(
      MixedFit<R> fit, Iterable<? extends R> rows, ModelFrame frame, Html page) {
    if (fit.coefficients().isEmpty()) {
      return;
    }
    for (String group : frame.groups()) {
      if (fit.conditionalModes(group).levels().size() > MOST_INFLUENCED) {
        continue;
      }
      Optional<Influence> influence = Answer.of(() -> fit.influence(group, rows));
      influence.ifPresent(
          found -> {
            page.heading("No single " + group + " decides the result");
            page.paragraph(
                "Checked by leaving out each level at the estimated variances. " + largest(found));
            page.figure(InfluentialLevels.of(found), "");
          });
    }
  }

  private static String largest(Influence influence) {
    return influence.levels().stream()
        .filter(level -> !Double.isNaN(level.cooksDistance()))
        .max(Comparator.comparingDouble(LevelInfluence::cooksDistance))
        .map(
            level ->
                "The largest Cook's distance is "
                    + Figures.of(level.cooksDistance())
                    + ", of "
                    + level.level()
                    + "; a distance of 1 would move all estimates by about as much as they are"
                    + " uncertain.")
        .orElse("No level can be left out without losing a coefficient.");
  }
}
