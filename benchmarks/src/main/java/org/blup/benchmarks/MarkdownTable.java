package org.blup.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: the first column to the left, numbers to the right. */
final class MarkdownTable {

  private final StringBuilder text = new StringBuilder();
  private final int columns;

  MarkdownTable(List<String> names) {
    columns = names.size();
    line(names);
    text.append("| --- |").append(" ---: |".repeat(columns - 1)).append('\n');
  }

  /** Adds a line; cells missing at its end stay empty. */
  void add(List<String> cells) {
    List<String> line = new ArrayList<>(cells);
    while (line.size() < columns) {
      line.add("");
    }
    line(line);
  }

  private void line(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
