package org.blup.internal.model;

import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.coding.FactorLevels;
import org.jspecify.annotations.Nullable;

/** Levels that are asked for by themselves, not in a row. */
public final class KnownLevels {

  private KnownLevels() {}

  /**
   * The position of a level.
   *
   * @throws UnknownLevelException if the data have no such level; a null is none, and neither is a
   *     constant of another enum
   */
  public static int position(FactorLevels levels, @Nullable Object level) {
    int position = levels.indexOf(level);
    boolean ofAnotherEnum =
        position >= 0
            && level instanceof Enum<?> constant
            && !levels.labels().get(position).equals(constant.name());
    if (position < 0 || ofAnotherEnum) {
      throw new UnknownLevelException(levels.label(), String.valueOf(level), levels.observed());
    }
    return position;
  }
}
