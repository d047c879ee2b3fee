package org.blup.script;

import java.nio.file.Path;
import java.util.Map;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.internal.io.StoredFile;

/**
 * Mixed models of tables, for scripts, JShell and notebooks: {@code Blup.fit("reaction ~ days +
 * (days | subject)", Table.readCsv("sleepstudy.csv"))}. The formula is compiled as that of an
 * annotated record would be, with the same messages, and fitted by the same code, so that the
 * numbers are equal in all bits. It needs a JDK, or an image with the module {@code jdk.compiler}.
 */
public final class Blup {

  private Blup() {}

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @throws FormulaException if the formula is no model of the table; the message has the formula
   *     and a caret
   * @throws BlupException if the rows do not allow a fit; the message says why and what to do
   */
  public static TableFit fit(String formula, Table table) {
    return fitting(formula, table).fit();
  }

  /** The choices of a fit: criterion, missing values, weights, degrees of freedom, progress. */
  public static TableFitting fitting(String formula, Table table) {
    return new TableFitting(formula, table);
  }

  /**
   * Fits to columns: arrays or lists by their names, as for {@link Table#of(Map)}.
   *
   * @throws BlupException as {@link #fit(String, Table)}
   */
  public static TableFit fit(String formula, Map<String, ?> columns) {
    return fit(formula, Table.of(columns));
  }

  /**
   * Loads a fit that {@link TableFit#save} wrote: its model is compiled again. It answers as it
   * did, but for what needs the rows that were fitted.
   *
   * @throws StorageException if the file is not there, damaged, or of another version
   */
  public static TableFit load(Path file) {
    return load(file, Map.of());
  }

  /**
   * The same where levels are related.
   *
   * @param relationships by the factors that stand in the formula as {@code related(f)}
   * @throws StorageException if the file is not there, damaged, or of another version
   * @throws BlupException if it is not known how levels are related
   */
  public static TableFit load(Path file, Map<String, Relationship> relationships) {
    return TableFit.load(file, relationships);
  }

  /**
   * Loads a scorer that {@link TableFit#saveScorer} wrote: its model is compiled again. It predicts
   * as the fit did, and answers nothing else.
   *
   * @throws StorageException if the file is not there, damaged, or of another version
   */
  public static TableScorer loadScorer(Path file) {
    return TableScorer.load(file);
  }

  /**
   * Loads whichever of the two a file holds, which may be a pipe.
   *
   * @return a {@link TableFit}, or a {@link TableScorer}
   * @throws StorageException if the file is not there, damaged, or of another version
   */
  public static TablePredictor loadPredictor(Path file) {
    return StoredFile.read(
        file,
        "The fit",
        in ->
            SavedTableScorer.isIn(in)
                ? TableScorer.read(in, file.toString())
                : TableFit.read(in, file.toString(), Map.of()));
  }
}
