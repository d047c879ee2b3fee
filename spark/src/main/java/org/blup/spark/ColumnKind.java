package org.blup.spark;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/** What a component is read from: it decides which types its column may have. */
enum ColumnKind {
  NUMBER("numbers", "double"),
  WHOLE("whole numbers", "bigint"),
  TRUTH("truth values", "boolean"),
  DATE("dates", "date"),
  TEXT("texts", "string");

  private static final List<Class<?>> WHOLE_COLUMNS =
      List.of(ByteType.class, ShortType.class, IntegerType.class, LongType.class);

  private static final Set<Class<?>> NUMBERS =
      Set.of(
          double.class,
          Double.class,
          float.class,
          Float.class,
          BigDecimal.class,
          OptionalDouble.class);

  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(
          long.class,
          Long.class,
          int.class,
          Integer.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class);

  private final String plural;
  private final String cast;

  ColumnKind(String plural, String cast) {
    this.plural = plural;
    this.cast = cast;
  }

  static ColumnKind of(Class<?> component) {
    if (NUMBERS.contains(component)) {
      return NUMBER;
    }
    if (WHOLE_NUMBERS.contains(component)) {
      return WHOLE;
    }
    if (component == boolean.class || component == Boolean.class) {
      return TRUTH;
    }
    return component == LocalDate.class ? DATE : TEXT;
  }

  /** Whether columns of a type may be read. One that has nothing but nulls may always. */
  boolean takes(DataType column) {
    return column instanceof NullType
        || switch (this) {
          case NUMBER -> column instanceof NumericType;
          case WHOLE ->
              WHOLE_COLUMNS.stream().anyMatch(type -> type.isInstance(column))
                  || (column instanceof DecimalType decimal && decimal.scale() == 0);
          case TRUTH -> column instanceof BooleanType;
          case DATE -> column instanceof DateType;
          case TEXT -> column instanceof StringType;
        };
  }

  /** What it is read from, in words. */
  String plural() {
    return plural;
  }

  /** The type to convert another column to. */
  String cast() {
    return cast;
  }
}
