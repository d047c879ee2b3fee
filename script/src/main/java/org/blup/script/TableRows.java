package org.blup.script;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.io.Located;
import org.blup.internal.io.RowPlaces;

/** The rows of a table as those of a compiled model, and what is asked of each. */
final class TableRows {

  private TableRows() {}

  /**
   * The rows of a table.
   *
   * @throws BlupException if it lacks columns that explain, or values are of another type; columns
   *     that only the left-hand side needs may be missing
   */
  static List<Record> of(CompiledModel model, Table table) {
    List<String> missing =
        model.key().parts().stream()
            .filter(part -> part.explains() && !table.has(part.name()))
            .map(ModelKey.Part::name)
            .toList();
    if (!missing.isEmpty()) {
      throw new BlupException(
          "The table lacks %s of the model %s. It has: %s"
              .formatted(
                  (missing.size() == 1 ? "the column '" : "the columns '")
                      + String.join("', '", missing)
                      + "'",
                  model.key().formula(),
                  String.join(", ", table.columns())));
    }
    List<Object> columns = new ArrayList<>();
    for (ModelKey.Part part : model.key().parts()) {
      columns.add(
          table.has(part.name())
              ? part.type().values(table.column(part.name()))
              : part.type().missing(table.rows()));
    }
    return new Rows(model.rows(columns.toArray()), table.rows(), table.places());
  }

  /**
   * What is asked of each row of a table.
   *
   * @throws BlupException as {@link #of}
   * @throws UnknownLevelException if a row has one; names the line of the file, or the row where
   *     there is no file
   */
  static <T> List<T> each(
      CompiledModel model, Table table, Function<? super Record, ? extends T> question) {
    List<Record> records = of(model, table);
    List<T> answers = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      try {
        answers.add(question.apply(records.get(i)));
      } catch (UnknownLevelException e) {
        throw e.at(table.places().of(i).orElse("The table, row " + i + " counted from 0"));
      }
    }
    return answers;
  }

  /** A number for each row of a table, with the errors of {@link #each}. */
  static double[] predictions(
      CompiledModel model, Table table, ToDoubleFunction<Record> prediction) {
    return each(model, table, prediction::applyAsDouble).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Rows that are made when they are asked for. */
  private static final class Rows extends AbstractList<Record> implements RandomAccess, Located {

    private final IntFunction<Record> row;
    private final int size;
    private final RowPlaces places;

    Rows(IntFunction<Record> row, int size, RowPlaces places) {
      this.row = row;
      this.size = size;
      this.places = places;
    }

    @Override
    public RowPlaces places() {
      return places;
    }

    @Override
    public Record get(int index) {
      return row.apply(index);
    }

    @Override
    public int size() {
      return size;
    }
  }
}
