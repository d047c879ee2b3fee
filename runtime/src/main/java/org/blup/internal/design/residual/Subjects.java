package org.blup.internal.design.residual;

/** Rows by subject: residuals of different subjects are independent. */
interface Subjects {

  int subjects();

  /** The rows of a subject, by position. */
  int[] rows(int subject);

  /** Reads the levels of groups alone. */
  default void readLevels(int subject, CodedRows to) {
    int[] rows = rows(subject);
    to.clear(rows.length);
    for (int row : rows) {
      to.addLevels(row);
    }
  }

  /** Reads them. */
  default void read(int subject, CodedRows to) {
    int[] rows = rows(subject);
    to.clear(rows.length);
    for (int row : rows) {
      to.add(row);
    }
  }
}
