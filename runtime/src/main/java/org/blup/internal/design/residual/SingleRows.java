package org.blup.internal.design.residual;

import java.util.List;
import java.util.stream.IntStream;

/** Rows that are each a subject of its own: all residuals are independent. */
record SingleRows(int[] rows) implements Subjects {

  @Override
  public int subjects() {
    return rows.length;
  }

  @Override
  public List<Pattern> patterns() {
    return List.of(new Pattern(new int[1], IntStream.range(0, rows.length).toArray()));
  }

  @Override
  public void read(int subject, CodedRows to) {
    to.clear(1);
    to.add(rows[subject]);
  }
}
