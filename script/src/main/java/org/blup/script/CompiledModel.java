package org.blup.script;

import java.io.InputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.io.Located;
import org.blup.internal.io.RowPlaces;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.prediction.Scorer;

/** A model that was compiled for columns of some types: it fits tables that have such. */
final class CompiledModel {

  private final ModelKey key;
  private final Function<Map<String, Relationship>, Model<Record, ? extends MixedFit<Record>>>
      model;
  private final Function<InputStream, Scorer<Record>> scorer;
  private final Function<Object[], IntFunction<Record>> rows;
  private final List<String> warnings;

  /**
   * @param model the model for the relationships of its factors
   * @param scorer loads what was saved of a fit for predictions alone
   * @param rows makes rows by their number, of arrays of the columns' values
   */
  CompiledModel(
      ModelKey key,
      Function<Map<String, Relationship>, Model<Record, ? extends MixedFit<Record>>> model,
      Function<InputStream, Scorer<Record>> scorer,
      Function<Object[], IntFunction<Record>> rows,
      List<String> warnings) {
    this.key = key;
    this.model = model;
    this.scorer = scorer;
    this.rows = rows;
    this.warnings = List.copyOf(warnings);
  }

  Model<Record, ? extends MixedFit<Record>> model(Map<String, Relationship> relationships) {
    return model.apply(relationships);
  }

  /** Reads a scorer, and no byte behind it. */
  Scorer<Record> scorer(InputStream in) {
    return scorer.apply(in);
  }

  ModelKey key() {
    return key;
  }

  List<String> warnings() {
    return warnings;
  }

  /**
   * The rows of a table.
   *
   * @throws BlupException if it lacks columns that explain, or values are of another type; columns
   *     that only the left-hand side needs may be missing
   */
  List<Record> rows(Table table) {
    List<String> missing =
        key.parts().stream()
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
                  key.formula(),
                  String.join(", ", table.columns())));
    }
    List<Object> columns = new ArrayList<>();
    for (ModelKey.Part part : key.parts()) {
      columns.add(
          table.has(part.name())
              ? part.type().values(table.column(part.name()))
              : part.type().missing(table.rows()));
    }
    return new Rows(rows.apply(columns.toArray()), table.rows(), table.places());
  }

  /**
   * What is asked of each row of a table.
   *
   * @throws BlupException as {@link #rows}
   * @throws UnknownLevelException if a row has one; names the line of the file, or the row where
   *     there is no file
   */
  <T> List<T> each(Table table, Function<? super Record, ? extends T> question) {
    List<Record> records = rows(table);
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
  double[] predictions(Table table, ToDoubleFunction<Record> prediction) {
    return each(table, prediction::applyAsDouble).stream()
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
