package org.blup.internal.design.coding;

/** Levels as they stand in labels of combinations. */
final class LevelText {

  private static final String SEPARATOR = ":";

  private LevelText() {}

  /**
   * The label of a combination of levels: {@code A:a}. A level that holds a colon or a quotation
   * mark stands in quotation marks, doubled within, so that no two combinations have one label.
   */
  static String joined(String... levels) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < levels.length; i++) {
      boolean plain = levels[i].indexOf(':') < 0 && levels[i].indexOf('"') < 0;
      label.append(i == 0 ? "" : SEPARATOR);
      label.append(plain ? levels[i] : inQuotationMarks(levels[i]));
    }
    return label.toString();
  }

  /** A level that can be distinguished from the text around it. */
  static String inQuotationMarks(String level) {
    return '"' + level.replace("\"", "\"\"") + '"';
  }
}
