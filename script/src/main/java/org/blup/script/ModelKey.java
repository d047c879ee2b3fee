package org.blup.script;

import java.util.List;
import java.util.Optional;

/**
 * What a compiled model depends on.
 *
 * @param formula as it was given
 * @param parts the columns that the record has
 * @param weights the column of the prior weights
 * @param related the factors whose levels are related, in the order of the formula
 */
record ModelKey(String formula, List<Part> parts, Optional<String> weights, List<String> related) {

  /** More columns than the record of a model can have. */
  static final int MOST_COLUMNS = 255;

  ModelKey {
    parts = List.copyOf(parts);
    related = List.copyOf(related);
  }

  /**
   * A column that the record has.
   *
   * @param type what its component holds; numbers of whole ones that only explain
   * @param explains whether the right-hand side of the formula names it
   */
  record Part(String name, ColumnType type, boolean explains) {}
}
