package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of estimates with standard errors, degrees of freedom, intervals and p-values. */
final class EstimateTable {

  private final String heading;
  private final double level;
  private final List<String> names = new ArrayList<>();
  private final List<Double> estimates = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> df = new ArrayList<>();
  private final List<Double> lower = new ArrayList<>();
  private final List<Double> upper = new ArrayList<>();
  private final List<Double> t = new ArrayList<>();
  private final List<String> p = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  EstimateTable(String heading, double level) {
    this.heading = heading;
    this.level = level;
  }

  void add(MarginalEstimate estimate) {
    if (!estimate.isEstimable()) {
      notes.add("Not estimable, for want of rows: " + estimate.name());
      return;
    }
    Interval interval = estimate.interval(level);
    double pValue = estimate.pValue();
    if (Double.isNaN(pValue) && !notes.contains(EstimateErrors.NO_TEST)) {
      notes.add(EstimateErrors.NO_TEST);
    }
    names.add(estimate.name());
    estimates.add(estimate.estimate());
    errors.add(estimate.standardError());
    df.add(estimate.df());
    lower.add(interval.lower());
    upper.add(interval.upper());
    t.add(estimate.t());
    p.add(pValue < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", pValue));
  }

  void note(String note) {
    notes.add(note);
  }

  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.text(heading, names);
    table.numbers("Estimate", estimates);
    table.numbers("Std. Error", errors);
    table.numbers("df", df);
    table.numbers("lower", lower);
    table.numbers("upper", upper);
    table.numbers("t value", t);
    table.text("p value", p);
    StringBuilder text = new StringBuilder().append(table);
    text.append(String.format(Locale.ROOT, "Intervals: %s %%", 100 * level)).append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }
}
