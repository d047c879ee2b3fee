package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.blup.design.CrossProducts;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.iterative.IterativeReml;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.MonteCarlo;
import org.blup.internal.reml.solution.Solution;

/**
 * How fits by iterations grow with ratings of MovieLens's shape, {@code rating ~ 1 + (1 | user) +
 * (1 | film)}: rows are made while they are read. Prints a table of processor seconds of all
 * threads.
 */
public final class RatingsRun {

  private RatingsRun() {}

  /**
   * Arguments: numbers of rows such as {@code 1000000}; {@code --films-with N} for films of at
   * least N ratings; {@code --exact} for a fit by factorisation beside each.
   */
  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    int least = 1;
    List<Long> sizes = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i).equals("--films-with")) {
        least = Integer.parseInt(given.get(++i));
      } else if (!given.get(i).equals("--exact")) {
        sizes.add(Long.parseLong(given.get(i)));
      }
    }
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "rows",
                "users",
                "films",
                "pass s",
                "observe s",
                "solve s",
                "evaluations",
                "iterations",
                "signs",
                "largest error / standard error",
                "heap given MB"));
    for (long rows : sizes.isEmpty() ? List.of(1_000_000L, 5_000_000L) : sizes) {
      table.add(measure(rows, least, given.contains("--exact")));
    }
    System.out.print(table);
  }

  private static List<String> measure(long rows, int least, boolean exact) {
    Iterable<Ratings.Rating> ratings = ratings(rows, least);
    double making = seconds(() -> ratings.forEach(rating -> {}));
    CrossProducts<Ratings.Rating> sums = Ratings_RatingModel.model().crossProducts();
    double pass = seconds(() -> ratings.forEach(sums::add)) - making;
    NormalEquations[] equations = new NormalEquations[1];
    double observe = seconds(() -> equations[0] = DesignAssembly.observe(sums, false).equations());
    List<Integer> levels = equations[0].groups().stream().map(Group::levels).toList();
    Solution[] solution = new Solution[1];
    Runnable solve =
        () ->
            solution[0] =
                IterativeReml.solve(equations[0], true, "", new double[0], (theta, value) -> {});
    double solved = seconds(solve);
    MonteCarlo errors = solution[0].monteCarlo().orElseThrow();
    System.out.print(line("iterations", solution[0], solved));
    System.out.printf(
        Locale.ROOT, "Monte-Carlo errors of θ: %.2g %.2g%n", errors.theta()[0], errors.theta()[1]);
    int evaluations = solution[0].evaluations();
    if (exact) {
      double factored =
          seconds(() -> solution[0] = Reml.solve(equations[0], true, (theta, value) -> {}));
      System.out.print(line("exact", solution[0], factored));
    }
    return List.of(
        text("%,d", equations[0].rows()),
        text("%,d", levels.get(0)),
        text("%,d", levels.get(1)),
        text("%.1f", pass),
        text("%.1f", observe),
        text("%.1f", solved),
        Integer.toString(evaluations),
        Integer.toString(errors.iterations()),
        Integer.toString(errors.probes()),
        text("%.1f %%", 100 * errors.share()),
        Long.toString(Runtime.getRuntime().maxMemory() >> 20));
  }

  private static String text(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String line(String how, Solution solution, double seconds) {
    double[] theta = solution.theta();
    return String.format(
        Locale.ROOT,
        "%s: %.1f s, θ %.9f %.9f, σ %.9f, β %.9f, its standard error %.9f%n",
        how,
        seconds,
        theta[0],
        theta[1],
        solution.sigma(),
        solution.beta()[0],
        Math.sqrt(solution.betaCovariance()[0]));
  }

  /** All ratings, or those of films that have enough of them. */
  private static Iterable<Ratings.Rating> ratings(long rows, int least) {
    Iterable<Ratings.Rating> all = new Ratings(rows);
    if (least <= 1) {
      return all;
    }
    int[] count = new int[Ratings.FILMS + 1];
    all.forEach(rating -> count[rating.film()]++);
    return () ->
        StreamSupport.stream(all.spliterator(), false)
            .filter(rating -> count[rating.film()] >= least)
            .iterator();
  }

  private static double seconds(Runnable work) {
    long start = Timing.processorNanoseconds();
    work.run();
    return (Timing.processorNanoseconds() - start) * 1e-9;
  }
}
