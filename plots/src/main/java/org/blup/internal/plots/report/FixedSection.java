package org.blup.internal.plots.report;

import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.plots.picture.Estimates;
import org.blup.internal.plots.picture.MarginalMeans;
import org.blup.model.Coefficient;
import org.blup.model.MixedFit;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;

/** The fixed effects, the tests of their terms, and marginal means. */
final class FixedSection {

  private static final int MOST_FACTORS = 3;
  private static final int MOST_LEVELS = 40;

  private final MixedFit<?> fit;
  private final Html page;

  FixedSection(MixedFit<?> fit, Html page) {
    this.fit = fit;
    this.page = page;
  }

  void write() {
    if (fit.coefficients().isEmpty()) {
      page.paragraph("The model has no fixed effects.");
      return;
    }
    try {
      tested();
      anova();
      means();
    } catch (BlupException e) {
      page.warning("There are no tests of the fixed effects.", String.valueOf(e.getMessage()));
      untested();
    }
  }

  private void tested() {
    List<List<String>> rows = new ArrayList<>();
    String method = "";
    for (Coefficient coefficient : fit.coefficients()) {
      LinearTest test = fit.test(coefficient);
      Interval interval = test.interval(ReportPage.LEVEL);
      method = test.method().tests("t");
      rows.add(
          List.of(
              coefficient.name(),
              Figures.of(test.estimate()),
              Figures.of(test.standardError()),
              Figures.interval(interval.lower(), interval.upper()),
              Figures.fixed(test.df(), 2),
              Figures.fixed(test.t(), 3),
              Figures.pValue(test.pValue())));
    }
    page.table(
        "Fixed effects, " + method,
        List.of("Effect", "Estimate", "Std. error", "95 % interval", "df", "t", "p"),
        rows);
    page.paragraph(
        "Each estimate is the change of the mean by one unit of the variable, or from the"
            + " reference level, with everything else held. p is the probability of a t so far"
            + " from 0 if the effect were 0.");
    page.figure(Estimates.of(fit, ReportPage.LEVEL), "");
  }

  private void untested() {
    page.table(
        "Fixed effects",
        List.of("Effect", "Estimate"),
        fit.coefficients().stream().map(c -> List.of(c.name(), Figures.of(c.estimate()))).toList());
  }

  private void anova() {
    AnovaTable table = fit.anova();
    if (table.rows().isEmpty()) {
      return;
    }
    page.table(
        "Tests of whole terms, each after all others (type III)",
        List.of("Term", "F", "Numerator df", "Denominator df", "p"),
        table.rows().stream()
            .map(
                row ->
                    List.of(
                        row.term(),
                        Figures.fixed(row.f(), 3),
                        Figures.fixed(row.numeratorDf(), 0),
                        Figures.fixed(row.denominatorDf(), 2),
                        Figures.pValue(row.pValue())))
            .toList());
  }

  private void means() {
    List<String> factors = fit.referenceGrid().factors();
    for (String factor : factors.subList(0, Math.min(MOST_FACTORS, factors.size()))) {
      if (fit.means(factor).all().size() <= MOST_LEVELS) {
        page.figure(
            MarginalMeans.of(fit.means(factor), ReportPage.LEVEL),
            "Means of the levels of "
                + factor
                + ", other factors averaged over and numbers at"
                + " their means.");
      }
    }
  }
}
