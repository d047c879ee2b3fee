package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks fits of Blup and of R's packages the same questions, and prints what both took and the
 * ratio. Each question runs in a process of its own; a fit is measured where it is what is asked
 * for.
 */
public final class InferenceSideBySide {

  private InferenceSideBySide() {}

  /** See {@code benchmarks/README.md} for the options. */
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return;
    }
    Optional<Lme4> lme4 = options.lme4() ? Lme4.find() : Optional.empty();
    System.out.println(Machine.describe());
    System.out.println(lme4.map(Lme4::describe).orElse("Without lme4."));
    System.out.println();
    MarkdownTable table =
        new MarkdownTable(
            List.of("question", "Blup s", "Blup processor s", "R s", "R processor s", "ratio"));
    for (InferenceQuestion question : InferenceQuestions.all()) {
      Optional<Path> file = options.wants(question.id()) ? question.file().get() : Optional.empty();
      if (file.isPresent()) {
        System.err.println("… " + question.id());
        table.add(line(question, file.get(), options, lme4));
      }
    }
    System.out.println(table);
  }

  private static List<String> line(
      InferenceQuestion question, Path file, Options options, Optional<Lme4> lme4) {
    List<String> asked = List.of(question.id(), file.toString(), options.quick() ? "2" : "10");
    Measurements blup =
        Measurements.of(JavaCommand.of(options.jvmArguments(), InferenceRun.class, asked));
    Measurements other = lme4.isPresent() ? Lme4.ask(question.id(), file) : Measurements.none();
    OptionalDouble mine = blup.number("processor");
    OptionalDouble theirs = other.number("processor");
    String ratio =
        mine.isPresent() && theirs.isPresent()
            ? String.format(Locale.ROOT, "%.0f", theirs.getAsDouble() / mine.getAsDouble())
            : "–";
    List<String> cells = new ArrayList<>(List.of(question.title()));
    for (Measurements measured : List.of(blup, other)) {
      cells.add(measured.cell("seconds", "%.4f"));
      cells.add(measured.cell("processor", "%.4f"));
    }
    cells.add(ratio);
    return cells;
  }
}
