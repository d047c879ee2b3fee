package org.blup.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;
import org.blup.exception.BlupException;
import org.blup.formula.Formulas;

/** Writes the annotated record whose rows a table has. */
final class RecordSource {

  /** What a factor has at most to become an enum. */
  private static final int MOST_CONSTANTS = 12;

  /** So often a level of an enum occurs at least, on average. */
  private static final int ROWS_PER_CONSTANT = 3;

  private final Table table;
  private final String packageName;
  private final String record;
  private final JavaIdentifiers identifiers = new JavaIdentifiers();
  private final StringJoiner components = new StringJoiner(",\n    ", "\n    ", "");
  private final List<String> enums = new ArrayList<>();
  private final Set<String> typeNames = new HashSet<>();

  /**
   * @param name of the record, with its package or without
   */
  RecordSource(Table table, String name) {
    if (!SourceVersion.isName(name)) {
      throw new BlupException(
          "'%s' cannot be the name of a record: give one such as Sleep or org.example.Sleep"
              .formatted(name));
    }
    this.table = table;
    int end = name.lastIndexOf('.');
    packageName = end < 0 ? "" : name.substring(0, end);
    record = name.substring(end + 1);
    typeNames.add(record);
  }

  /**
   * @param formula of the model; a simple one that the columns allow if there is none
   */
  String write(Optional<String> formula) {
    table.columns().forEach(name -> addComponent(table.column(name)));
    StringBuilder text = new StringBuilder();
    if (!packageName.isEmpty()) {
      text.append("package ").append(packageName).append(";\n\n");
    }
    boolean dates = table.columns().stream().anyMatch(name -> table.type(name) == ColumnType.DATE);
    text.append(dates ? "import java.time.LocalDate;\n" : "");
    boolean renamed = components.toString().contains("@Column");
    text.append(renamed ? "import org.blup.Column;\n" : "");
    text.append("import org.blup.MixedModel;\n\n");
    for (String name : table.columns()) {
      table
          .column(name)
          .remark()
          .ifPresent(words -> text.append("// ").append(remark(name, words)).append('\n'));
    }
    if (formula.isEmpty()) {
      text.append(
          response().isPresent()
              ? "// The formula is a start: put in what you want to know.\n"
              : "// No column holds numbers: put in a response, and what you want to know.\n");
    }
    text.append("@MixedModel(%s)%n".formatted(ModelSource.literal(formula.orElse(start()))));
    text.append("public record ").append(record).append('(').append(components).append(") {");
    enums.forEach(each -> text.append("\n\n").append(each));
    return text.append(enums.isEmpty() ? "}\n" : "\n}\n").toString();
  }

  /**
   * Why a column of texts holds no numbers, though it seems to. Backslashes are doubled: Java reads
   * Unicode escapes in comments, too.
   */
  private static String remark(String column, String words) {
    return "Column '%s' was read as texts, since not all of it are numbers: %s"
        .formatted(column, words)
        .replaceAll("\\p{Cntrl}", " ")
        .replace("\\", "\\\\");
  }

  private void addComponent(Column column) {
    String name = identifiers.component(column.name());
    String annotation =
        name.equals(column.name())
            ? ""
            : "@Column(%s) ".formatted(ModelSource.literal(column.name()));
    components.add(annotation + type(column, name) + " " + name);
  }

  private String type(Column column, String component) {
    boolean missing = column.hasMissing();
    return switch (column.type()) {
      case NUMBER -> "double";
      case BOOLEAN -> missing ? "Boolean" : "boolean";
      case DATE -> "LocalDate";
      case INTEGER -> isInt(column) ? missing ? "Integer" : "int" : missing ? "Long" : "long";
      case FACTOR -> enumeration(column, component).orElse("String");
    };
  }

  private static boolean isInt(Column column) {
    for (Long value : column.integers()) {
      if (value != null && value != value.intValue()) {
        return false;
      }
    }
    return true;
  }

  /** The name of an enum of a factor's levels, where they are few and have names of constants. */
  private Optional<String> enumeration(Column column, String component) {
    List<String> levels = levels(column);
    boolean few = levels.size() > 1 && levels.size() <= MOST_CONSTANTS;
    if (!few || (long) levels.size() * ROWS_PER_CONSTANT > table.rows()) {
      return Optional.empty();
    }
    return JavaIdentifiers.constants(levels)
        .map(
            constants -> {
              String name = typeName(component);
              enums.add(
                  "  /** Levels of %s. The first is the reference. */%n".formatted(component)
                      + "  public enum %s {%n    %s%n  }"
                          .formatted(name, String.join(",\n    ", constants)));
              return name;
            });
  }

  private String typeName(String component) {
    String name = JavaIdentifiers.typeName(component);
    while (!typeNames.add(name)) {
      name += "Level";
    }
    return name;
  }

  /** The levels in the order of a factor of texts. */
  private static List<String> levels(Column column) {
    Set<String> levels = new TreeSet<>();
    for (String text : column.texts()) {
      if (text != null) {
        levels.add(text);
      }
    }
    return List.copyOf(levels);
  }

  /** The first number by the levels that are most and yet repeated. */
  private String start() {
    List<Column> columns = columns();
    Optional<Column> response = response();
    String group = "group";
    long most = 1;
    for (Column column : columns) {
      boolean groups = column.type() == ColumnType.FACTOR || column.type() == ColumnType.INTEGER;
      long levels = groups ? levels(column).size() : 0;
      boolean isResponse = response.filter(found -> Objects.equals(found, column)).isPresent();
      if (!isResponse && levels > most && 2 * levels <= table.rows()) {
        most = levels;
        group = column.name();
      }
    }
    return Formulas.name(response.map(Column::name).orElse("response"))
        + " ~ 1 + (1 | "
        + Formulas.name(group)
        + ")";
  }

  private List<Column> columns() {
    return table.columns().stream().map(table::column).toList();
  }

  /** The first column of numbers, or else of whole numbers. */
  private Optional<Column> response() {
    return first(ColumnType.NUMBER).or(() -> first(ColumnType.INTEGER));
  }

  private Optional<Column> first(ColumnType type) {
    return columns().stream().filter(column -> column.type() == type).findFirst();
  }
}
