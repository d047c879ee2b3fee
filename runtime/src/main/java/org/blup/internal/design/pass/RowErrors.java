package org.blup.internal.design.pass;

import java.util.Optional;
import org.blup.exception.InvalidValueException;
import org.blup.internal.design.structure.ModelStructure;

/** Words for what is wrong with a row. */
final class RowErrors {

  private RowErrors() {}

  /** {@code 17 (the 18th)}: rows are counted from 0, as in a list. */
  static String position(long row) {
    return row + " (the " + ordinal(row + 1) + ")";
  }

  /** The same of a row that was counted before rows were taken away. */
  static String position(long row, boolean isReduced) {
    return position(row) + (isReduced ? ", counted before rows were taken away" : "");
  }

  /** The error of a row that has a number no model can use. */
  static InvalidValueException invalid(ModelStructure structure, DesignRow design, long row) {
    if (Double.isInfinite(design.response)) {
      return infinite(structure, structure.response(), row, design.response);
    }
    if (Double.isInfinite(design.offset)) {
      return infinite(structure, structure.offset().orElse("offset"), row, design.offset);
    }
    for (int i = 0; i < structure.numbers().size(); i++) {
      if (Double.isInfinite(design.numbers[i])) {
        return infinite(structure, structure.numbers().get(i), row, design.numbers[i]);
      }
    }
    if (design.infiniteFactor >= 0) {
      String factor = structure.factors().get(design.infiniteFactor);
      return infinite(structure, factor, row, design.infiniteLevel);
    }
    Optional<String> variance = structure.knownVariance();
    if (variance.isPresent()) {
      double value = design.numbers[structure.numbers().indexOf(variance.get())];
      return new InvalidValueException(
          "%s: %s is %s in row %s; a known variance must be positive, and not so small that its inverse overflows. Correct the value, or leave the row out"
              .formatted(structure.name(), variance.get(), value, position(row)),
          variance.get(),
          row,
          value);
    }
    String weight = structure.weight().orElse("weight");
    return new InvalidValueException(
        structure.name()
            + ": "
            + weight
            + " is "
            + design.weight
            + " in row "
            + position(row)
            + "; a weight must be positive and finite. Leave out rows that should not count",
        weight,
        row,
        design.weight);
  }

  private static InvalidValueException infinite(
      ModelStructure structure, String component, long row, double value) {
    String message =
        structure.name()
            + ": "
            + component
            + " is "
            + value
            + " in row "
            + position(row)
            + "; a model needs finite numbers. Correct the value, or make it NaN to mean missing";
    return new InvalidValueException(message, component, row, value);
  }

  private static String ordinal(long number) {
    boolean teen = number % 100 / 10 == 1;
    return number
        + switch (teen ? 0 : (int) (number % 10)) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
