package org.blup.internal.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of estimates with standard errors, degrees of freedom, intervals and p-values. Every row
 * ends at the digit that its standard error is worth.
 */
public final class EstimateTable {

  private final String heading;
  private String noTest = "";
  private final List<String> names = new ArrayList<>();
  private final List<String> estimates = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<Double> monteCarlo = new ArrayList<>();
  private final List<Double> df = new ArrayList<>();
  private final List<String> lower = new ArrayList<>();
  private final List<String> upper = new ArrayList<>();
  private final List<Double> t = new ArrayList<>();
  private final List<String> p = new ArrayList<>();
  private int more;

  public EstimateTable(String heading) {
    this.heading = heading;
  }

  /** What to say below the table if a p-value is NaN. */
  public void noTest(String reason) {
    noTest = reason;
  }

  /** A row of an estimate alone. */
  public void add(String name, double estimate) {
    names.add(name);
    estimates.add(Digits.significant(estimate));
  }

  /** A row of an estimate with its error, where tests would cost too much. */
  public void add(String name, double estimate, double error) {
    Digits digits = Digits.upTo(error, estimate);
    names.add(name);
    estimates.add(digits.print(estimate));
    errors.add(digits.print(error));
  }

  /** A row of an estimate with its error and an interval. */
  public void add(String name, double estimate, double error, double lowerEnd, double upperEnd) {
    Digits digits = Digits.upTo(error, estimate, lowerEnd, upperEnd);
    names.add(name);
    estimates.add(digits.print(estimate));
    errors.add(digits.print(error));
    lower.add(digits.print(lowerEnd));
    upper.add(digits.print(upperEnd));
  }

  /** The test of the last row, which may be one on another scale. */
  public void test(double degreesOfFreedom, double statistic, String pValue) {
    df.add(degreesOfFreedom);
    t.add(statistic);
    p.add(pValue);
  }

  /** The Monte-Carlo errors of the estimates of all rows. */
  public void monteCarlo(double[] ofRows) {
    Arrays.stream(ofRows).forEach(monteCarlo::add);
  }

  /** Says that as many rows follow as are not printed. */
  public void followedBy(int rows) {
    more = rows;
  }

  @Override
  public String toString() {
    boolean normal = !df.isEmpty() && df.stream().allMatch(nu -> nu.isInfinite());
    String letter = normal ? "z" : "t";
    TextTable table = new TextTable(names.size());
    table.text(heading, names);
    table.numbers("Estimate", estimates);
    if (!errors.isEmpty()) {
      table.numbers("Std. Error", errors);
    }
    if (!monteCarlo.isEmpty()) {
      table.numbers("MC error", monteCarlo, Digits::significant);
    }
    if (!df.isEmpty() && !normal) {
      table.numbers("df", df, Digits::df);
    }
    if (!lower.isEmpty()) {
      table.numbers("lower", lower);
      table.numbers("upper", upper);
    }
    if (!t.isEmpty()) {
      table.numbers(letter + " value", t, Digits::statistic);
      table.flushRight("Pr(>|" + letter + "|)", p);
    }
    String note = p.contains(Digits.pValue(Double.NaN)) ? noTest + "\n" : "";
    return names.isEmpty() ? "" : table + TextTable.more(more) + note;
  }
}
