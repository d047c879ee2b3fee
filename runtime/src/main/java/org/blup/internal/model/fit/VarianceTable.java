package org.blup.internal.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.structure.LevelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.MonteCarloErrors;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RandomTermNames;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;

/** The table of variances, with correlations where the model has them. */
public final class VarianceTable {

  /** Characters of a correlation with a sign and two decimals: {@code -0.12}. */
  private static final int CORRELATION_WIDTH = 5;

  private final List<String> groups = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Double> variances = new ArrayList<>();
  private final List<String> correlations = new ArrayList<>();

  /** Of the standard deviations; none if the fit is exact. */
  private final List<Double> errors = new ArrayList<>();

  private VarianceTable() {}

  public static TextTable of(PostFit fit) {
    VarianceTable table = new VarianceTable();
    for (int g = 0; g < fit.design().groups(); g++) {
      table.addGroup(fit, g);
    }
    table.addResiduals(fit);
    return table.laidOut();
  }

  private void addResiduals(PostFit fit) {
    var residuals = FittedResiduals.of(fit);
    if (residuals.isEmpty()) {
      if (!fit.solution().isVarianceKnown()) {
        add("Residual", "", fit.variance(), "");
        MonteCarloErrors.of(fit).ifPresent(error -> errors.add(error.sigma()));
      }
      return;
    }
    String group = "Residual";
    for (ResidualLine line : ResidualLine.of(residuals.get(), fit.variance())) {
      add(group, line.name(), line.variance(), line.correlations());
      group = "";
    }
  }

  public static TextTable of(PostFit fit, int group) {
    VarianceTable table = new VarianceTable();
    table.addGroup(fit, group);
    return table.laidOut();
  }

  private void addGroup(PostFit fit, int group) {
    ObservedDesign design = fit.design();
    GroupCovariance covariance = GroupCovariance.of(fit, group);
    int first = groups.size();
    List<Term> terms = design.equations().terms();
    for (int t = 0; t < terms.size(); t++) {
      if (terms.get(t).group() != group) {
        continue;
      }
      if (terms.get(t).structure() instanceof PatternedCovariance form && form.oneVariance()) {
        addTerm(covariance, terms.get(t), form, design.structure().random().get(t));
      } else {
        addEffects(covariance, terms.get(t));
      }
      int term = t;
      MonteCarloErrors.of(fit).ifPresent(error -> errors.add(error.deviation(term)));
    }
    if (design.group(group).structure() == LevelStructure.AUTOREGRESSION) {
      double rho = new GroupModes(fit, group).levelCorrelation();
      groups.set(first, groups.get(first) + ", rho " + Digits.share(rho));
    }
  }

  private void addEffects(GroupCovariance covariance, Term term) {
    for (int e = 0; e < term.size(); e++) {
      int effect = term.offset() + e;
      add(
          e == 0 ? covariance.group() : "",
          covariance.names().get(effect),
          covariance.variance(effect),
          term.structure().isCorrelated() ? correlations(covariance, term.offset(), effect) : "");
    }
  }

  /** One line for the one variance, with a correlation for each parameter. */
  private void addTerm(
      GroupCovariance covariance, Term term, PatternedCovariance form, RandomTerm random) {
    StringJoiner correlations = new StringJoiner(" ");
    for (int distance = 1; distance < form.parameters(term.size()); distance++) {
      correlations.add(
          padded(Digits.share(covariance.correlation(term.offset(), term.offset() + distance))));
    }
    add(
        covariance.group(),
        RandomTermNames.keyword(form) + "(" + RandomTermNames.effects(random) + ")",
        covariance.variance(term.offset()),
        correlations.toString());
  }

  private void add(String group, String name, double variance, String correlation) {
    groups.add(group);
    names.add(name);
    variances.add(variance);
    correlations.add(correlation);
  }

  /** With the effects of the same term before it. */
  private static String correlations(GroupCovariance covariance, int first, int effect) {
    StringJoiner text = new StringJoiner(" ");
    for (int other = first; other < effect; other++) {
      text.add(padded(Digits.share(covariance.correlation(effect, other))));
    }
    return text.toString();
  }

  private static String padded(String correlation) {
    return " ".repeat(Math.max(0, CORRELATION_WIDTH - correlation.length())) + correlation;
  }

  private TextTable laidOut() {
    TextTable table = new TextTable(variances.size());
    table.text("Groups", groups);
    table.text("Name", names);
    table.numbers("Variance", variances, Digits::significant);
    table.numbers("Std.Dev.", variances.stream().map(Math::sqrt).toList(), Digits::significant);
    if (!errors.isEmpty()) {
      table.numbers("MC error", errors, Digits::significant);
    }
    if (correlations.stream().anyMatch(text -> !text.isEmpty())) {
      table.text("Corr", correlations);
    }
    return table;
  }
}
