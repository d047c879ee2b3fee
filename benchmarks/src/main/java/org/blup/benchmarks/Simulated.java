package org.blup.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.blup.MixedModel;
import org.blup.model.Criterion;

/** A million rows each, generated where the file is missing; R reads the same file. */
final class Simulated {

  static final int ROWS = 1_000_000;
  static final int GROUPS = 100_000;

  @MixedModel("y ~ x + (x | g)")
  record Slope(double y, double x, int g) {}

  @MixedModel("y ~ x + (x | g)")
  record NamedSlope(double y, double x, String g) {}

  @MixedModel("y ~ x + (1 | g) + (1 | h)")
  record Crossed(double y, double x, int g, int h) {}

  static final Case<Slope> SLOPES =
      new Case<>(
          "simulated-slopes",
          () -> Optional.of(slopesFile()),
          Simulated_SlopeModel.model(),
          Criterion.REML,
          line -> new Slope(Csv.number(line, "y"), Csv.number(line, "x"), Csv.integer(line, "g")),
          List.of("g"),
          true);

  static final Case<Crossed> CROSSED =
      new Case<>(
          "simulated-crossed",
          () -> Optional.of(crossedFile()),
          Simulated_CrossedModel.model(),
          Criterion.REML,
          line ->
              new Crossed(
                  Csv.number(line, "y"),
                  Csv.number(line, "x"),
                  Csv.integer(line, "g"),
                  Csv.integer(line, "h")),
          List.of("g", "h"),
          true);

  private Simulated() {}

  static Path slopesFile() {
    return SimulatedFile.of(
        "slopes.csv",
        "y,x,g",
        SimulatedRows.slopes(ROWS, GROUPS, Slope::new),
        row -> row.y() + "," + row.x() + "," + row.g());
  }

  private static Path crossedFile() {
    return SimulatedFile.of(
        "crossed.csv",
        "y,x,g,h",
        SimulatedRows.crossed(ROWS, 20_000, 2_000, Crossed::new),
        row -> row.y() + "," + row.x() + "," + row.g() + "," + row.h());
  }
}
