package org.blup.model.fit;

import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;

/** An interval of a parameter or a prediction, in its own unit. */
public record Interval(double lower, double upper) {

  /** Whether a value lies within, the ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /**
   * The interval as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that
   * are NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("interval").putInterval(lower, upper).text();
  }

  @Override
  public String toString() {
    return Digits.ofInterval(lower, upper).print(lower, upper);
  }
}
