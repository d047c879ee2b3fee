package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.blup.exception.BlupException;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.EstimateTable;
import org.blup.internal.model.text.TextTable;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;
import org.blup.model.fit.TestMethod;

/** The table of means or comparisons, and which of them have no numbers. */
final class MarginalTable {

  /** Names of means without an answer that the note below a table lists. */
  private static final int MOST_NAMES = 10;

  private final double level;
  private final EstimateTable table;
  private final List<String> unknown = new ArrayList<>();
  private String problem = "";

  /**
   * An empty table.
   *
   * @param heading of the column of names
   * @param level of the intervals
   */
  MarginalTable(String heading, double level) {
    Tails.checkLevel(level);
    this.level = level;
    table = new EstimateTable(heading);
  }

  /** Adds estimates, so far as they are printed. */
  MarginalTable addAll(List<? extends GridEstimate> estimates) {
    return addAll(estimates, estimates.stream().map(GridEstimate::name).toList());
  }

  /** Adds estimates by other names than their own. */
  MarginalTable addAll(List<? extends GridEstimate> estimates, List<String> names) {
    int printed = Math.min(estimates.size(), TextTable.MOST_ROWS);
    for (int i = 0; i < printed; i++) {
      GridEstimate estimate = estimates.get(i);
      if (!estimate.isEstimable()) {
        unknown.add(estimate.name());
        continue;
      }
      try {
        LinearTest test = estimate.function().test();
        table.noTest(estimate.function().space().noTest());
        String pValue = Digits.pValue(estimate.pValue(), estimate.pValueError());
        Interval interval = estimate.interval(level);
        table.add(
            names.get(i),
            estimate.estimate(),
            estimate.standardError(),
            interval.lower(),
            interval.upper());
        table.test(test.df(), test.t(), pValue);
      } catch (BlupException e) {
        problem = String.valueOf(e.getMessage());
        break;
      }
    }
    table.followedBy(estimates.size() - printed);
    return this;
  }

  /** The line above a table. */
  static String title(String before, String title) {
    String whole = before + title;
    return whole.substring(0, 1).toUpperCase(Locale.ROOT) + whole.substring(1) + "\n";
  }

  /** How tests and intervals are made, for below a table. */
  static String method(TestMethod method, double level) {
    return method.tests("t") + "; intervals: " + Digits.percent(level);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(table);
    if (!unknown.isEmpty()) {
      int named = Math.min(MOST_NAMES, unknown.size());
      text.append("Not estimable from these rows: ")
          .append(String.join(", ", unknown.subList(0, named)))
          .append(unknown.size() > named ? " and " + (unknown.size() - named) + " more" : "")
          .append('\n');
    }
    text.append(problem.isEmpty() ? "" : "No more, because: " + problem + "\n");
    return text.toString();
  }
}
