package org.blup.examples;

import java.io.InputStream;
import java.util.List;
import org.blup.data.CsvReading;

/** The files that stand beside the examples. */
final class Resources {

  private Resources() {}

  /** All rows of one of them, as the generated reader of a record reads them. */
  static <R> List<R> read(CsvReading<R> reading, String file) {
    InputStream in = Resources.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalArgumentException(
          "There is no file " + file + " beside " + Resources.class.getName());
    }
    return reading.read(in, file);
  }
}
