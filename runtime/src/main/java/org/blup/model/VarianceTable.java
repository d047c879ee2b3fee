package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.model.Digits;
import org.blup.internal.model.GroupCovariance;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.TextTable;

/** The table of variances, with correlations where the model has them. */
final class VarianceTable {

  private static final int CORRELATION_WIDTH = 5;

  private final List<String> groups = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Double> variances = new ArrayList<>();
  private final List<String> correlations = new ArrayList<>();

  private VarianceTable() {}

  static TextTable of(PostFit fit) {
    VarianceTable table = new VarianceTable();
    for (int g = 0; g < fit.design().groups(); g++) {
      table.addGroup(fit, g);
    }
    double sigma = fit.solution().sigma();
    table.add("Residual", "", sigma * sigma, "");
    return table.laidOut();
  }

  static TextTable of(PostFit fit, int group) {
    VarianceTable table = new VarianceTable();
    table.addGroup(fit, group);
    return table.laidOut();
  }

  private void addGroup(PostFit fit, int group) {
    ObservedDesign design = fit.design();
    GroupCovariance covariance = GroupCovariance.of(fit, group);
    for (Term term : design.equations().terms()) {
      for (int e = 0; term.group() == group && e < term.size(); e++) {
        int effect = term.offset() + e;
        add(
            e == 0 ? covariance.group() : "",
            covariance.names().get(effect),
            covariance.variance(effect),
            term.structure().isCorrelated() ? correlations(covariance, term.offset(), effect) : "");
      }
    }
  }

  private void add(String group, String name, double variance, String correlation) {
    groups.add(group);
    names.add(name);
    variances.add(variance);
    correlations.add(correlation);
  }

  /** With the effects of the same term before it. */
  private static String correlations(GroupCovariance covariance, int first, int effect) {
    StringBuilder text = new StringBuilder();
    for (int other = first; other < effect; other++) {
      String correlation = Digits.share(covariance.correlation(effect, other));
      text.append(other > first ? " " : "")
          .append(" ".repeat(Math.max(0, CORRELATION_WIDTH - correlation.length())))
          .append(correlation);
    }
    return text.toString();
  }

  private TextTable laidOut() {
    TextTable table = new TextTable(variances.size());
    table.text("Groups", groups);
    table.text("Name", names);
    table.numbers("Variance", variances, Digits::significant);
    table.numbers("Std.Dev.", variances.stream().map(Math::sqrt).toList(), Digits::significant);
    if (correlations.stream().anyMatch(text -> !text.isEmpty())) {
      table.text("Corr", correlations);
    }
    return table;
  }
}
