package org.blup.internal.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** A table in plain text: text flush left, numbers with their decimal points below each other. */
public final class TextTable {

  /** Tables of more rows are cut off. */
  public static final int MOST_ROWS = 100;

  private final List<List<String>> columns = new ArrayList<>();
  private final List<Boolean> flushLeft = new ArrayList<>();
  private final int most;
  private int left;

  /** A table of not more than {@link #MOST_ROWS} rows. */
  public TextTable() {
    this(MOST_ROWS);
  }

  /** A table of not more than some rows; how many follow is told below them. */
  public TextTable(int most) {
    this.most = most;
  }

  /** Text, such as the names of levels; what would break its line is written as an escape. */
  public TextTable text(String header, List<String> cells) {
    return add(visible(header), cells.stream().map(TextTable::visible).toList(), true);
  }

  /** Numbers as they are to be printed; an empty cell where there is none. */
  public TextTable numbers(String header, List<String> cells) {
    int fraction = cells.stream().mapToInt(TextTable::fraction).max().orElse(0);
    return add(
        header,
        cells.stream().map(cell -> cell + " ".repeat(fraction - fraction(cell))).toList(),
        false);
  }

  public TextTable numbers(String header, List<Double> values, DoubleFunction<String> print) {
    return numbers(header, values.stream().map(print::apply).toList());
  }

  /** Text flush right. */
  public TextTable flushRight(String header, List<String> cells) {
    return add(header, cells, false);
  }

  public TextTable pValues(String header, List<Double> values) {
    return flushRight(header, values.stream().map(Digits::pValue).toList());
  }

  private TextTable add(String header, List<String> cells, boolean atLeft) {
    List<String> column = new ArrayList<>();
    column.add(header);
    column.addAll(cells.subList(0, Math.min(most, cells.size())));
    left = cells.size() - column.size() + 1;
    columns.add(column);
    flushLeft.add(atLeft);
    return this;
  }

  /** Rows of words as lines, the words below each other. */
  public static List<String> columns(List<List<String>> rows) {
    List<StringBuilder> lines = rows.stream().map(row -> new StringBuilder()).toList();
    for (int c = 0; c < rows.get(0).size(); c++) {
      int column = c;
      int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      for (int r = 0; r < rows.size(); r++) {
        String word = rows.get(r).get(c);
        String gap = c == 0 ? "" : "  ";
        lines.get(r).append(gap).append(word).append(" ".repeat(width - word.length()));
      }
    }
    return lines.stream().map(StringBuilder::toString).toList();
  }

  /** A name with escapes for line breaks, tabs, and marks that turn the direction of the line. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> visible.append("\\n");
        case '\r' -> visible.append("\\r");
        case '\t' -> visible.append("\\t");
        default ->
            visible.append(
                breaksLine(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return visible.toString();
  }

  private static boolean breaksLine(char c) {
    return Character.isISOControl(c)
        || c >= '\u2028' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }

  /** The characters from the decimal point on. */
  private static int fraction(String cell) {
    int point = cell.indexOf('.');
    return point < 0 ? 0 : cell.length() - point;
  }

  /** The line below a table that was cut off; empty if nothing was. */
  public static String more(long rows) {
    return rows > 0 ? " ... and " + Digits.count(rows) + " more\n" : "";
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < columns.get(0).size(); row++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns.size(); c++) {
        String cell = columns.get(c).get(row);
        int width = columns.get(c).stream().mapToInt(String::length).max().orElse(0);
        String padding = " ".repeat(width - cell.length());
        line.append(c == 0 ? " " : "  ");
        line.append(flushLeft.get(c) ? cell + padding : padding + cell);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.append(more(left)).toString();
  }
}
