package org.blup.script;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column. Numbers are kept as such, all others as the text they were given in, so
 * that the type can be changed without loss.
 */
final class Column {

  private static final Map<String, Boolean> TRUTH_VALUES =
      Map.of("true", true, "t", true, "false", false, "f", false);

  /** Above this a double no longer holds every whole number. */
  private static final double WHOLE_NUMBERS = 1L << 53;

  private final String name;
  private final ColumnType type;
  private final double[] numbers;
  private final @Nullable String[] texts;
  private final Optional<String> remark;

  private Column(
      String name,
      ColumnType type,
      double[] numbers,
      @Nullable String[] texts,
      Optional<String> remark) {
    this.name = name;
    this.type = type;
    this.numbers = numbers;
    this.texts = texts;
    this.remark = remark;
  }

  static Column ofNumbers(String name, double[] numbers) {
    return new Column(name, ColumnType.NUMBER, numbers, new String[0], Optional.empty());
  }

  /**
   * @param texts null where a value is missing
   */
  static Column ofTexts(String name, ColumnType type, @Nullable String[] texts) {
    return new Column(name, type, new double[0], texts, Optional.empty());
  }

  /** The same with what is to be said where the column turns out to be of the wrong type. */
  Column remarked(String words) {
    return new Column(name, type, numbers, texts, Optional.of(words));
  }

  String name() {
    return name;
  }

  ColumnType type() {
    return type;
  }

  Optional<String> remark() {
    return remark;
  }

  int size() {
    return type == ColumnType.NUMBER ? numbers.length : texts.length;
  }

  /** The same values as another type; an error that names the value which cannot be. */
  Column as(ColumnType other) {
    if (other == type) {
      return this;
    }
    if (other == ColumnType.NUMBER) {
      return ofNumbers(name, numbers());
    }
    Column changed = ofTexts(name, other, texts());
    switch (other) {
      case INTEGER -> changed.integers();
      case BOOLEAN -> changed.truths();
      case DATE -> changed.dates();
      default -> {}
    }
    return changed;
  }

  /** The values as numbers, {@code NaN} where they are missing. */
  double[] numbers() {
    if (type == ColumnType.NUMBER) {
      return numbers;
    }
    double[] values = new double[texts.length];
    for (int i = 0; i < values.length; i++) {
      String text = texts[i];
      values[i] = text == null ? Double.NaN : number(text, i);
    }
    return values;
  }

  private double number(String text, int row) {
    try {
      return switch (type) {
        case DATE -> LocalDate.parse(text).toEpochDay();
        case BOOLEAN -> truth(text, row) ? 1 : 0;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw wrong(text, row, "is not a number");
    }
  }

  @Nullable Long[] integers() {
    return converted(Long[]::new, this::integer);
  }

  private Long integer(String text, int row) {
    try {
      return Long.valueOf(text.startsWith("+") ? text.substring(1) : text);
    } catch (NumberFormatException e) {
      throw wrong(text, row, "is not a whole number");
    }
  }

  @Nullable Boolean[] truths() {
    return converted(Boolean[]::new, this::truth);
  }

  private Boolean truth(String text, int row) {
    Boolean truth = TRUTH_VALUES.get(text.toLowerCase(Locale.ROOT));
    if (truth == null) {
      throw wrong(text, row, "is neither true nor false");
    }
    return truth;
  }

  @Nullable LocalDate[] dates() {
    return converted(LocalDate[]::new, this::date);
  }

  private LocalDate date(String text, int row) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw wrong(text, row, "is not a date such as 2024-02-29");
    }
  }

  /** The values as texts, whole numbers without a decimal point; null where they are missing. */
  @Nullable String[] texts() {
    if (type != ColumnType.NUMBER) {
      return texts;
    }
    @Nullable String[] written = new String[numbers.length];
    for (int i = 0; i < written.length; i++) {
      written[i] = Double.isNaN(numbers[i]) ? null : text(numbers[i]);
    }
    return written;
  }

  static String text(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < WHOLE_NUMBERS;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private interface Conversion<T> {
    T of(String text, int row);
  }

  private <T> @Nullable T[] converted(IntFunction<@Nullable T[]> array, Conversion<T> conversion) {
    @Nullable String[] from = texts();
    @Nullable T[] values = array.apply(from.length);
    for (int i = 0; i < from.length; i++) {
      String text = from[i];
      values[i] = text == null ? null : conversion.of(text, i);
    }
    return values;
  }

  private BlupException wrong(String text, int row, String words) {
    return new BlupException(
        "Column '%s', row %d: '%s' %s. Correct the value, or let the column be of another type"
            .formatted(name, row + 1, text, words));
  }

  /** A value for reading. */
  String shown(int row) {
    String text = type == ColumnType.NUMBER ? text(numbers[row]) : texts[row];
    return text == null || text.equals("NaN") ? "NA" : text;
  }

  boolean hasMissing() {
    return type == ColumnType.NUMBER
        ? Arrays.stream(numbers).anyMatch(Double::isNaN)
        : Arrays.asList(texts).contains(null);
  }
}
