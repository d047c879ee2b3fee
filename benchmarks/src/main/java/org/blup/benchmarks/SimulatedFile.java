package org.blup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** Writes simulated rows to a CSV file once, with all digits. */
final class SimulatedFile {

  private SimulatedFile() {}

  /** The file; written if it is missing, and only complete files get the name. */
  static <R> Path of(String name, String header, Iterable<R> rows, Function<R, String> line) {
    Path file = Checkout.generatedData(name);
    if (Files.isReadable(file)) {
      return file;
    }
    Path part = file.resolveSibling(name + ".part");
    try {
      Files.createDirectories(part.toAbsolutePath().getParent());
      try (Writer out = Files.newBufferedWriter(part)) {
        out.write(header + "\n");
        for (R row : rows) {
          out.write(line.apply(row) + "\n");
        }
      }
      return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
