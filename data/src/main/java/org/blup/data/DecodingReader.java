package org.blup.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import org.blup.exception.UnreadableDataException;

/**
 * Decodes bytes to characters and counts lines on the way, so that bytes which are not in the
 * encoding are reported with their line, where the JDK would replace them or name no place.
 */
final class DecodingReader extends Reader {

  private static final int BYTES = 1 << 16;

  private final InputStream in;
  private final String source;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.wrap(new byte[BYTES]).flip();

  private boolean inputEnded;
  private long line = 1;
  private boolean afterReturn;

  DecodingReader(InputStream in, String source, Charset charset) {
    this.in = in;
    this.source = source;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    int start = chars.position();
    CoderResult result = CoderResult.UNDERFLOW;
    while (chars.position() == start && result.isUnderflow()) {
      boolean ended = inputEnded;
      result = decoder.decode(bytes, chars, ended);
      if (result.isUnderflow() && chars.position() == start) {
        if (ended) {
          return -1;
        }
        fill();
      }
    }
    countLines(target, offset, chars.position());
    if (result.isError()) {
      throw malformed(result.length());
    }
    return chars.position() - start;
  }

  private void fill() throws IOException {
    bytes.compact();
    try {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count < 0) {
        inputEnded = true;
      } else {
        bytes.position(bytes.position() + count);
      }
    } finally {
      bytes.flip();
    }
  }

  private void countLines(char[] target, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = target[i];
      if (c <= '\r') {
        if (c == '\r' || (c == '\n' && !afterReturn)) {
          line++;
        }
        afterReturn = c == '\r';
      } else {
        afterReturn = false;
      }
    }
  }

  private UnreadableDataException malformed(int length) {
    byte[] wrong = new byte[length];
    bytes.get(wrong);
    String value = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(wrong);
    return new UnreadableDataException(
        "%s, line %d: the %s %s not %s. Files of Excel and Windows are often read with csv().charset(Charset.forName(\"windows-1252\"))"
            .formatted(
                source,
                line,
                (length == 1 ? "byte " : "bytes ") + value,
                length == 1 ? "is" : "are",
                charset),
        source,
        line,
        null,
        value);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
