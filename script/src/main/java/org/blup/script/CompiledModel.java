package org.blup.script;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.blup.design.Relationship;
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
   * The rows of columns' values, by their number.
   *
   * @param columns an array for each part of the key
   */
  IntFunction<Record> rows(Object[] columns) {
    return rows.apply(columns);
  }
}
