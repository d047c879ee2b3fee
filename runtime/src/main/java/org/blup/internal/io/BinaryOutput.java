package org.blup.internal.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;
import org.blup.internal.numeric.Interruption;

/**
 * Writes numbers and texts to a stream of {@link Frames}. Counts have seven bits a byte, the lowest
 * first. Doubles come in pairs: a byte that says how many bytes of each are not zero, from the
 * highest on, and these bytes; sums of whole numbers have few.
 */
public final class BinaryOutput {

  private final OutputStream out;
  private final CRC32C checksum = new CRC32C();
  private final byte[] frame = new byte[Frames.LONGEST];
  private int used;

  /**
   * Begins a stream.
   *
   * @param magic eight letters that say what follows
   * @param version of what follows
   * @throws UncheckedIOException if the stream cannot be written, here and in all methods
   */
  public BinaryOutput(OutputStream out, String magic, int version) {
    this.out = out;
    write(Frames.magic(magic));
    write(Frames.bigEndian(version, Frames.LENGTH_BYTES));
  }

  /** A number that is not negative. */
  public void count(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** A whole number of either sign. */
  public void integer(long value) {
    count(value << 1 ^ value >> 63);
  }

  public void flag(boolean value) {
    put(value ? 1 : 0);
  }

  /** Any text, unpaired surrogates among it. */
  public void text(String value) {
    count(value.length());
    for (int i = 0; i < value.length(); i++) {
      count(value.charAt(i));
    }
  }

  public void number(double value) {
    numbers(new double[] {value}, 1);
  }

  /** The first numbers of an array, to the last bit. */
  public void numbers(double[] values, int count) {
    for (int i = 0; i < count; i += 2) {
      long first = Double.doubleToRawLongBits(values[i]);
      long second = i + 1 < count ? Double.doubleToRawLongBits(values[i + 1]) : 0;
      put(bytes(first) << 4 | bytes(second));
      putHighest(first);
      putHighest(second);
    }
  }

  /** Numbers that are not negative. */
  public void counts(int[] values, int count) {
    for (int i = 0; i < count; i++) {
      count(values[i]);
    }
  }

  /** Ends the stream, which is flushed but not closed. */
  public void end() {
    if (used > 0) {
      flushFrame();
    }
    flushFrame();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int bytes(long bits) {
    return Long.BYTES - Long.numberOfTrailingZeros(bits) / 8;
  }

  private void putHighest(long bits) {
    for (int i = 0; i < bytes(bits); i++) {
      put((int) (bits >>> 56 - 8 * i));
    }
  }

  private void put(int value) {
    if (used == frame.length) {
      flushFrame();
    }
    frame[used++] = (byte) value;
  }

  private void flushFrame() {
    Interruption.check();
    write(Frames.bigEndian(used, Frames.LENGTH_BYTES));
    write(frame, used);
    try {
      out.write(Frames.checksum(checksum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    used = 0;
  }

  private void write(byte[] bytes) {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int length) {
    checksum.update(bytes, 0, length);
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
