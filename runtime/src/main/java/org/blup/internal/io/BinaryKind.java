package org.blup.internal.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What binary files hold, by the word that they begin with. */
public enum BinaryKind {
  /** Cross-products. */
  SUMS("BLUPSUMS"),

  /** A scorer of the model of a record. */
  SCORER("BLUPSCOR"),

  /** A scorer of a table, with what its model is compiled from. */
  TABLE_SCORER("BLUPTABS");

  /** The bytes that tell what a file holds. */
  public static final int BYTES = Frames.MAGIC_BYTES;

  private final String magic;

  BinaryKind(String magic) {
    this.magic = magic;
  }

  /** The word. */
  public String magic() {
    return magic;
  }

  /** What begins so; empty if it is nothing of these. */
  public static Optional<BinaryKind> of(byte[] start) {
    String word = new String(start, 0, Math.min(BYTES, start.length), StandardCharsets.ISO_8859_1);
    return Arrays.stream(values()).filter(kind -> kind.magic.equals(word)).findAny();
  }
}
