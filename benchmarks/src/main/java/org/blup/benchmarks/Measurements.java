package org.blup.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What a process says it measured: lines {@code name=value} on its standard output. */
final class Measurements {

  private final Map<String, String> values;

  private Measurements(Map<String, String> values) {
    this.values = values;
  }

  /** No measurement at all. */
  static Measurements none() {
    return new Measurements(Map.of());
  }

  /** Runs a process to its end; what it writes to its error output is passed on. */
  static Measurements of(List<String> command) {
    Map<String, String> values = new HashMap<>();
    int exit =
        run(
            command,
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
              }
            });
    if (exit != 0) {
      values.put("failed", "exit code " + exit);
    }
    return new Measurements(values);
  }

  /**
   * Runs a process to its end and hands over its lines.
   *
   * @return its exit code
   */
  static int run(List<String> command, Consumer<String> lines) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        output.lines().forEach(lines);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.get(0) + " ran", e);
    }
  }

  boolean failed() {
    return values.containsKey("failed");
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  OptionalDouble number(String name) {
    String value = values.get(name);
    return value == null || value.equals("NA")
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(value));
  }

  /** A cell of a table: the number in a format, or a dash. */
  String cell(String name, String format) {
    OptionalDouble number = number(name);
    return number.isPresent() ? String.format(Locale.ROOT, format, number.getAsDouble()) : "–";
  }
}
