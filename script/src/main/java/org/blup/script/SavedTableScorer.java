package org.blup.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.exception.StorageException;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.blup.internal.io.StoredFile;
import org.blup.model.MixedFit;
import org.blup.model.prediction.Scorer;

/**
 * A scorer of a fit to a table, as it stands in files: what its model is compiled from, and behind
 * it the scorer as those of records are saved.
 */
final class SavedTableScorer {

  private static final String MAGIC = "BLUPTABS";
  private static final int VERSION = 1;

  /** What scorers of records begin with. */
  private static final String RECORDS = "BLUPSCOR";

  private SavedTableScorer() {}

  static void write(ModelKey key, MixedFit<?> fit, OutputStream stream) {
    BinaryOutput out = new BinaryOutput(stream, MAGIC, VERSION);
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
    String start = start(stream);
    if (start.startsWith("{")) {
      throw otherwise(source, "is JSON, as fits are saved: Blup.load(path) reads those");
    }
    if (start.equals(RECORDS)) {
      throw otherwise(
          source,
          "holds the scorer of a record's model, which knows how to load it:"
              + " SleepModel.loadScorer(path), if the record is Sleep");
    }
    return new BinaryInput(stream, source, MAGIC, "a scorer of a table", VERSION);
  }

  private static StorageException otherwise(String source, String words) {
    return new StorageException(source + " " + words, source);
  }

  private static String start(InputStream stream) {
    try {
      stream.mark(MAGIC.length());
      byte[] start = stream.readNBytes(MAGIC.length());
      stream.reset();
      return new String(start, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether bytes begin as scorers of tables do. */
  static boolean begins(byte[] bytes) {
    return new String(bytes, 0, Math.min(MAGIC.length(), bytes.length), StandardCharsets.ISO_8859_1)
        .equals(MAGIC);
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
      parts.add(new ModelKey.Part(name, type(in.text(), in), in.flag()));
    }
    in.end();
    return new ModelKey(formula, parts, weights, FormulaColumns.related(formula));
  }

  private static ColumnType type(String name, BinaryInput in) {
    return Arrays.stream(ColumnType.values())
        .filter(type -> type.name().equals(name))
        .findAny()
        .orElseThrow(() -> in.damaged("a column of type '" + name + "'"));
  }

  /**
   * Reads the scorer behind it.
   *
   * @throws StorageException if it is damaged, or of another model
   */
  static Scorer<Record> readScorer(InputStream stream, String source, CompiledModel model) {
    try {
      return model.scorer(stream);
    } catch (StorageException e) {
      throw named(e, source);
    }
  }

  /** The file was read as a stream. */
  private static StorageException named(StorageException error, String source) {
    String message = String.valueOf(error.getMessage());
    return error.source().equals(source)
        ? error
        : new StorageException(message.replace(StoredFile.STREAM, source), source, error);
  }
}
