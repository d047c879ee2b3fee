package org.blup.benchmarks;

import java.util.List;
import java.util.Locale;
import org.blup.design.CrossProducts;
import org.blup.design.NormalEquations;
import org.blup.model.Model;
import org.blup.reml.Reml;
import org.blup.reml.Solution;

/**
 * How cost grows with rows and with groups, {@code y ~ x + (x | g)}: rows are made while they are
 * read and never stored. Prints a table.
 */
final class ScalingRun {

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

  /** Arguments: {@code --quick} for small sizes. */
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
    List<Size> sizes = arguments.length > 0 ? QUICK_SIZES : SIZES;
    measure(sizes.get(0));
    for (Size size : sizes) {
      table.add(measure(size));
    }
    System.out.print(table);
  }

  private static List<String> measure(Size size) {
    Iterable<Simulated.Slope> rows =
        SimulatedRows.slopes(size.rows(), size.groups(), Simulated.Slope::new);
    Model<Simulated.Slope, Simulated_SlopeModel.Fit> model = Simulated_SlopeModel.model();
    double making = seconds(() -> sum(rows));
    CrossProducts<Simulated.Slope> crossProducts = model.crossProducts();
    double pass = seconds(() -> rows.forEach(crossProducts::add)) - making;
    double observe = seconds(() -> crossProducts.observe(false));
    NormalEquations equations = crossProducts.observe(false).equations();
    Solution[] solution = new Solution[1];
    Runnable solve = () -> solution[0] = Reml.solve(equations, true, (theta, value) -> {});
    double solved = seconds(solve);
    return List.of(
        String.format(Locale.ROOT, "%,d", size.rows()),
        String.format(Locale.ROOT, "%,d", size.groups()),
        String.format(Locale.ROOT, "%.3f", pass),
        String.format(Locale.ROOT, "%.1f", size.rows() / pass * 1e-6),
        String.format(Locale.ROOT, "%.3f", observe),
        String.format(Locale.ROOT, "%.3f", solved),
        Integer.toString(solution[0].evaluations()),
        String.format(Locale.ROOT, "%.0f", HeapUse.live(solve) / 1e6));
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
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }
}
