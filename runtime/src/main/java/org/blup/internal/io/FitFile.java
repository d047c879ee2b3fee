package org.blup.internal.io;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;

/** Saved fits, for those who have Jackson and those who do not. */
public final class FitFile {

  /** The bytes of sums in one text: a multiple of three, as base 64 likes it. */
  private static final int PIECE = 48 << 10;

  private FitFile() {}

  /**
   * Writes a fit.
   *
   * @throws BlupException if Jackson is not there
   */
  public static void write(SavedFit fit, OutputStream out) {
    withJackson(
        () -> {
          JsonFit.write(fit, out);
          return fit;
        });
  }

  /**
   * Reads a fit.
   *
   * @param source what is read, for messages
   * @throws StorageException if it is damaged, or of another version
   * @throws BlupException if Jackson is not there
   */
  public static SavedFit read(InputStream in, String source) {
    return withJackson(() -> JsonFit.read(in, source));
  }

  /**
   * Calls code that names Jackson.
   *
   * @throws BlupException if it is not there
   */
  static <T> T withJackson(Supplier<T> code) {
    try {
      return code.get();
    } catch (LinkageError e) {
      if (!String.valueOf(e.getMessage()).contains("com/fasterxml/jackson")) {
        throw e;
      }
      BlupException missing =
          new BlupException(
              "JSON is written and read by Jackson's core, which is needed in version 2.15 or newer"
                  + " beside blup-runtime. Add the dependency"
                  + " com.fasterxml.jackson.core:jackson-core");
      missing.initCause(e);
      throw missing;
    }
  }

  /** What is written, in pieces that {@link SavedFit} takes. */
  public static List<byte[]> pieces(Consumer<OutputStream> writer) {
    Pieces pieces = new Pieces();
    writer.accept(pieces);
    pieces.finish();
    return pieces.all;
  }

  /** Cuts what is written. */
  private static final class Pieces extends OutputStream {

    private final List<byte[]> all = new ArrayList<>();
    private final byte[] piece = new byte[PIECE];
    private int used;

    @Override
    public void write(int b) {
      if (used == piece.length) {
        finish();
      }
      piece[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int done = 0;
      while (done < length) {
        if (used == piece.length) {
          finish();
        }
        int part = Math.min(length - done, piece.length - used);
        System.arraycopy(bytes, from + done, piece, used, part);
        used += part;
        done += part;
      }
    }

    private void finish() {
      if (used > 0) {
        all.add(Arrays.copyOf(piece, used));
        used = 0;
      }
    }
  }
}
