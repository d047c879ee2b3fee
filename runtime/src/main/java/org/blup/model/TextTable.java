package org.blup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in plain text: text columns flush left, numbers with one count of decimals a column. */
final class TextTable {

  private static final int SIGNIFICANT = 4;
  private static final int MOST_DECIMALS = 6;
  private static final double LARGE = 1e9;

  private final List<List<String>> columns = new ArrayList<>();
  private final List<Boolean> flushLeft = new ArrayList<>();

  void text(String header, List<String> cells) {
    add(header, cells, true);
  }

  void numbers(String header, List<Double> values) {
    String format = format(values);
    add(
        header,
        values.stream().map(value -> String.format(Locale.ROOT, format, value)).toList(),
        false);
  }

  private void add(String header, List<String> cells, boolean left) {
    List<String> column = new ArrayList<>();
    column.add(header);
    column.addAll(cells);
    columns.add(column);
    flushLeft.add(left);
  }

  /** Enough decimals for four digits of the smallest number; an exponent where that is too long. */
  private static String format(List<Double> values) {
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (double value : values) {
      double size = Math.abs(value);
      if (size > 0 && Double.isFinite(size)) {
        smallest = Math.min(smallest, size);
        largest = Math.max(largest, size);
      }
    }
    if (largest == 0) {
      return "%.1f";
    }
    int decimals = SIGNIFICANT - 1 - (int) Math.floor(Math.log10(smallest));
    boolean tiny = largest < Math.pow(10, SIGNIFICANT - 1 - MOST_DECIMALS);
    return largest >= LARGE || tiny
        ? "%." + SIGNIFICANT + "e"
        : "%." + Math.max(0, Math.min(MOST_DECIMALS, decimals)) + "f";
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
    return out.toString();
  }
}
