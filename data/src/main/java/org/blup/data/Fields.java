package org.blup.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/**
 * The fields of the line being read: the characters of those that are wanted, without the spaces
 * around them. Nothing is allocated for a line.
 */
final class Fields extends AbstractBaseCsvCallbackHandler<Fields> {

  private static final int FIRST_CAPACITY = 256;

  private static final char QUOTE = '"';
  private static final char NO_BREAK_SPACE = '\u00A0';

  /** For each field of a line its number among those wanted; −1 for others. */
  private final int[] wanted;

  private final int[] starts;
  private final int[] ends;
  private char[] text = new char[FIRST_CAPACITY];
  private int length;
  private boolean blank;

  /**
   * @param wanted for each field of a line its number among those wanted; −1 for others
   * @param count the number of those wanted
   */
  Fields(int[] wanted, int count) {
    this.wanted = wanted;
    starts = new int[count];
    ends = new int[count];
  }

  char[] text() {
    return text;
  }

  /** Where the characters of a wanted field start in the text. */
  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** Whether every field of the line is empty, wanted or not. */
  boolean isBlank() {
    return blank;
  }

  /** The number of fields in the line. */
  int count() {
    return getFieldCount();
  }

  /** The number of fields that a line should have. */
  int expected() {
    return wanted.length;
  }

  /** The line where the fields begin, the first being 1. */
  long line() {
    return getStartingLineNumber();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    length = 0;
    blank = true;
    Arrays.fill(starts, 0);
    Arrays.fill(ends, 0);
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
    int from = firstCharacter(buffer, offset, offset + count);
    int to = endOfCharacters(buffer, from, offset + count);
    if (!quoted && isInQuotes(buffer, from, to)) {
      from++;
      to--;
    }
    blank &= from == to;
    int field = index < wanted.length ? wanted[index] : -1;
    if (field >= 0) {
      append(field, buffer, from, to);
    }
  }

  private void append(int field, char[] buffer, int from, int to) {
    int end = length + to - from;
    if (end > text.length) {
      text = Arrays.copyOf(text, Math.max(end, 2 * text.length));
    }
    System.arraycopy(buffer, from, text, length, to - from);
    starts[field] = length;
    ends[field] = end;
    length = end;
  }

  @Override
  protected Fields buildRecord() {
    return this;
  }

  /** Where the characters after leading spaces start. */
  static int firstCharacter(char[] text, int from, int to) {
    int start = from;
    while (start < to && isSpace(text[start])) {
      start++;
    }
    return start;
  }

  /** Where the characters before trailing spaces end. */
  static int endOfCharacters(char[] text, int from, int to) {
    int end = to;
    while (end > from && isSpace(text[end - 1])) {
      end--;
    }
    return end;
  }

  static boolean isSpace(char c) {
    return c <= ' ' || c == NO_BREAK_SPACE;
  }

  /** Quotes after a space are not quotes to the parser: {@code a, "b"}. */
  static boolean isInQuotes(char[] buffer, int from, int to) {
    if (to - from < 2 || buffer[from] != QUOTE || buffer[to - 1] != QUOTE) {
      return false;
    }
    for (int i = from + 1; i < to - 1; i++) {
      if (buffer[i] == QUOTE) {
        return false;
      }
    }
    return true;
  }
}
