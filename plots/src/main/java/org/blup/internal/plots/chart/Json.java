package org.blup.internal.plots.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.blup.internal.plots.pen.Decimals;

/**
 * Maps, lists, texts, numbers and booleans as JSON (RFC 8259), in the order of the maps; an empty
 * optional is null.
 */
final class Json {

  private Json() {}

  static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.append('\n').toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      out.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator);
        string(String.valueOf(entry.getKey()), out);
        out.append(':');
        write(entry.getValue(), out);
        separator = ",";
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      out.append('[');
      String separator = "";
      for (Object element : list) {
        out.append(separator);
        write(element, out);
        separator = ",";
      }
      out.append(']');
    } else if (value instanceof Number number) {
      double finite = number.doubleValue();
      out.append(Double.isFinite(finite) ? Decimals.exact(finite) : "null");
    } else if (value instanceof Optional<?> optional && optional.isEmpty()) {
      out.append("null");
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Table table) {
      rows(table, out);
    } else {
      string(value.toString(), out);
    }
  }

  /** A row a line. */
  private static void rows(Table table, StringBuilder out) {
    out.append('[');
    for (int row = 0; row < table.rows(); row++) {
      out.append(row == 0 ? "\n{" : ",\n{");
      String separator = "";
      for (String column : table.columns()) {
        out.append(separator);
        string(column, out);
        out.append(':');
        write(table.isNumber(column) ? table.number(column, row) : table.text(column, row), out);
        separator = ",";
      }
      out.append('}');
    }
    out.append(']');
  }

  /** Everything outside of ASCII is escaped, so that no encoding can spoil it. */
  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e || c == '<') {
        out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
