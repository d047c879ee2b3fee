package org.blup.formula;

/**
 * A half-open range of characters in the text of a formula.
 *
 * @param start index of the first character
 * @param end index after the last character
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range of characters: " + start + " to " + end);
    }
  }

  /** The smallest span that covers both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  public int length() {
    return end - start;
  }
}
