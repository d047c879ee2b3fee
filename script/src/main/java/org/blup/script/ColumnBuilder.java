package org.blup.script;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.blup.data.Cells;
import org.blup.exception.UnreadableDataException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the cells of a column and finds out what they are: what all of them can be, the first of
 * whole numbers, numbers, true and false, dates, texts. What a column cannot be is not tried again.
 */
final class ColumnBuilder {

  private static final int FIRST_CAPACITY = 64;

  /** As many digits as surely fit into a long. */
  private static final int MOST_DIGITS = 18;

  /** As R reads them. */
  private static final Set<String> TRUTHS =
      Set.of("TRUE", "True", "true", "T", "FALSE", "False", "false", "F");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private static final String SIGNS_AND_MARKS = "+-.,";

  private final String name;
  private final int position;
  private final @Nullable ColumnType said;
  private @Nullable String[] texts = new String[FIRST_CAPACITY];
  private double[] numbers = new double[FIRST_CAPACITY];
  private int size;
  private int present;
  private int numeric;
  private boolean canBeNumber = true;
  private boolean canBeWhole = true;
  private boolean canBeTruth = true;
  private boolean canBeDate = true;
  private @Nullable String firstText;

  /**
   * @param said its type, if that is known
   */
  ColumnBuilder(String name, int position, @Nullable ColumnType said) {
    this.name = name;
    this.position = position;
    this.said = said;
  }

  void add(Cells cells) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
      numbers = canBeNumber ? Arrays.copyOf(numbers, 2 * size) : numbers;
    }
    String text = cells.text(position);
    if (text != null) {
      look(text, cells);
      text = said == null ? text : asSaid(said, text, cells);
    }
    texts[size] = text;
    if (canBeNumber && said != ColumnType.FACTOR) {
      number(cells);
    }
    size++;
  }

  private void look(String text, Cells cells) {
    present++;
    numeric += looksNumeric(text) ? 1 : 0;
    canBeWhole = canBeWhole && isWhole(text);
    canBeTruth = canBeTruth && TRUTHS.contains(text);
    canBeDate = canBeDate && DATE.matcher(text).matches() && isDate(cells);
  }

  private static boolean looksNumeric(String text) {
    int first = SIGNS_AND_MARKS.indexOf(text.charAt(0)) >= 0 && text.length() > 1 ? 1 : 0;
    return isDigit(text.charAt(first));
  }

  private static boolean isWhole(String text) {
    int first = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    int digits = text.length() - first;
    boolean whole = digits > 0 && digits <= MOST_DIGITS;
    for (int i = first; whole && i < text.length(); i++) {
      whole = isDigit(text.charAt(i));
    }
    return whole;
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private boolean isDate(Cells cells) {
    try {
      return cells.date(position) != null;
    } catch (UnreadableDataException e) {
      return false;
    }
  }

  private void number(Cells cells) {
    try {
      numbers[size] = cells.number(position);
    } catch (UnreadableDataException e) {
      canBeNumber = false;
      numbers = new double[0];
      firstText = e.getMessage();
    }
  }

  /** A cell that cannot be what the column was said to be is reported where it stands. */
  private String asSaid(ColumnType type, String text, Cells cells) {
    return switch (type) {
      case NUMBER -> Double.toString(cells.number(position));
      case INTEGER -> Long.toString(cells.longNumber(position));
      case BOOLEAN -> Boolean.toString(cells.truth(position));
      case DATE -> String.valueOf(cells.date(position));
      case FACTOR -> text;
    };
  }

  Column build() {
    ColumnType type = said == null ? found() : said;
    if (type == ColumnType.NUMBER) {
      return Column.ofNumbers(name, Arrays.copyOf(numbers, size));
    }
    Column column = Column.ofTexts(name, type, Arrays.copyOf(texts, size));
    boolean nearlyNumeric = said == null && type == ColumnType.FACTOR && 2 * numeric > present;
    return nearlyNumeric && firstText != null ? column.remarked(firstText) : column;
  }

  private ColumnType found() {
    if (present == 0) {
      return ColumnType.NUMBER;
    }
    if (canBeWhole) {
      return ColumnType.INTEGER;
    }
    if (canBeNumber) {
      return ColumnType.NUMBER;
    }
    if (canBeTruth) {
      return ColumnType.BOOLEAN;
    }
    return canBeDate ? ColumnType.DATE : ColumnType.FACTOR;
  }
}
