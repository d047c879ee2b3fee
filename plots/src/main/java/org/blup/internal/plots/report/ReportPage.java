package org.blup.internal.plots.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blup.internal.plots.chart.Axis;
import org.blup.internal.plots.picture.Caterpillar;
import org.blup.internal.plots.picture.Facets;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.ModelFrame;
import org.blup.model.fit.ConditionalModes;

/** Everything a report says of a fit, section by section. */
public final class ReportPage {

  static final double LEVEL = 0.95;

  private static final String MODEL = "The model";
  private static final String DATA = "The data";
  private static final String FIXED = "Fixed effects";
  private static final String RANDOM = "Random effects";
  private static final String WARNINGS = "Warnings";
  private static final String ASSUMPTIONS = "Assumptions";
  private static final String NUMBERS = "Numbers to reproduce it";
  private static final String CITATION = "How to cite";

  /** More are not kept to be drawn level by level. */
  private static final int MOST_ROWS = 100_000;

  private static final int MOST_GROUPS = 4;

  private ReportPage() {}

  /** The page, read once from the rows for their values and once for their residuals. */
  public static <R> String of(MixedFit<R> fit, Iterable<? extends R> rows, String title) {
    ModelFrame frame = fit.frame(rows);
    Optional<Diagnostics> diagnostics =
        ModelSection.isIterative(fit) ? Optional.empty() : Optional.of(fit.diagnostics(rows));
    List<ConditionalModes> groups = frame.groups().stream().map(fit::conditionalModes).toList();
    String heading = title.isEmpty() ? "A mixed model of " + Axis.plain(frame.response()) : title;
    Html page = new Html(heading);
    page.top(
        heading,
        fit.formula(),
        List.of(MODEL, DATA, FIXED, RANDOM, WARNINGS, ASSUMPTIONS, NUMBERS, CITATION));

    page.section(MODEL);
    ModelSection.write(fit, frame, groups, page);
    page.section(DATA);
    DataSection.write(fit, frame, page);
    page.section(FIXED);
    new FixedSection(fit, page).write();
    page.section(RANDOM);
    RandomSection.write(fit, groups, page);
    levels(groups, diagnostics.isEmpty(), page);
    facets(fit, rows, frame, page);
    page.section(WARNINGS);
    new Warnings(fit, groups).write(page);
    page.section(ASSUMPTIONS);
    if (diagnostics.isPresent()) {
      new Assumptions(diagnostics.get(), groups, page).write();
      Assumptions.influence(fit, rows, frame, page);
    } else {
      page.paragraph(
          "Not checked: standardised residuals and influence need the factorisation, which a fit"
              + " by iterations does without.");
    }
    page.section(NUMBERS);
    Reproduction.numbers(fit, frame, page);
    page.section(CITATION);
    Reproduction.citation(fit, page);
    return page.finish();
  }

  private static void levels(List<ConditionalModes> groups, boolean isIterative, Html page) {
    if (isIterative) {
      page.paragraph(
          "The effects of levels are not drawn: their intervals need the factorisation, which a fit"
              + " by iterations does without.");
      return;
    }
    for (ConditionalModes group : groups.subList(0, Math.min(MOST_GROUPS, groups.size()))) {
      page.figure(Caterpillar.of(group, LEVEL), "");
    }
  }

  /** What was observed and fitted against the first covariate that varies within a group. */
  private static <R> void facets(
      MixedFit<R> fit, Iterable<? extends R> rows, ModelFrame frame, Html page) {
    if (frame.rows() > MOST_ROWS || fit.coefficients().isEmpty()) {
      return;
    }
    for (String group : frame.groups()) {
      for (String number : fit.referenceGrid().covariates()) {
        if (variesWithin(group, number, frame)) {
          page.figure(Facets.of(fit, rows, number, group), "");
          return;
        }
      }
    }
  }

  private static boolean variesWithin(String group, String number, ModelFrame frame) {
    Map<String, Double> first = new HashMap<>();
    for (int row = 0; row < frame.rows(); row++) {
      Optional<String> level = frame.level(group, row);
      double value = frame.number(number, row);
      if (level.isPresent() && !Double.isNaN(value)) {
        Double known = first.putIfAbsent(level.get(), value);
        if (known != null && known != value) {
          return true;
        }
      }
    }
    return false;
  }
}
