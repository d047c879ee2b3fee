package org.blup.script;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.blup.internal.io.BinaryKind;
import org.blup.internal.io.JsonFiles;
import org.blup.model.MixedFit;
import org.jspecify.annotations.Nullable;

/**
 * A fit to a table as JSON: what its model was compiled from, and the fit itself as fits of records
 * are saved.
 *
 * @param key what the model is compiled from again
 * @param fit as {@link MixedFit#save(OutputStream)} wrote it
 */
record SavedTableFit(ModelKey key, byte[] fit) {

  private static final String FORMAT = "blup-table-fit";
  private static final int VERSION = 1;

  static SavedTableFit of(ModelKey key, MixedFit<?> fit) {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    fit.save(saved);
    return new SavedTableFit(key, saved.toByteArray());
  }

  void write(OutputStream out) {
    try (JsonGenerator json = JsonFiles.generator(out)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", VERSION);
      json.writeStringField("formula", key.formula());
      if (key.weights().isPresent()) {
        json.writeStringField("weights", key.weights().get());
      }
      json.writeArrayFieldStart("columns");
      for (ModelKey.Part part : key.parts()) {
        json.writeStartObject();
        json.writeStringField("name", part.name());
        json.writeStringField("type", part.type().name());
        json.writeBooleanField("explains", part.explains());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeFieldName("fit");
      json.writeRawValue(new String(fit, StandardCharsets.UTF_8));
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what was written.
   *
   * @param source what messages call it
   */
  static SavedTableFit read(InputStream in, String source) {
    try {
      byte[] bytes = in.readAllBytes();
      SavedTableScorer.requireNoRecord(bytes, source);
      if (BinaryKind.of(bytes).equals(Optional.of(BinaryKind.TABLE_SCORER))) {
        throw new StorageException(
            source + " holds a scorer, which is less than a fit: Blup.loadScorer(path) reads it",
            source);
      }
      try (JsonParser json = JsonFiles.parser(new ByteArrayInputStream(bytes))) {
        return new Reading(json, bytes, source).read();
      }
    } catch (JsonProcessingException e) {
      throw damaged(source, e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StorageException damaged(String source, String reason) {
    return new StorageException(
        "%s is no saved fit, or a damaged one: %s. Use a copy of it, or save the fit again"
            .formatted(source, reason),
        source);
  }

  /** One file being read. */
  private static final class Reading {

    private final JsonParser json;
    private final byte[] bytes;
    private final String source;
    private final List<ModelKey.Part> parts = new ArrayList<>();
    private String formula = "";
    private Optional<String> weights = Optional.empty();
    private byte[] fit = new byte[0];

    Reading(JsonParser json, byte[] bytes, String source) {
      this.json = json;
      this.bytes = bytes;
      this.source = source;
    }

    SavedTableFit read() throws IOException {
      require(json.nextToken() == JsonToken.START_OBJECT, "it does not begin with {");
      require("format".equals(json.nextFieldName()), "it does not say its format first");
      String format = text();
      if (format.equals("blup-fit")) {
        throw new StorageException(
            source
                + " holds the fit of a record's model, which knows how to load it:"
                + " SleepModel.load(path), if the record is Sleep",
            source);
      }
      require(format.equals(FORMAT), "its format is '" + format + "'");
      @Nullable String name;
      while ((name = json.nextFieldName()) != null) {
        field(name);
      }
      require(json.currentToken() == JsonToken.END_OBJECT, "it does not end with }");
      require(json.nextToken() == null, "something stands behind its end");
      require(!formula.isEmpty() && fit.length > 0, "it has no formula or no fit");
      List<String> related = FormulaColumns.related(formula);
      return new SavedTableFit(new ModelKey(formula, parts, weights, related), fit);
    }

    private void field(String name) throws IOException {
      switch (name) {
        case "version" -> requireVersion(json.nextIntValue(0));
        case "formula" -> formula = text();
        case "weights" -> weights = Optional.of(text());
        case "columns" -> columns();
        case "fit" -> {
          require(json.nextToken() == JsonToken.START_OBJECT, "its fit is no object");
          int start = (int) json.currentTokenLocation().getByteOffset();
          json.skipChildren();
          fit = Arrays.copyOfRange(bytes, start, (int) json.currentLocation().getByteOffset());
        }
        default -> throw damaged(source, "it has a field '" + name + "'");
      }
    }

    private void requireVersion(int version) {
      if (version != VERSION) {
        throw new StorageException(
            ("%s is of version %d, and this version of Blup reads %d. Fit the model again, or use"
                    + " the version that saved it")
                .formatted(source, version, VERSION),
            source);
      }
    }

    private void columns() throws IOException {
      require(json.nextToken() == JsonToken.START_ARRAY, "its columns are no list");
      while (json.nextToken() == JsonToken.START_OBJECT) {
        require(parts.size() < ModelKey.MOST_COLUMNS, "it has too many columns");
        parts.add(column());
      }
      require(json.currentToken() == JsonToken.END_ARRAY, "its columns are no list of objects");
    }

    private ModelKey.Part column() throws IOException {
      String name = "";
      ColumnType type = ColumnType.NUMBER;
      boolean explains = true;
      @Nullable String field;
      while ((field = json.nextFieldName()) != null) {
        switch (field) {
          case "name" -> name = text();
          case "type" -> type = type(text());
          case "explains" -> explains = !Boolean.FALSE.equals(json.nextBooleanValue());
          default -> throw damaged(source, "a column has a field '" + field + "'");
        }
      }
      require(Table.isName(name), "a column has no name that a formula could use");
      return new ModelKey.Part(name, type, explains);
    }

    private ColumnType type(String name) {
      return ColumnType.named(name)
          .orElseThrow(() -> damaged(source, "a column is of type '" + name + "'"));
    }

    private String text() throws IOException {
      String text = json.nextTextValue();
      if (text == null) {
        throw damaged(source, "a text is expected in line " + json.currentLocation().getLineNr());
      }
      return text;
    }

    private void require(boolean holds, String otherwise) {
      if (!holds) {
        throw damaged(source, otherwise);
      }
    }
  }
}
