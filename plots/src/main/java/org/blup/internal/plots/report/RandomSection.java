package org.blup.internal.plots.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.Interval;

/** The variances of random effects and of residuals. */
final class RandomSection {

  private static final int MOST_CORRELATIONS = 60;

  private RandomSection() {}

  static void write(MixedFit<?> fit, List<ConditionalModes> groups, Html page) {
    Map<String, Interval> intervals =
        Answer.of(() -> fit.varianceIntervals(ReportPage.LEVEL)).orElse(Map.of());
    List<List<String>> rows = new ArrayList<>();
    for (VarianceComponent component : fit.varianceComponents()) {
      rows.add(
          List.of(
              component.group(),
              component.effect(),
              Figures.of(component.variance()),
              Figures.of(component.standardDeviation())));
    }
    page.table("Variances", List.of("Group", "Effect", "Variance", "Std. deviation"), rows);
    correlations(groups, page);
    if (intervals.isEmpty()) {
      page.paragraph(
          ModelSection.isIterative(fit)
              ? "No intervals are given: they need the likelihood, which is not computed."
              : "No intervals by the curvature of the likelihood are given: a variance is at, or"
                  + " near, zero. fit.profile() and fit.bootstrap() have intervals that reach it.");
      return;
    }
    page.table(
        "95 % intervals of standard deviations and correlations",
        List.of("Parameter", "Lower", "Upper"),
        intervals.entrySet().stream()
            .map(
                entry ->
                    List.of(
                        described(entry.getKey()),
                        Figures.of(entry.getValue().lower()),
                        Figures.of(entry.getValue().upper())))
            .toList());
  }

  private static void correlations(List<ConditionalModes> groups, Html page) {
    List<List<String>> rows = new ArrayList<>();
    for (ConditionalModes group : groups) {
      List<String> effects = group.effectNames();
      for (int a = 0; a < effects.size(); a++) {
        for (int b = a + 1; b < effects.size(); b++) {
          String correlation = Figures.fixed(group.correlation(a, b), 3);
          rows.add(List.of(group.group(), effects.get(a), effects.get(b), correlation));
        }
      }
    }
    if (!rows.isEmpty()) {
      page.table(
          "Correlations of effects over the levels",
          List.of("Group", "Effect", "and effect", "Correlation"),
          rows.subList(0, Math.min(MOST_CORRELATIONS, rows.size())));
    }
  }

  /** {@code sd_days|subject} in words. */
  private static String described(String name) {
    int bar = name.lastIndexOf('|');
    if (name.startsWith("sd_") && bar > 0) {
      return "Std. deviation of " + name.substring(3, bar) + " by " + name.substring(bar + 1);
    }
    if (name.startsWith("cor_") && bar > 0) {
      return "Correlation of " + name.substring(4, bar) + " by " + name.substring(bar + 1);
    }
    return name.equals("sigma") ? "Std. deviation of the residuals" : name;
  }
}
