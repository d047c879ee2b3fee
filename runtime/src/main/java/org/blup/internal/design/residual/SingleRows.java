package org.blup.internal.design.residual;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that are each a subject of its own: all residuals are independent.
 *
 * @param of their numbers
 */
record SingleRows(int[] of) implements PatternedSubjects {

  @Override
  public int subjects() {
    return of.length;
  }

  @Override
  public List<Pattern> patterns() {
    return List.of(new Pattern(new int[1], IntStream.range(0, of.length).toArray()));
  }

  @Override
  public int[] rows(int subject) {
    return new int[] {of[subject]};
  }
}
