package org.blup.internal.design.residual;

import java.util.List;

/** Rows by subject: residuals of different subjects are independent. */
interface Subjects {

  /**
   * Subjects that have the same positions.
   *
   * @param positions ascending, numbered among those with rows
   * @param subjects in their order
   */
  record Pattern(int[] positions, int[] subjects) {}

  int subjects();

  /** The patterns of positions that subjects have. */
  List<Pattern> patterns();

  /** Reads the rows of a subject, by position. */
  void read(int subject, CodedRows to);
}
