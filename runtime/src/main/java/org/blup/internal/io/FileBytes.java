package org.blup.internal.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file, which may be a pipe: Java 17 asks one for its position in order to say how
 * many bytes are available, and fails.
 */
public final class FileBytes extends FilterInputStream {

  private FileBytes(InputStream in) {
    super(in);
  }

  public static InputStream of(Path file) throws IOException {
    return new FileBytes(Files.newInputStream(file));
  }

  /** An estimate; 1 where there is none, so that readers ask for more. */
  @Override
  public int available() {
    try {
      return super.available();
    } catch (IOException e) {
      return 1;
    }
  }
}
