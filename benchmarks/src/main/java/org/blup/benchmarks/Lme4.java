package org.blup.benchmarks;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.blup.model.Criterion;

/** Runs lme4 in R processes of its own. */
final class Lme4 {

  private final Measurements versions;

  private Lme4(Measurements versions) {
    this.versions = versions;
  }

  /** lme4, if there is an {@code Rscript} on the path that can load it. */
  static Optional<Lme4> find() {
    try {
      Measurements versions = run("version.R");
      return versions.failed() ? Optional.empty() : Optional.of(new Lme4(versions));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** What it is and which BLAS it uses. */
  String describe() {
    return "lme4 %s, R %s, BLAS %s with %s thread(s)"
        .formatted(
            versions.text("lme4").orElse("?"),
            versions.text("r").orElse("?"),
            versions.text("blas").orElse("?"),
            versions.text("threads").orElse("?"));
  }

  Measurements fit(Case<?> c, Path file, int repetitions) {
    return run(
        "lme4.R",
        file.toString(),
        c.model().formula(),
        c.criterion() == Criterion.REML ? "TRUE" : "FALSE",
        String.join(" ", c.factors()),
        Integer.toString(repetitions));
  }

  /** Asks a fit a question of {@code inference.R}. */
  static Measurements ask(String id, Path file) {
    return run("inference.R", id, file.toString());
  }

  /** Reads a file with data.table and fits it. */
  static Measurements read(Path file) {
    return run("reading.R", file.toString());
  }

  /** The sleep study as a whole program. */
  static List<String> sleepStudy(Path file) {
    return List.of("Rscript", Checkout.script("sleepstudy.R").toString(), file.toString());
  }

  private static Measurements run(String script, String... arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add("Rscript");
    command.add(Checkout.script(script).toString());
    command.addAll(List.of(arguments));
    return Measurements.of(command);
  }
}
