package org.blup.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.blup.exception.UnreadableDataException;

/** Finds out by the first bytes what a file is, whatever it is called. */
final class InputBytes {

  private static final int BUFFER = 1 << 16;

  private enum Mark {
    GZIP(0x1F, 0x8B),
    ZIP('P', 'K', 3, 4),
    OLE(0xD0, 0xCF, 0x11, 0xE0),
    UTF_8(0xEF, 0xBB, 0xBF),
    UTF_16LE(0xFF, 0xFE),
    UTF_16BE(0xFE, 0xFF);

    private static final int LONGEST = 4;

    private final int[] bytes;

    Mark(int... bytes) {
      this.bytes = bytes;
    }

    boolean startsWith(byte[] first) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= first.length || (first[i] & 0xFF) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private InputBytes() {}

  /**
   * The text, unpacked if it is packed by gzip. A byte order mark says the encoding.
   *
   * @param charset the encoding without such a mark
   */
  static Reader text(InputStream in, String source, Charset charset) throws IOException {
    PushbackInputStream file = new PushbackInputStream(in, Mark.LONGEST);
    if (!Mark.GZIP.startsWith(peek(file))) {
      return unpackedText(file, source, charset);
    }
    InputStream unpacked = new GZIPInputStream(file, BUFFER);
    return unpackedText(new PushbackInputStream(unpacked, Mark.LONGEST), source, charset);
  }

  private static Reader unpackedText(PushbackInputStream bytes, String source, Charset charset)
      throws IOException {
    byte[] first = peek(bytes);
    if (Mark.ZIP.startsWith(first) || Mark.OLE.startsWith(first)) {
      throw new UnreadableDataException(
          source + " is an Excel workbook or a ZIP archive. Save or unpack it as CSV", source, 0);
    }
    if (Mark.UTF_8.startsWith(first)) {
      return marked(bytes, Mark.UTF_8, source, StandardCharsets.UTF_8);
    }
    if (Mark.UTF_16LE.startsWith(first)) {
      return marked(bytes, Mark.UTF_16LE, source, StandardCharsets.UTF_16LE);
    }
    if (Mark.UTF_16BE.startsWith(first)) {
      return marked(bytes, Mark.UTF_16BE, source, StandardCharsets.UTF_16BE);
    }
    return new DecodingReader(bytes, source, charset);
  }

  private static byte[] peek(PushbackInputStream in) throws IOException {
    byte[] first = in.readNBytes(Mark.LONGEST);
    in.unread(first);
    return first;
  }

  private static Reader marked(InputStream in, Mark mark, String source, Charset charset)
      throws IOException {
    in.skipNBytes(mark.bytes.length);
    return new DecodingReader(in, source, charset);
  }
}
