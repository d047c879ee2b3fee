package org.blup.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.exception.StorageException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryKind;
import org.blup.internal.io.BinaryOutput;
import org.blup.model.MixedFit;

/**
 * A scorer of a fit to a table, as it stands in files: what its model is compiled from, and behind
 * it the scorer as those of records are saved.
 */
final class SavedTableScorer {

  private static final int VERSION = 1;

  private SavedTableScorer() {}

  static void write(ModelKey key, MixedFit<?> fit, OutputStream stream) {
    BinaryOutput out = new BinaryOutput(stream, BinaryKind.TABLE_SCORER.magic(), VERSION);
    out.text(key.formula());
    out.flag(key.weights().isPresent());
    key.weights().ifPresent(out::text);
    out.count(key.parts().size());
    for (ModelKey.Part part : key.parts()) {
      out.text(part.name());
      out.text(part.type().name());
      out.flag(part.explains());
    }
    out.end();
    fit.saveScorer(stream);
  }

  /**
   * Begins to read what was written.
   *
   * @param stream can be marked
   * @param source what messages call it
   * @throws StorageException if it is no scorer of a table
   */
  static BinaryInput begin(InputStream stream, String source) {
    byte[] start = start(stream);
    if (start.length > 0 && start[0] == '{') {
      throw new StorageException(
          source + " is JSON, as fits are saved: Blup.load(path) reads those", source);
    }
    requireNoRecord(start, source);
    return new BinaryInput(
        stream, source, BinaryKind.TABLE_SCORER.magic(), "a scorer of a table", VERSION);
  }

  /**
   * Refuses the scorer of a record's model.
   *
   * @param start what the file begins with
   * @throws StorageException if it is one
   */
  static void requireNoRecord(byte[] start, String source) {
    if (BinaryKind.of(start).equals(Optional.of(BinaryKind.SCORER))) {
      throw new StorageException(
          source
              + " holds the scorer of a record's model, which knows how to load it:"
              + " SleepModel.loadScorer(path), if the record is Sleep",
          source);
    }
  }

  /**
   * Whether a stream begins as a scorer does, of a table or of a record's model.
   *
   * @param stream can be marked
   */
  static boolean isIn(InputStream stream) {
    return BinaryKind.of(start(stream)).filter(kind -> kind != BinaryKind.SUMS).isPresent();
  }

  private static byte[] start(InputStream stream) {
    try {
      stream.mark(BinaryKind.BYTES);
      byte[] start = stream.readNBytes(BinaryKind.BYTES);
      stream.reset();
      return start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what the model is compiled from.
   *
   * @throws StorageException if it is damaged
   */
  static ModelKey readKey(BinaryInput in) {
    String formula = in.text();
    Optional<String> weights = in.flag() ? Optional.of(in.text()) : Optional.empty();
    int count = in.count(ModelKey.MOST_COLUMNS);
    List<ModelKey.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      if (!Table.isName(name)) {
        throw in.damaged("a column that no formula could name");
      }
      parts.add(new ModelKey.Part(name, type(in), in.flag()));
    }
    in.end();
    return new ModelKey(formula, parts, weights, FormulaColumns.related(formula));
  }

  private static ColumnType type(BinaryInput in) {
    String name = in.text();
    return ColumnType.named(name).orElseThrow(() -> in.damaged("a column of type '" + name + "'"));
  }
}
