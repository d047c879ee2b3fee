package org.blup.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file of very many rows of {@code y = 10 + 2x + a_g + e} once, numbers with five
 * decimals.
 */
final class LargeFile {

  private static final long SEED = 20_261_129;
  private static final int DECIMALS = 5;
  private static final double UNIT = Math.pow(10, DECIMALS);

  private final byte[] line = new byte[80];
  private int used;

  private LargeFile() {}

  /** The file; written if it is missing, and only complete files get the name. */
  static Path of(long rows, int groups) {
    String name = "large-%d-%d.csv".formatted(rows, groups);
    Path file = Checkout.generatedData(name);
    if (Files.isReadable(file)) {
      return file;
    }
    Path part = file.resolveSibling(name + ".part");
    try {
      Files.createDirectories(part.toAbsolutePath().getParent());
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
        out.write("y,x,g\n".getBytes(StandardCharsets.US_ASCII));
        new LargeFile().write(rows, groups, out);
      }
      return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void write(long rows, int groups, OutputStream out) throws IOException {
    Numbers numbers = new Numbers(SEED);
    double[] level = numbers.bells(groups, 1);
    for (long row = 0; row < rows; row++) {
      int g = numbers.below(groups);
      double x = numbers.bell();
      used = 0;
      decimal(10 + 2 * x + level[g] + numbers.bell());
      line[used++] = ',';
      decimal(x);
      line[used++] = ',';
      whole(g + 1L, 1);
      line[used++] = '\n';
      out.write(line, 0, used);
    }
  }

  private void decimal(double value) {
    long units = Math.round(Math.abs(value) * UNIT);
    if (value < 0) {
      line[used++] = '-';
    }
    whole(units / (long) UNIT, 1);
    line[used++] = '.';
    whole(units % (long) UNIT, DECIMALS);
  }

  private void whole(long value, int atLeast) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    digits = Math.max(digits, atLeast);
    long rest = value;
    for (int at = used + digits - 1; at >= used; at--) {
      line[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    used += digits;
  }
}
