package org.blup.internal.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.blup.exception.StorageException;
import org.blup.internal.numeric.Interruption;

/**
 * Reads what {@link BinaryOutput} wrote. A frame is looked into only once its checksum is right,
 * memory is reserved only as bytes arrive, and no byte behind the last frame is read.
 */
public final class BinaryInput {

  /** Numbers that are reserved at first, whatever a file announces. */
  private static final int FIRST = 1024;

  /** How many times longer an array gets at most, once what it has room for was read. */
  private static final int GROWTH = 8;

  private final InputStream in;
  private final String source;
  private final CRC32C checksum = new CRC32C();
  private byte[] frame = {};
  private int at;
  private boolean ended;
  private final int version;

  /**
   * Begins to read.
   *
   * @param source what is read, for messages
   * @param magic the eight letters that the stream has to begin with
   * @param what follows them, for messages
   * @param version the newest version of it that is known; the first is 1
   * @throws StorageException if the stream begins otherwise
   * @throws UncheckedIOException if the stream cannot be read, here and in all methods
   */
  public BinaryInput(InputStream in, String source, String magic, String what, int version) {
    this.in = in;
    this.source = source;
    byte[] begin = read(Frames.MAGIC_BYTES);
    if (!Arrays.equals(begin, Frames.magic(magic))) {
      throw new StorageException(
          "%s does not hold %s: it does not begin as they do. Check that it is the right file"
              .formatted(source, what),
          source);
    }
    byte[] bytes = readAll(Frames.LENGTH_BYTES);
    long found = value(bytes);
    checksum.update(begin);
    checksum.update(bytes);
    if (found < 1 || found > version) {
      throw new StorageException(
          "%s holds %s in version %d of their format; this version of Blup reads %s. %s"
              .formatted(
                  source,
                  what,
                  found,
                  version == 1 ? "version 1" : "versions 1 to " + version,
                  found > version
                      ? "Use a newer version of Blup, or write the file again with this one"
                      : "Check that it is the right file"),
          source);
    }
    this.version = (int) found;
  }

  /** The version of what follows. */
  public int version() {
    return version;
  }

  /** A number from 0 to a largest. */
  public int count(long most) {
    long value = bits();
    if (value < 0 || value > most) {
      throw damaged("a count of %d where at most %d can be".formatted(value, most));
    }
    return (int) value;
  }

  /** A number that is not negative. */
  public long longCount() {
    long value = bits();
    if (value < 0) {
      throw damaged("a count of " + value);
    }
    return value;
  }

  public long integer() {
    long bits = bits();
    return bits >>> 1 ^ -(bits & 1);
  }

  public boolean flag() {
    int value = next();
    if (value > 1) {
      throw damaged("a yes or no that is " + value);
    }
    return value == 1;
  }

  public String text() {
    int length = count(Integer.MAX_VALUE);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) count(Character.MAX_VALUE));
    }
    return text.toString();
  }

  public double number() {
    return numbers(1)[0];
  }

  /** So many numbers. */
  public double[] numbers(int count) {
    return numbers(count, 0);
  }

  /**
   * So many numbers, and behind them some zeros.
   *
   * @param zeros room for more numbers, which no file has announced
   */
  public double[] numbers(int count, int zeros) {
    int length = Math.addExact(count, zeros);
    double[] values = new double[first(length)];
    for (int i = 0; i < count; i += 2) {
      if (i + 1 >= values.length && values.length < length) {
        values = Arrays.copyOf(values, longer(values.length, length));
      }
      int lengths = next();
      values[i] = Double.longBitsToDouble(highest(lengths >>> 4));
      long second = highest(lengths & 0xF);
      if (i + 1 < count) {
        values[i + 1] = Double.longBitsToDouble(second);
      } else if (second != 0) {
        throw damaged("a number too many");
      }
    }
    return values.length < length ? Arrays.copyOf(values, length) : values;
  }

  /** So many numbers from 0 to a largest. */
  public int[] counts(int count, int most) {
    int[] values = new int[first(count)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, longer(i, count));
      }
      values[i] = count(most);
    }
    return values;
  }

  /**
   * How long an array is at first that will have so many elements, so that it grows to exactly
   * these, and takes little more than they do when it grows for the last time.
   */
  private static int first(int count) {
    int length = count;
    while (length > FIRST) {
      length = length / GROWTH + 1;
    }
    return length;
  }

  private static int longer(int length, int count) {
    return (int) Math.min(count, (long) GROWTH * length);
  }

  /** Fails unless all was read. */
  public void end() {
    if (at < frame.length) {
      throw damaged("more in it than was expected");
    }
    nextFrame();
    if (!ended) {
      throw damaged("more in it than was expected");
    }
  }

  /** Fails unless the stream has ended too. */
  public void endOfStream() {
    if (read(1).length > 0) {
      throw damaged("something behind its end");
    }
  }

  /** An error for content that is not as it was written. */
  public StorageException damaged(String how) {
    return new StorageException(
        "%s is damaged: there is %s. Use a copy of it, or write it again".formatted(source, how),
        source);
  }

  /**
   * An error for content that is sound, but of no use here.
   *
   * @param what it is, why not, and what to do
   */
  public StorageException refused(String what) {
    return new StorageException("%s holds %s".formatted(source, what), source);
  }

  private long bits() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged("a number of too many digits");
  }

  private long highest(int bytes) {
    if (bytes > Long.BYTES) {
      throw damaged("a number of " + bytes + " bytes");
    }
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      bits |= (long) next() << 56 - 8 * i;
    }
    return bits;
  }

  private int next() {
    if (at == frame.length) {
      nextFrame();
      if (ended) {
        throw damaged("less in it than was expected");
      }
    }
    return frame[at++] & 0xFF;
  }

  private void nextFrame() {
    Interruption.check();
    if (ended) {
      throw damaged("less in it than was expected");
    }
    byte[] length = readAll(Frames.LENGTH_BYTES);
    if (value(length) > Frames.LONGEST) {
      throw damaged("a frame of " + value(length) + " bytes");
    }
    frame = readAll((int) value(length));
    at = 0;
    checksum.update(length);
    checksum.update(frame);
    if (!Arrays.equals(readAll(Frames.CHECKSUM_BYTES), Frames.checksum(checksum))) {
      throw damaged("a checksum that its bytes do not have");
    }
    ended = frame.length == 0;
  }

  private byte[] readAll(int count) {
    byte[] bytes = read(count);
    if (bytes.length < count) {
      throw new StorageException(
          "%s is cut short: it ends in the middle. Use a complete copy of it, or write it again"
              .formatted(source),
          source);
    }
    return bytes;
  }

  private byte[] read(int count) {
    try {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long value(byte[] bigEndian) {
    long value = 0;
    for (byte each : bigEndian) {
      value = value << 8 | each & 0xFF;
    }
    return value;
  }
}
