package org.blup.script;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the values of a column are. */
public enum ColumnType {
  /** Numbers. They explain by their value, and do not group. */
  NUMBER("numbers", "double"),

  /** Whole numbers. They explain by their value, and may group. */
  INTEGER("whole numbers", "java.lang.Long"),

  /** True or false; a factor with the levels {@code FALSE} and {@code TRUE}. */
  BOOLEAN("true or false", "java.lang.Boolean"),

  /** Texts; a factor whose levels are sorted, the first being the reference. */
  FACTOR("texts", "java.lang.String"),

  /** Dates, {@code 2024-02-29}; a number, the days since 1970-01-01, that may group. */
  DATE("dates", "java.time.LocalDate");

  private final String words;
  private final String component;

  ColumnType(String words, String component) {
    this.words = words;
    this.component = component;
  }

  /** The type of a name, as files have it. */
  static Optional<ColumnType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findAny();
  }

  /** What messages call the values. */
  String words() {
    return words;
  }

  /** The type of a component with such values; null or {@code NaN} where one is missing. */
  String component() {
    return component;
  }

  /** The values of a column in an array of the component's type. */
  Object values(Column column) {
    return switch (this) {
      case NUMBER -> column.numbers();
      case INTEGER -> column.integers();
      case BOOLEAN -> column.truths();
      case FACTOR -> column.texts();
      case DATE -> column.dates();
    };
  }

  /** An array of so many missing values. */
  Object missing(int count) {
    return switch (this) {
      case NUMBER -> {
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        yield none;
      }
      case INTEGER -> new @Nullable Long[count];
      case BOOLEAN -> new @Nullable Boolean[count];
      case FACTOR -> new @Nullable String[count];
      case DATE -> new @Nullable LocalDate[count];
    };
  }
}
