package org.blup.internal.plots.picture;

import org.blup.exception.BlupException;
import org.blup.internal.plots.pen.Decimals;

/** Levels of intervals. */
final class Levels {

  private Levels() {}

  static double checked(double level) {
    if (!(level > 0 && level < 1)) {
      throw new BlupException(
          "The level of an interval is a probability within (0, 1), such as 0.95, not "
              + level
              + ".");
    }
    return level;
  }

  /** {@code 95 %}. */
  static String percent(double level) {
    return Decimals.coordinate(100 * level) + " %";
  }
}
