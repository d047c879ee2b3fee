package org.blup.script;

import java.io.InputStream;
import java.nio.file.Path;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.NamedInput;
import org.blup.internal.io.StoredFile;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;

/**
 * Predicts the rows of tables as the fit did that it was saved from, and nothing else. Made by
 * {@link Blup#loadScorer} from what {@link TableFit#saveScorer} wrote. Immutable; any number of
 * threads may ask.
 */
public final class TableScorer implements TablePredictor {

  private final CompiledModel model;
  private final Scorer<Record> scorer;

  private TableScorer(CompiledModel model, Scorer<Record> scorer) {
    this.model = model;
    this.scorer = scorer;
  }

  static TableScorer load(Path file) {
    return StoredFile.read(file, "The scorer", in -> read(in, file.toString()));
  }

  /**
   * Reads what was written.
   *
   * @param in can be marked
   */
  static TableScorer read(InputStream in, String source) {
    BinaryInput input = SavedTableScorer.begin(in, source);
    CompiledModel model = ModelCache.compiled(SavedTableScorer.readKey(input), source);
    Scorer<Record> scorer = model.scorer(new NamedInput(in, source));
    input.endOfStream();
    return new TableScorer(model, scorer);
  }

  @Override
  public String formula() {
    return scorer.formula();
  }

  /**
   * The predictions for the rows of a table, effects of levels included; {@code NaN} where a value
   * they need is missing, or where the data of the fit do not determine them.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   * @throws UnknownLevelException if a row has a level that the data of the fit did not have,
   *     unless {@link #unknownLevels} allows it
   */
  @Override
  public double[] predict(Table table) {
    return TableRows.predictions(model, table, scorer::predict);
  }

  /**
   * What is expected of rows whose levels are not known: fixed effects and offset alone.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   * @throws UnknownLevelException if a factor among the fixed effects has an unknown level
   */
  public double[] predictPopulation(Table table) {
    return TableRows.predictions(model, table, scorer::predictPopulation);
  }

  /**
   * The same with another answer to levels of grouping factors that the data of the fit did not
   * have; they are errors unless said otherwise.
   */
  public TableScorer unknownLevels(UnknownLevels choice) {
    return new TableScorer(model, scorer.unknownLevels(choice));
  }

  /** The formula. */
  @Override
  public String toString() {
    return "Scorer of " + formula();
  }
}
