package org.blup.internal.design.residual;

import java.util.List;

/** Subjects, of which many have the same positions. */
interface PatternedSubjects extends Subjects {

  /**
   * Subjects that have the same positions.
   *
   * @param positions ascending, numbered among those with rows
   * @param subjects in their order
   */
  record Pattern(int[] positions, int[] subjects) {}

  /** The patterns of positions that subjects have. */
  List<Pattern> patterns();
}
