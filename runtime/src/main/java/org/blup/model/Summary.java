package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.blup.design.GroupLevels;
import org.blup.design.ObservedDesign;

/** Lays a fit out for reading, in the order of lme4's summary. */
final class Summary {

  private final MixedFit<?> fit;
  private final ObservedDesign design;
  private final StringBuilder text = new StringBuilder();

  private Summary(MixedFit<?> fit) {
    this.fit = fit;
    this.design = fit.estimates.design();
  }

  static String of(MixedFit<?> fit) {
    Summary summary = new Summary(fit);
    summary.head();
    summary.randomEffects();
    summary.rows();
    summary.fixedEffects();
    return summary.text.toString();
  }

  private void head() {
    String criterion = fit.fittedBy() == Criterion.REML ? "REML" : "maximum likelihood";
    line("Linear mixed model fit by " + criterion);
    line("Formula: " + fit.formula());
    line(String.format(Locale.ROOT, "%s criterion: %.4f", fit.fittedBy(), fit.criterion()));
    line("");
  }

  private void randomEffects() {
    line("Random effects:");
    Table table = new Table(List.of("Groups", "Name", "Variance", "Std.Dev.", "Corr"), 2);
    for (int g = 0; g < design.groups(); g++) {
      GroupCovariance covariance = GroupCovariance.of(fit.estimates, g);
      for (int e = 0; e < covariance.size(); e++) {
        addEffect(table, covariance, e);
      }
    }
    double sigma = fit.sigma();
    table.add("Residual", "", number(sigma * sigma), number(sigma), "");
    table.print(text);
    if (fit.isSingular()) {
      line("The fit is singular: some combination of random effects has no variance.");
    }
  }

  private static void addEffect(Table table, GroupCovariance covariance, int effect) {
    VarianceComponent component = covariance.component(effect);
    List<String> correlations = new ArrayList<>();
    for (int other = 0; other < effect; other++) {
      double correlation = covariance.correlation(effect, other);
      correlations.add(
          Double.isNaN(correlation) ? "  NaN" : String.format(Locale.ROOT, "%5.2f", correlation));
    }
    table.add(
        effect == 0 ? component.group() : "",
        component.effect(),
        number(component.variance()),
        number(component.standardDeviation()),
        String.join(" ", correlations));
  }

  private void rows() {
    List<String> sizes = new ArrayList<>();
    for (int g = 0; g < design.groups(); g++) {
      GroupLevels levels = design.group(g);
      sizes.add(levels.label() + " " + levels.size());
    }
    line("Number of rows: " + fit.rows() + ", groups: " + String.join(", ", sizes));
    if (fit.omitted() > 0) {
      line("Rows left out because a value was missing: " + fit.omitted());
    }
    line("");
  }

  private void fixedEffects() {
    if (fit.coefficients().isEmpty()) {
      line("No fixed effects");
      return;
    }
    line("Fixed effects:");
    Table table = new Table(List.of("", "Estimate", "Std. Error", "t value"), 1);
    for (Coefficient coefficient : fit.coefficients()) {
      table.add(
          coefficient.name(),
          number(coefficient.estimate()),
          number(coefficient.standardError()),
          String.format(Locale.ROOT, "%.3f", coefficient.t()));
    }
    table.print(text);
    if (!fit.droppedCoefficients().isEmpty()) {
      line("Dropped, being combinations of the columns before them: "
          + String.join(", ", fit.droppedCoefficients()));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Five significant digits, as a plain decimal where that is short. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= 1e7 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.4e", value);
    }
    int decimals = Math.max(0, 4 - (int) Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Columns of text, the first ones flush left, the others aligned at their right. */
  private static final class Table {

    private final int flushLeft;
    private final List<List<String>> lines = new ArrayList<>();

    Table(List<String> header, int flushLeft) {
      this.flushLeft = flushLeft;
      lines.add(header);
    }

    void add(String... cells) {
      lines.add(List.of(cells));
    }

    void print(StringBuilder out) {
      int columns = lines.get(0).size();
      int[] widths = new int[columns];
      for (List<String> cells : lines) {
        for (int c = 0; c < columns; c++) {
          widths[c] = Math.max(widths[c], cells.get(c).length());
        }
      }
      for (List<String> cells : lines) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < columns; c++) {
          String padding = " ".repeat(widths[c] - cells.get(c).length());
          line.append(c == 0 ? " " : "  ");
          line.append(c < flushLeft ? cells.get(c) + padding : padding + cells.get(c));
        }
        out.append(line.toString().stripTrailing()).append('\n');
      }
    }
  }
}
