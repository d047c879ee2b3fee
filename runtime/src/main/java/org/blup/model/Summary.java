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
    TextTable table = new TextTable();
    List<String> groups = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Double> variances = new ArrayList<>();
    List<String> correlations = new ArrayList<>();
    for (int g = 0; g < design.groups(); g++) {
      GroupCovariance covariance = GroupCovariance.of(fit.estimates, g);
      for (int e = 0; e < covariance.size(); e++) {
        groups.add(e == 0 ? covariance.group() : "");
        names.add(covariance.names().get(e));
        variances.add(covariance.component(e).variance());
        correlations.add(correlations(covariance, e));
      }
    }
    groups.add("Residual");
    names.add("");
    variances.add(fit.sigma() * fit.sigma());
    correlations.add("");
    table.text("Groups", groups);
    table.text("Name", names);
    table.numbers("Variance", variances);
    table.numbers("Std.Dev.", variances.stream().map(Math::sqrt).toList());
    table.text("Corr", correlations);
    text.append(table);
    for (SingularDirection direction : fit.singularDirections()) {
      line("Singular, no variance in " + direction);
    }
    List<String> undetermined = fit.undeterminedVariances();
    if (!undetermined.isEmpty()) {
      line(
          "Not determined by these data, one choice of many: "
              + String.join(", ", undetermined)
              + ". What depends on the choice is NaN");
    }
  }

  private static String correlations(GroupCovariance covariance, int effect) {
    List<String> correlations = new ArrayList<>();
    for (int other = 0; other < effect; other++) {
      correlations.add(String.format(Locale.ROOT, "%5.2f", covariance.correlation(effect, other)));
    }
    return String.join(" ", correlations);
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
    List<Coefficient> coefficients = fit.coefficients();
    TextTable table = new TextTable();
    table.text("", coefficients.stream().map(Coefficient::name).toList());
    table.numbers("Estimate", coefficients.stream().map(Coefficient::estimate).toList());
    table.numbers("Std. Error", coefficients.stream().map(Coefficient::standardError).toList());
    boolean normal = coefficients.stream().allMatch(c -> Double.isInfinite(c.df()));
    if (!normal) {
      table.numbers("df", coefficients.stream().map(Coefficient::df).toList());
    }
    String letter = normal ? "z" : "t";
    table.numbers(letter + " value", coefficients.stream().map(Coefficient::t).toList());
    table.text(
        "Pr(>|" + letter + "|)",
        coefficients.stream().map(Coefficient::pValue).map(Tails::print).toList());
    text.append(table);
    if (coefficients.stream().anyMatch(c -> Double.isNaN(c.pValue()))) {
      line(EstimateErrors.NO_TEST);
    }
    if (!fit.droppedCoefficients().isEmpty()) {
      line(
          "Dropped, being combinations of the columns before them: "
              + String.join(", ", fit.droppedCoefficients()));
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
