package org.blup.internal.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How JSON is written and read: in the same bytes by all versions of Java, and within limits. */
public final class JsonFiles {

  /** Characters of the longest text that is read: sums of a fit come in texts of 64 KB. */
  private static final int LONGEST_TEXT = 1 << 20;

  /** Characters of the longest number that is read; Java writes a double in 24 at most. */
  private static final int LONGEST_NUMBER = 40;

  /** Levels of nesting that are read; a saved fit has fewer. */
  private static final int DEEPEST = 8;

  private JsonFiles() {}

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(LONGEST_TEXT)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
        .build();
  }

  /** Writes to a stream, which is left open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return pretty(factory().createGenerator(out));
  }

  private static JsonGenerator pretty(JsonGenerator generator) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return generator.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
  }

  /** Reads from a stream, which is left open. */
  public static JsonParser parser(InputStream in) throws IOException {
    return factory().createParser(in);
  }

  /** Maps, lists, texts, numbers, booleans and nulls as text. */
  static String text(Map<String, @Nullable Object> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = pretty(factory().createGenerator(text))) {
      write(fields, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> fields) {
      json.writeStartObject();
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        json.writeFieldName(String.valueOf(field.getKey()));
        write(field.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> all) {
      json.writeStartArray();
      for (Object each : all) {
        write(each, json);
      }
      json.writeEndArray();
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeNull();
    }
  }
}
