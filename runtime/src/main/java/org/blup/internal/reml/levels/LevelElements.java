package org.blup.internal.reml.levels;

import java.io.Serializable;
import org.blup.internal.reml.setup.Templates;

/**
 * Where the elements of the templates of an only group stand in its k × k factor: all that a sweep
 * over its levels needs to know of them.
 */
public record LevelElements(int[] row, int[] column) implements Serializable {

  /** Those of the only group. */
  public static LevelElements of(Templates templates) {
    return new LevelElements(templates.row, templates.column);
  }

  int count() {
    return row.length;
  }
}
