package org.blup.model.fit;

import org.blup.internal.model.Digits;

/** An interval of a parameter or a prediction, in its own unit. */
public record Interval(double lower, double upper) {

  /** Whether a value lies within, the ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  @Override
  public String toString() {
    return Digits.ofInterval(lower, upper).print(lower, upper);
  }
}
