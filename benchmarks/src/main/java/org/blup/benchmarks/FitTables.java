package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Two tables of the same fits: what they took beside lme4, and what the time went into. */
final class FitTables {

  private final MarkdownTable ratios =
      new MarkdownTable(
          List.of(
              "case",
              "rows",
              "Blup s",
              "lme4 s",
              "ratio",
              "CPU s",
              "of lme4",
              "ratio",
              "criterion",
              "lme4 above",
              "gain left",
              "evaluations",
              "of lme4",
              "heap MB",
              "of lme4"));

  private final MarkdownTable phases =
      new MarkdownTable(
          List.of(
              "seconds in",
              "pass",
              "observe",
              "solve",
              "ordering",
              "symbolic",
              "setup",
              "numeric",
              "modes",
              "gradient",
              "information",
              "other",
              "GFLOP/s",
              "of multiplication",
              "tail's columns",
              "GFLOP/s a core",
              "of multiplication",
              "allocated MB"));

  private final List<String> methods = new ArrayList<>();

  void add(String id, Measurements blup, Measurements lme4) {
    if (blup.failed()) {
      ratios.add(List.of(id + " failed"));
      return;
    }
    ratios.add(
        List.of(
            id,
            blup.cell("rows", "%.0f"),
            blup.cell("seconds", "%.4f"),
            lme4.cell("seconds", "%.3f"),
            format("%.1f", ratio(lme4.number("seconds"), blup.number("seconds"))),
            blup.cell("processor", "%.4f"),
            lme4.cell("processor", "%.3f"),
            format("%.1f", ratio(lme4.number("processor"), blup.number("processor"))),
            blup.cell("criterion", "%.6f"),
            format("%.2g", difference(lme4.number("criterion"), blup.number("criterion"))),
            blup.cell("predictedGain", "%.0e"),
            blup.cell("evaluations", "%.0f"),
            lme4.cell("evaluations", "%.0f"),
            blup.cell("heap", "%.0f"),
            lme4.cell("memory", "%.0f")));
    OptionalDouble rate = rate(blup);
    OptionalDouble tailRate = ratio(blup.number("tailRate"), OptionalDouble.of(1e9));
    phases.add(
        List.of(
            id,
            blup.cell("pass", "%.4f"),
            blup.cell("observe", "%.4f"),
            blup.cell("solve", "%.4f"),
            blup.cell("ordering", "%.4f"),
            blup.cell("symbolic", "%.4f"),
            blup.cell("setup", "%.4f"),
            blup.cell("numeric", "%.4f"),
            blup.cell("modes", "%.4f"),
            blup.cell("gradient", "%.4f"),
            blup.cell("information", "%.4f"),
            blup.cell("other", "%.4f"),
            format("%.2f", rate),
            format("%.0f %%", percent(rate, blup.number("multiplication"))),
            blup.cell("tail", "%.0f"),
            format("%.2f", tailRate),
            format("%.0f %%", percent(tailRate, blup.number("multiplication"))),
            blup.cell("allocated", "%.0f")));
    methods.add("- " + id + ": " + blup.text("methods").orElse("–"));
  }

  /** Billions of operations a second over all factorisations, assembly included. */
  private static OptionalDouble rate(Measurements blup) {
    OptionalDouble operations = blup.number("operations");
    OptionalDouble evaluations = blup.number("evaluations");
    OptionalDouble seconds = blup.number("numeric");
    if (operations.isEmpty() || evaluations.isEmpty() || seconds.orElse(0) == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        operations.getAsDouble() * evaluations.getAsDouble() / seconds.getAsDouble() * 1e-9);
  }

  private static OptionalDouble percent(OptionalDouble rate, OptionalDouble multiplication) {
    return ratio(
        rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() * 1e11) : rate, multiplication);
  }

  private static OptionalDouble ratio(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() / b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble difference(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() && b.isPresent()
        ? OptionalDouble.of(a.getAsDouble() - b.getAsDouble())
        : OptionalDouble.empty();
  }

  private static String format(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "–";
  }

  @Override
  public String toString() {
    return ratios + "\n" + phases + "\n" + String.join("\n", methods) + "\n";
  }
}
