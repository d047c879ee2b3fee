package org.blup.examples;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.blup.MixedModel;
import org.blup.model.MissingValues;

/**
 * Why a mixed model is fair to those who drop out. In the sleep study a driver is now sent home
 * after the first reaction beyond 330 ms: what is missing depends on what was measured before
 * (missing at random). The mean of those who stay says that lack of sleep does little; the mixed
 * model knows from each driver's first days where he was heading.
 */
public final class Dropouts {

  /** A day of a driver; the reaction is NaN on the days that he missed. */
  @MixedModel("reaction ~ days + (days | subject)")
  record Sleep(double reaction, double days, String subject) {}

  private static final double LIMIT = 330;

  private Dropouts() {}

  /** Prints the mean of the last day by three ways. */
  public static void main(String[] args) {
    List<Sleep> complete = Resources.read(Dropouts_SleepModel.csv(), "sleepstudy.csv");
    List<Sleep> observed = withDropouts(complete);
    Dropouts_SleepModel.Fit all = Dropouts_SleepModel.fit(complete);
    Dropouts_SleepModel.Fit some =
        Dropouts_SleepModel.fitting().missing(MissingValues.OMIT).fit(observed);

    System.out.printf("%d of %d rows are missing%n", some.omitted(), complete.size());
    System.out.printf("day 9, all drivers measured      %.1f ms%n", ofDay9(complete));
    System.out.printf("day 9, those who are still there %.1f ms%n", ofDay9(observed));
    System.out.printf(
        "day 9, mixed model of what is there %.1f ms (of all rows: %.1f ms)%n",
        at9(some), at9(all));
  }

  private static double at9(Dropouts_SleepModel.Fit fit) {
    return fit.predictPopulation(new Sleep(0, 9, "308"));
  }

  private static double ofDay9(List<Sleep> rows) {
    return rows.stream()
        .filter(row -> row.days() == 9 && !Double.isNaN(row.reaction()))
        .mapToDouble(Sleep::reaction)
        .average()
        .orElseThrow();
  }

  /** The rows stand in the order of days. */
  private static List<Sleep> withDropouts(List<Sleep> complete) {
    Set<String> home = new HashSet<>();
    List<Sleep> observed = new ArrayList<>();
    for (Sleep row : complete) {
      boolean isHome = home.contains(row.subject());
      observed.add(isHome ? new Sleep(Double.NaN, row.days(), row.subject()) : row);
      if (row.reaction() > LIMIT) {
        home.add(row.subject());
      }
    }
    return observed;
  }
}
