package org.blup.internal.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.exception.StorageException;

/** Reads JSON objects whose fields are known, each of which must be there once. */
final class JsonObject {

  /** Reads a value. */
  interface Reader {
    void read() throws IOException;
  }

  /** Reads an element of an array. */
  interface Element<T> {
    T read() throws IOException;
  }

  private final JsonParser parser;
  private final String source;

  JsonObject(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  /** Reads the object that begins at the next token, and that nothing follows. */
  void readWhole(Map<String, Reader> fields) throws IOException {
    parser.nextToken();
    read(fields);
    if (parser.nextToken() != null) {
      throw damaged("something behind its end");
    }
  }

  /** Reads the object that begins at this token. */
  void read(Map<String, Reader> fields) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Map<String, Reader> missing = new LinkedHashMap<>(fields);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Reader reader = missing.remove(name);
      if (reader == null) {
        throw damaged("a field '" + name + "', which fits do not have");
      }
      parser.nextToken();
      reader.read();
    }
    if (!missing.isEmpty()) {
      throw damaged("no field '" + missing.keySet().iterator().next() + "'");
    }
  }

  /** Reads an object of texts. */
  Map<String, String> texts() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    Map<String, String> texts = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      texts.put(name, text());
    }
    return texts;
  }

  <T> List<T> array(Element<T> element) throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
    List<T> all = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      all.add(element.read());
    }
    return all;
  }

  double[] numbers() throws IOException {
    expect(JsonToken.START_ARRAY, "an array of numbers");
    double[] numbers = new double[16];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = number();
    }
    return Arrays.copyOf(numbers, count);
  }

  double number() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw damaged("no number where one should be");
    }
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw damaged("a number that is too large");
    }
    return value;
  }

  int count() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw damaged("no whole number where one should be");
    }
    long value = parser.getLongValue();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged("a number that is " + value);
    }
    return (int) value;
  }

  String text() throws IOException {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  byte[] bytes() throws IOException {
    expect(JsonToken.VALUE_STRING, "a text");
    return parser.getBinaryValue();
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw damaged("something else than " + what);
    }
  }

  /** An error for what stands at the place that was read last. */
  StorageException damaged(String how) {
    return damaged(source, parser.currentTokenLocation().getLineNr(), how);
  }

  /** An error for what is no JSON, or exceeds the limits of what is read. */
  static StorageException damaged(String source, JsonProcessingException e) {
    long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    return damaged(source, line, "text that is no JSON of a fit (" + e.getOriginalMessage() + ")");
  }

  private static StorageException damaged(String source, long line, String how) {
    return new StorageException(
        "%s is damaged or no saved fit: in line %d there is %s. Use a copy of it, or save the fit again"
            .formatted(source, line, how),
        source);
  }
}
