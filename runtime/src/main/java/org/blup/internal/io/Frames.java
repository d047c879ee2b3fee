package org.blup.internal.io;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How bytes stand in a file: a magic word of eight letters and a version of two bytes, then frames,
 * each of which is its length in two bytes, so many bytes, and the CRC-32C of all bytes so far,
 * checksums apart. A frame without bytes is the last. All numbers have their highest byte first.
 */
final class Frames {

  /** The most bytes in a frame. */
  static final int LONGEST = 1 << 15;

  /** Bytes of the word that a file begins with: letters of ASCII. */
  static final int MAGIC_BYTES = 8;

  /** Bytes of the length of a frame: enough for {@link #LONGEST}. */
  static final int LENGTH_BYTES = 2;

  /** Bytes of a CRC-32C. */
  static final int CHECKSUM_BYTES = 4;

  private Frames() {}

  static byte[] bigEndian(long value, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = (byte) (value >>> 8 * (bytes - 1 - i));
    }
    return all;
  }

  static byte[] magic(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length != MAGIC_BYTES) {
      throw new IllegalArgumentException(word);
    }
    return bytes;
  }

  static byte[] checksum(CRC32C ofAll) {
    return bigEndian(ofAll.getValue(), CHECKSUM_BYTES);
  }
}
