package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import org.blup.design.CrossProducts;

/**
 * Summing a list of rows on one thread and on two, and a day's rows on top of a year's: {@code y ~
 * x + (x | g)}. Prints tables.
 */
final class SummingRun {

  private final boolean isQuick;

  private SummingRun(boolean isQuick) {
    this.isQuick = isQuick;
  }

  /** Arguments: {@code --quick} for fewer sizes, measured a shorter time. */
  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    System.out.println(Machine.describe());
    System.out.println();
    SummingRun run = new SummingRun(options.quick());
    System.out.println(run.passes());
    System.out.println(run.days());
  }

  private MarkdownTable passes() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "a list: rows",
                "groups",
                "row by row: ms",
                "processor ms",
                "`addAll`, one thread: ms",
                "processor ms",
                "two threads: ms",
                "processor ms"));
    int[][] sizes = {
      {1_000, 100},
      {10_000, 100},
      {20_000, 1_000},
      {100_000, 1_000},
      {1_000_000, 1_000},
      {1_000_000, 100_000},
      {5_000_000, 1_000_000}
    };
    for (int[] size : sizes) {
      if (!isQuick || size[0] <= 1_000_000) {
        table.add(pass(size[0], size[1]));
      }
    }
    return table;
  }

  private List<String> pass(int count, int groups) {
    List<Simulated.Slope> rows = rows(count, groups);
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "%,d", count));
    cells.add(String.format(Locale.ROOT, "%,d", groups));
    double atLeast = isQuick ? 0.3 : 1;
    add(
        cells,
        Timing.median(
            () -> {
              CrossProducts<Simulated.Slope> sums = Simulated_SlopeModel.crossProducts();
              rows.forEach(sums::add);
            },
            atLeast));
    for (int threads : new int[] {1, 2}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      add(
          cells,
          Timing.median(
              () -> pool.submit(() -> Simulated_SlopeModel.crossProducts().addAll(rows)).join(),
              atLeast));
      pool.shutdown();
    }
    return cells;
  }

  private static void add(List<String> cells, Timing timing) {
    cells.add(milliseconds(timing.seconds()));
    cells.add(milliseconds(timing.processorSeconds()));
  }

  /** A year of rows, of which one day comes and one goes. */
  private MarkdownTable days() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "a year: rows",
                "groups",
                "a day: rows",
                "merge the day: ms",
                "subtract a day: ms",
                "fit anew: ms",
                "evaluations",
                "… starting from yesterday's: ms",
                "evaluations"));
    int[][] sizes = {{365_000, 1_000}, {3_650_000, 10_000}, {3_650_000, 100_000}};
    for (int[] size : sizes) {
      if (!isQuick || size[1] <= 10_000) {
        table.add(day(size[0], size[1]));
      }
    }
    return table;
  }

  private List<String> day(int count, int groups) {
    List<Simulated.Slope> rows = rows(count, groups);
    int ofDay = count / 365;
    CrossProducts<Simulated.Slope> year = Simulated_SlopeModel.crossProducts();
    year.addAll(rows.subList(0, count - ofDay));
    Simulated_SlopeModel.Fit yesterday = Simulated_SlopeModel.fit(year);
    CrossProducts<Simulated.Slope> day = Simulated_SlopeModel.crossProducts();
    day.addAll(rows.subList(count - ofDay, count));
    double atLeast = isQuick ? 0.3 : 1;
    List<Double> merging = new ArrayList<>();
    List<Double> subtracting = new ArrayList<>();
    Timing.median(
        () -> {
          merging.add(seconds(() -> year.merge(day)));
          subtracting.add(seconds(() -> year.subtract(day)));
        },
        atLeast);
    year.merge(day);
    Simulated_SlopeModel.Fit anew = Simulated_SlopeModel.fit(year);
    Simulated_SlopeModel.Fit again =
        Simulated_SlopeModel.fitting().startingFrom(yesterday).fit(year);
    return List.of(
        String.format(Locale.ROOT, "%,d", count),
        String.format(Locale.ROOT, "%,d", groups),
        String.format(Locale.ROOT, "%,d", ofDay),
        milliseconds(median(merging)),
        milliseconds(median(subtracting)),
        milliseconds(Timing.median(() -> Simulated_SlopeModel.fit(year), atLeast).seconds()),
        Integer.toString(anew.evaluations()),
        milliseconds(
            Timing.median(
                    () -> Simulated_SlopeModel.fitting().startingFrom(yesterday).fit(year), atLeast)
                .seconds()),
        Integer.toString(again.evaluations()));
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }

  private static List<Simulated.Slope> rows(int count, int groups) {
    List<Simulated.Slope> rows = new ArrayList<>(count);
    SimulatedRows.slopes(count, groups, Simulated.Slope::new).forEach(rows::add);
    return rows;
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.3g", seconds * 1e3);
  }
}
