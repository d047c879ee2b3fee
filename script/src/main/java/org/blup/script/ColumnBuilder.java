package org.blup.script;

import java.util.Arrays;
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
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

  /** As R reads them. */
  private static final Pattern TRUTH = Pattern.compile("TRUE|True|true|T|FALSE|False|false|F");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private static final Pattern LOOKS_NUMERIC = Pattern.compile("[+-]?[.,]?\\d");

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
    numeric += LOOKS_NUMERIC.matcher(text).lookingAt() ? 1 : 0;
    canBeWhole &= WHOLE.matcher(text).matches();
    canBeTruth &= TRUTH.matcher(text).matches();
    canBeDate &= DATE.matcher(text).matches() && isDate(cells);
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
