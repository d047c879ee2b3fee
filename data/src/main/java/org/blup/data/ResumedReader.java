package org.blup.data;

import java.io.IOException;
import java.io.Reader;

/** Characters that were read before, and those that follow them. */
final class ResumedReader extends Reader {

  private final String start;
  private final Reader rest;
  private int position;

  ResumedReader(String start, Reader rest) {
    this.start = start;
    this.rest = rest;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int available = Math.min(length, start.length() - position);
    if (available == 0) {
      return rest.read(target, offset, length);
    }
    start.getChars(position, position + available, target, offset);
    position += available;
    return available;
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
