package org.blup.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.blup.exception.UnreadableDataException;
import org.blup.internal.io.RowPlaces;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one row, as the types that components of records have. Columns are numbered as in
 * the {@link RecordColumns} that they are read by. Generated code calls it; a cell that is not what
 * it should be is an {@link UnreadableDataException}. Each kind of table extends it by what its
 * cells hold.
 */
public abstract class Cells {

  /** Above this a double no longer holds every whole number. */
  private static final double WHOLE_NUMBERS = 1L << 53;

  /** Characters of a value that messages show. */
  private static final int SHOWN = 60;

  private static final Map<String, Boolean> TRUTH_VALUES =
      Map.of(
          "true", true, "t", true, "yes", true, "y", true, "1", true, //
          "false", false, "f", false, "no", false, "n", false, "0", false);

  private final Map<Class<?>, EnumSpellings<?>> spellings = new HashMap<>();

  private final String source;
  private final String rowWord;
  private final List<String> labels;

  /**
   * @param source what messages call the table
   * @param rowWord what they call a row of it
   * @param labels the names of the columns
   */
  protected Cells(String source, String rowWord, List<String> labels) {
    this.source = source;
    this.rowWord = rowWord;
    this.labels = labels;
  }

  /** Whether the cell has no value. */
  public abstract boolean isMissing(int column);

  /** A number; {@code NaN} if it is missing. */
  public final double number(int column) {
    return isMissing(column) ? Double.NaN : parseNumber(column);
  }

  /** A number that may be missing. */
  public final OptionalDouble optionalNumber(int column) {
    double number = number(column);
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }

  /** A decimal number with all of its digits; null if it is missing. */
  public final @Nullable BigDecimal decimal(int column) {
    if (isMissing(column)) {
      return null;
    }
    try {
      return presentDecimal(column);
    } catch (NumberFormatException e) {
      throw wrong(column, "is not a number. " + adviceOnNumber(column));
    }
  }

  /** A whole number. */
  public final long longNumber(int column) {
    return whole(column, Long.MIN_VALUE, Long.MAX_VALUE, "long", "Long");
  }

  /** A whole number. */
  public final int intNumber(int column) {
    return (int) whole(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "int", "Integer");
  }

  /** A whole number. */
  public final short shortNumber(int column) {
    return (short) whole(column, Short.MIN_VALUE, Short.MAX_VALUE, "short", "Short");
  }

  /** A whole number. */
  public final byte byteNumber(int column) {
    return (byte) whole(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte", "Byte");
  }

  /** A truth value: true, t, yes, y or 1, or false, f, no, n or 0, in upper or lower case. */
  public final boolean truth(int column) {
    requirePresent(column, "boolean", "Boolean");
    Boolean truth = TRUTH_VALUES.get(presentText(column).toLowerCase(Locale.ROOT));
    if (truth == null) {
      throw wrong(
          column,
          "is neither true nor false. Write true, t, yes, y or 1, or false, f, no, n or 0; or"
              + " declare the component an enum or a String");
    }
    return truth;
  }

  /** A single character. */
  public final char character(int column) {
    requirePresent(column, "char", "Character");
    String text = presentText(column);
    if (text.length() != 1) {
      throw wrong(column, "is not a single character. Declare the component a String");
    }
    return text.charAt(0);
  }

  /** A text; null if it is missing. */
  public final @Nullable String text(int column) {
    return isMissing(column) ? null : presentText(column);
  }

  /** An enum's constant; null if it is missing. */
  public final <E extends Enum<E>> @Nullable E constant(int column, Class<E> type) {
    if (isMissing(column)) {
      return null;
    }
    EnumSpellings<?> known = spellings.computeIfAbsent(type, unseen -> new EnumSpellings<>(type));
    Enum<?> constant = known.find(presentText(column));
    if (constant == null) {
      throw wrong(
          column,
          "is no constant of %s (%s). Correct the value, or add it to the enum"
              .formatted(type.getSimpleName(), known.listing()));
    }
    return type.cast(constant);
  }

  /** A date as ISO 8601 writes it, {@code 2024-02-29}; null if it is missing. */
  public final @Nullable LocalDate date(int column) {
    if (isMissing(column)) {
      return null;
    }
    try {
      return LocalDate.parse(presentText(column));
    } catch (DateTimeException e) {
      throw wrong(column, "is not a date. Write dates as 2024-02-29, year, month and day");
    }
  }

  /** A UUID; null if it is missing. */
  public final @Nullable UUID uuid(int column) {
    if (isMissing(column)) {
      return null;
    }
    try {
      return UUID.fromString(presentText(column));
    } catch (IllegalArgumentException e) {
      throw wrong(
          column,
          "is not a UUID. Write it as 123e4567-e89b-12d3-a456-426614174000, or declare the"
              + " component a String");
    }
  }

  /** The text of a cell that is not missing. */
  protected abstract String presentText(int column);

  /**
   * The number in a cell that is not missing.
   *
   * @throws NumberFormatException if it is none
   */
  protected abstract double presentNumber(int column);

  /**
   * The decimal number in a cell that is not missing.
   *
   * @throws NumberFormatException if it is none
   */
  protected abstract BigDecimal presentDecimal(int column);

  /** What stands in a cell that is missing; null if nothing does. */
  protected abstract @Nullable String writtenAsMissing(int column);

  /** What to do with a value that should be a number and is not. */
  protected abstract String adviceOnNumber(int column);

  /**
   * The number of the row, the first line of a file or row of a result being 1; 0 where rows have
   * no order.
   */
  protected abstract long rowNumber();

  /** What is wrong with a cell: its source, row, column and value precede the words given. */
  final UnreadableDataException wrong(int column, String words) {
    String value = presentText(column);
    return wrongCell(column, "is '" + shown(value) + "', which " + words, value, null);
  }

  /**
   * What is wrong with a cell: its source, row and column precede the words given.
   *
   * @param value null if it has none
   */
  final UnreadableDataException wrongCell(
      int column, String words, @Nullable String value, @Nullable Throwable cause) {
    String label = labels.get(column);
    UnreadableDataException error =
        new UnreadableDataException(
            place() + label + " " + words, source, rowNumber(), label, value);
    error.initCause(cause);
    return error;
  }

  /** What is wrong with the row as a whole: its source and number precede the words given. */
  final UnreadableDataException wrongRow(String words, @Nullable Throwable cause) {
    UnreadableDataException error =
        new UnreadableDataException(place() + words, source, rowNumber());
    error.initCause(cause);
    return error;
  }

  private String place() {
    long number = rowNumber();
    return number == 0 ? source + ": " : place(source, rowWord, number) + ": ";
  }

  private static String place(String source, String rowWord, long number) {
    return "%s, %s %d".formatted(source, rowWord, number);
  }

  /** The places of rows that began where these numbers say. */
  final RowPlaces places(LineNumbers numbers) {
    String table = source;
    String word = rowWord;
    return row -> {
      OptionalLong line = numbers.line(row);
      return line.isPresent()
          ? Optional.of(place(table, word, line.getAsLong()))
          : Optional.empty();
    };
  }

  /** The value on one line, and not at any length. */
  static String shown(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "·");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  private double parseNumber(int column) {
    try {
      return presentNumber(column);
    } catch (NumberFormatException e) {
      throw wrong(column, "is not a number. " + adviceOnNumber(column));
    }
  }

  private long whole(int column, long least, long most, String type, String box) {
    requirePresent(column, type, box);
    double number = parseNumber(column);
    if (Math.abs(number) < WHOLE_NUMBERS ? number != Math.rint(number) : Double.isNaN(number)) {
      throw wrong(column, "is not a whole number. Declare the component a double");
    }
    if (number < least || number > most) {
      throw tooLarge(column, least, most, type);
    }
    if (Math.abs(number) < WHOLE_NUMBERS) {
      return (long) number;
    }
    try {
      return presentDecimal(column).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(column, "is no whole number that a long holds. Declare the component a double");
    }
  }

  private UnreadableDataException tooLarge(int column, long least, long most, String type) {
    return wrong(
        column,
        "does not fit into %s (%d to %d). Declare the component a wider type, or a double"
            .formatted(type, least, most));
  }

  private void requirePresent(int column, String type, String box) {
    if (isMissing(column)) {
      throw wrongCell(
          column,
          "is missing, which no %s can be. Declare the component %s, or complete the data"
              .formatted(type, box),
          writtenAsMissing(column),
          null);
    }
  }
}
