package org.blup.script;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The tables that tests fit. */
final class Data {

  private static final Path EXAMPLES =
      Path.of("..", "examples", "src", "main", "resources", "org", "blup", "examples");

  private Data() {}

  static Path file(String name) {
    return EXAMPLES.resolve(name + ".csv");
  }

  static Table sleep() {
    return Table.readCsv(file("sleepstudy"));
  }

  static Table csv(String text) {
    return csv(text, Table.csv());
  }

  static Table csv(String text, TableReading reading) {
    return reading.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "data.csv");
  }
}
