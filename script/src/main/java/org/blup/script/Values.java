package org.blup.script;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/** Columns of arrays and lists: the type follows from the class of the values. */
final class Values {

  private Values() {}

  static Column column(String name, Object values) {
    if (values instanceof double[] numbers) {
      return Column.ofNumbers(name, numbers.clone());
    }
    if (values instanceof Iterable<?> list) {
      List<@Nullable Object> objects = new ArrayList<>();
      list.forEach(objects::add);
      return ofObjects(name, objects);
    }
    if (values.getClass().isArray()) {
      List<@Nullable Object> objects = new ArrayList<>(Array.getLength(values));
      for (int i = 0; i < Array.getLength(values); i++) {
        objects.add(Array.get(values, i));
      }
      return ofObjects(name, objects);
    }
    throw new BlupException(
        "Column '%s' is of %s: give an array or a list of values, one for each row"
            .formatted(name, values.getClass().getName()));
  }

  private static Column ofObjects(String name, List<@Nullable Object> values) {
    ColumnType type = null;
    for (int row = 0; row < values.size(); row++) {
      Object value = values.get(row);
      ColumnType found = value == null ? type : type(name, row, value);
      if (type != null && found != type && !(isNumeric(type) && isNumeric(found))) {
        throw new BlupException(
            "Column '%s' has %s until row %d, which is followed by '%s': a column is of one type"
                .formatted(name, type.words(), row, value));
      }
      type = type == ColumnType.NUMBER ? type : found;
    }
    if (type == null || type == ColumnType.NUMBER) {
      return Column.ofNumbers(name, values.stream().mapToDouble(Values::number).toArray());
    }
    return Column.ofTexts(name, type, texts(values));
  }

  private static boolean isNumeric(@Nullable ColumnType type) {
    return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
  }

  private static ColumnType type(String name, int row, Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ColumnType.INTEGER;
    }
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      return ColumnType.NUMBER;
    }
    if (value instanceof Boolean) {
      return ColumnType.BOOLEAN;
    }
    if (value instanceof LocalDate) {
      return ColumnType.DATE;
    }
    if (value instanceof String
        || value instanceof Character
        || value instanceof Enum<?>
        || value instanceof UUID) {
      return ColumnType.FACTOR;
    }
    throw new BlupException(
        ("Column '%s', row %d: '%s' is a %s, which no column can hold. Give numbers, booleans,"
                + " texts, enum constants or dates")
            .formatted(name, row + 1, value, value.getClass().getName()));
  }

  private static double number(@Nullable Object value) {
    return value == null ? Double.NaN : ((Number) value).doubleValue();
  }

  /** Equal texts are one string. */
  private static @Nullable String[] texts(List<@Nullable Object> values) {
    Map<String, String> known = new HashMap<>();
    @Nullable String[] texts = new String[values.size()];
    Arrays.setAll(texts, i -> pooled(values.get(i), known));
    return texts;
  }

  private static @Nullable String pooled(@Nullable Object value, Map<String, String> known) {
    if (value == null) {
      return null;
    }
    String text = value instanceof Enum<?> constant ? constant.name() : value.toString();
    String first = known.putIfAbsent(text, text);
    return first == null ? text : first;
  }
}
