package org.blup.script;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The sources that a formula is compiled by: a record of the columns, and a class that hands out
 * its model, loads scorers of it, and makes its rows.
 */
final class ModelSource {

  static final String PACKAGE = "org.blup.script.compiled";
  static final String RECORD = PACKAGE + ".Table";
  static final String ROWS = PACKAGE + ".Rows";
  static final String MODEL_METHOD = "model";
  static final String SCORER_METHOD = "scorer";
  static final String ROWS_METHOD = "rows";

  private final ModelKey key;

  ModelSource(ModelKey key) {
    this.key = key;
  }

  /** Components have names of their own, so that no column's name can be one too many. */
  private static String component(int column) {
    return "c" + column + "x";
  }

  String record() {
    StringJoiner components = new StringJoiner(",\n    ");
    List<ModelKey.Part> parts = key.parts();
    for (int i = 0; i < parts.size(); i++) {
      ModelKey.Part part = parts.get(i);
      String weight = key.weights().equals(Optional.of(part.name())) ? "@org.blup.Weight " : "";
      components.add(
          "%s@org.blup.Column(%s) %s %s"
              .formatted(weight, literal(part.name()), part.type().component(), component(i)));
    }
    return """
    package %s;
    @org.blup.MixedModel(%s)
    public record Table(
        %s) {}
    """
        .formatted(PACKAGE, literal(key.formula()), components);
  }

  String rows() {
    StringBuilder arrays = new StringBuilder();
    StringJoiner cells = new StringJoiner(", ");
    for (int i = 0; i < key.parts().size(); i++) {
      String type = key.parts().get(i).type().component();
      arrays.append("    %s[] %s = (%s[]) columns[%d];%n".formatted(type, component(i), type, i));
      cells.add(component(i) + "[row]");
    }
    StringJoiner relationships = new StringJoiner(", ");
    key.related().forEach(factor -> relationships.add("by.get(" + literal(factor) + ")"));
    return """
    package %s;
    public final class Rows {
      private Rows() {}
      public static org.blup.model.Model<Table, ?> model(
          java.util.Map<String, org.blup.design.Relationship> by) {
        return TableModel.model(%s);
      }
      public static org.blup.model.prediction.Scorer<Table> scorer(java.io.InputStream in) {
        return TableModel.loadScorer(in);
      }
      public static java.util.function.IntFunction<Table> rows(Object[] columns) {
    %s    return row -> new Table(%s);
      }
    }
    """
        .formatted(PACKAGE, relationships, arrays, cells);
  }

  /** A text as Java writes it. */
  static String literal(String text) {
    return quoted(text, '"');
  }

  /** A character as Java writes it. */
  static String literal(char character) {
    return quoted(Character.toString(character), '\'');
  }

  private static String quoted(String text, char quote) {
    StringBuilder literal = new StringBuilder().append(quote);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\\' -> literal.append("\\\\");
        case '\n' -> literal.append("\\n");
        case '\r' -> literal.append("\\r");
        case '\t' -> literal.append("\\t");
        default -> literal.append(c == quote ? "\\" : "").append(c);
      }
    }
    return literal.append(quote).toString();
  }
}
