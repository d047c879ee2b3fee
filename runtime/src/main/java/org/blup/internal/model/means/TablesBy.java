package org.blup.internal.model.means;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.NumberLevel;
import org.blup.internal.model.text.TextTable;

/** The tables of the levels of a factor, one below the other. */
final class TablesBy {

  /** Of more levels the tables are not printed. */
  private static final int MOST_PARTS = 20;

  /**
   * What is printed of one level.
   *
   * @param title of its table
   * @param rows the table itself
   * @param notes what the estimates rest on, for below the last table
   */
  record Part(String title, String rows, String notes) {}

  private TablesBy() {}

  /** The first tables, and below them what their estimates rest on. */
  static <M, P> String print(String factor, Map<M, P> parts, Function<P, Part> part) {
    StringBuilder text = new StringBuilder();
    String notes = "";
    Iterator<Map.Entry<M, P>> rest = parts.entrySet().iterator();
    for (int printed = 0; printed < MOST_PARTS && rest.hasNext(); printed++) {
      Map.Entry<M, P> next = rest.next();
      Part table = part.apply(next.getValue());
      String where = table.title() + ", " + factor + " = " + label(next.getKey());
      text.append(printed > 0 ? "\n" : "");
      text.append(MarginalTable.title("", where)).append(table.rows());
      notes = table.notes();
    }
    return text.append(TextTable.more(parts.size() - MOST_PARTS)).append(notes).toString();
  }

  /** A level as coefficients name it: 1, where a number is {@code 1.0} to Java. */
  private static String label(Object level) {
    return level instanceof Double number
        ? NumberLevel.text(NumberLevel.key(number))
        : String.valueOf(level);
  }

  static BlupException unknown(String factor, Object level, Collection<?> known) {
    return new BlupException(
        "There are no means at '"
            + level
            + "': "
            + factor
            + " has no such level, or no row with it. Levels with rows: "
            + String.join(", ", known.stream().map(TablesBy::label).toList())
            + ".");
  }
}
