package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.Model;

/**
 * How cost grows with rows and with groups, {@code y ~ x + (x | g)}: rows are made while they are
 * read and never stored. Prints a table of processor seconds of all threads, and draws it.
 */
public final class ScalingRun {

  private ScalingRun() {}

  private record Size(long rows, int groups) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(100_000, 10_000),
          new Size(1_000_000, 10_000),
          new Size(10_000_000, 10_000),
          new Size(10_000_000, 100_000),
          new Size(10_000_000, 1_000_000));

  private static final List<Size> QUICK_SIZES =
      List.of(new Size(10_000, 1_000), new Size(100_000, 1_000), new Size(100_000, 10_000));

  /** What one size takes, in processor seconds. */
  private record Cost(
      Size size, double pass, double observe, double solve, int evaluations, double heap) {

    List<String> cells() {
      return List.of(
          String.format(Locale.ROOT, "%,d", size.rows()),
          String.format(Locale.ROOT, "%,d", size.groups()),
          String.format(Locale.ROOT, "%.3f", pass),
          String.format(Locale.ROOT, "%.1f", size.rows() / pass * 1e-6),
          String.format(Locale.ROOT, "%.3f", observe),
          String.format(Locale.ROOT, "%.3f", solve),
          Integer.toString(evaluations),
          String.format(Locale.ROOT, "%.0f", heap / 1e6));
    }
  }

  /** Arguments: {@code --quick} for small sizes, {@code --chart FILE} for the drawing. */
  public static void main(String[] arguments) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "`y ~ x + (x \\| g)`: rows",
                "groups",
                "pass s",
                "million rows/s",
                "observe s",
                "solve s",
                "evaluations",
                "heap MB"));
    List<String> given = List.of(arguments);
    List<Size> sizes = given.contains("--quick") ? QUICK_SIZES : SIZES;
    measure(sizes.get(0));
    List<Cost> costs = new ArrayList<>();
    for (Size size : sizes) {
      Cost cost = measure(size);
      costs.add(cost);
      table.add(cost.cells());
    }
    System.out.print(table);
    if (given.contains("--chart")) {
      draw(costs, Path.of(given.get(given.indexOf("--chart") + 1)));
    }
  }

  private static void draw(List<Cost> costs, Path file) {
    long rows = costs.get(costs.size() - 1).size().rows();
    int groups = costs.get(0).size().groups();
    ScalingChart chart = new ScalingChart();
    List<Cost> byRows = costs.stream().filter(c -> c.size().groups() == groups).toList();
    List<Cost> byGroups = costs.stream().filter(c -> c.size().rows() == rows).toList();
    chart.panel(
        "rows, %,d groups".formatted(groups), sizes(byRows, c -> c.size().rows()), lines(byRows));
    chart.panel(
        "groups, %,d rows".formatted(rows),
        sizes(byGroups, c -> c.size().groups()),
        lines(byGroups));
    chart.write(file);
  }

  private static double[] sizes(List<Cost> costs, ToDoubleFunction<Cost> size) {
    return costs.stream().mapToDouble(size).toArray();
  }

  private static List<ScalingChart.Line> lines(List<Cost> costs) {
    return List.of(
        new ScalingChart.Line("pass", sizes(costs, Cost::pass)),
        new ScalingChart.Line("observe", sizes(costs, Cost::observe)),
        new ScalingChart.Line("solve", sizes(costs, Cost::solve)));
  }

  private static Cost measure(Size size) {
    Iterable<Simulated.Slope> rows =
        SimulatedRows.slopes(size.rows(), size.groups(), Simulated.Slope::new);
    Model<Simulated.Slope, Simulated_SlopeModel.Fit> model = Simulated_SlopeModel.model();
    double making = seconds(() -> sum(rows));
    CrossProducts<Simulated.Slope> crossProducts = model.crossProducts();
    double pass = seconds(() -> rows.forEach(crossProducts::add)) - making;
    double observe = seconds(() -> DesignAssembly.observe(crossProducts, false));
    NormalEquations equations = DesignAssembly.observe(crossProducts, false).equations();
    Solution[] solution = new Solution[1];
    Runnable solve = () -> solution[0] = Reml.solve(equations, true, (theta, value) -> {});
    double solved = seconds(solve);
    return new Cost(size, pass, observe, solved, solution[0].evaluations(), HeapUse.live(solve));
  }

  /** Reads the rows without using them for a model, so that making them can be taken off. */
  private static double sum(Iterable<Simulated.Slope> rows) {
    double sum = 0;
    for (Simulated.Slope row : rows) {
      sum += row.x() * row.y() + row.g();
    }
    return sum;
  }

  private static double seconds(Runnable work) {
    long start = Timing.processorNanoseconds();
    work.run();
    return (Timing.processorNanoseconds() - start) * 1e-9;
  }
}
