package org.blup.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.blup.model.MixedFit;

/** The outcome of every case, as a table to read. */
final class OracleTable {

  private final List<String> lines = new ArrayList<>();

  void add(OracleFit oracle, MixedFit<?> fit, Differences differences) {
    lines.add(
        String.join(
            " | ",
            "| " + oracle.id(),
            String.valueOf(oracle.n()),
            String.valueOf(oracle.p()),
            String.valueOf(oracle.theta().length),
            number(fit.criterion() - oracle.criterion()),
            number(differences.worst(Quantity.BETA)),
            number(differences.worst(Quantity.STANDARD_ERROR)),
            number(differences.worst(Quantity.SIGMA)),
            number(differences.worst(Quantity.THETA)),
            fit.evaluations() + " |"));
  }

  /** Writes the table, and under it what is known to differ and why. */
  void write(Path file, List<KnownDifference> known) {
    List<String> text = new ArrayList<>();
    text.add("| case | n | p | θ | criterion − lme4 | β | SE | σ | θ | evaluations |");
    text.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    text.addAll(lines);
    text.add("");
    known.forEach(difference -> text.add("- " + difference));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
  }
}
