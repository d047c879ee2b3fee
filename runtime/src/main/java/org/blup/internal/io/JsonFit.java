package org.blup.internal.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.blup.exception.StorageException;

/** Writes a fit as JSON, and reads it. */
final class JsonFit {

  private static final String FORMAT = "blup-fit";

  private final JsonObject in;
  private final String source;
  private String model = "";
  private List<String> structure = List.of();
  private String criterion = "";
  private String method = "";
  private Map<String, String> relationships = Map.of();
  private final OptimumFields optimum = new OptimumFields();
  private List<byte[]> sums = List.of();
  private String checksum = "";

  private JsonFit(JsonObject in, String source) {
    this.in = in;
    this.source = source;
  }

  static void write(SavedFit fit, OutputStream out) {
    try (JsonGenerator json = JsonFiles.generator(out)) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", SavedFit.VERSION);
      json.writeStringField("model", fit.model());
      json.writeArrayFieldStart("structure");
      for (String line : fit.structure()) {
        json.writeString(line);
      }
      json.writeEndArray();
      json.writeStringField("criterion", fit.criterion());
      json.writeStringField("degreesOfFreedom", fit.method());
      json.writeObjectFieldStart("relationships");
      for (Map.Entry<String, String> each : fit.relationships().entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("optimum");
      write(fit.optimum(), json);
      json.writeArrayFieldStart("sums");
      for (byte[] piece : fit.sums()) {
        json.writeBinary(piece);
      }
      json.writeEndArray();
      json.writeStringField("checksum", fit.checksum());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(SavedFit.Optimum optimum, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("criterion", optimum.criterion());
    json.writeArrayFieldStart("factors");
    for (double[] factor : optimum.factors()) {
      json.writeArray(factor, 0, factor.length);
    }
    json.writeEndArray();
    json.writeFieldName("residual");
    json.writeArray(optimum.residual(), 0, optimum.residual().length);
    json.writeArrayFieldStart("singularDirections");
    for (SavedFit.Direction direction : optimum.singular()) {
      json.writeStartObject();
      json.writeNumberField("term", direction.term());
      json.writeFieldName("coefficients");
      json.writeArray(direction.coefficients(), 0, direction.coefficients().length);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("predictedGain", optimum.predictedGain());
    json.writeNumberField("evaluations", optimum.evaluations());
    json.writeEndObject();
  }

  /**
   * Reads a fit.
   *
   * @param source what is read, for messages
   */
  static SavedFit read(InputStream in, String source) {
    try (JsonParser parser = JsonFiles.parser(in)) {
      return new JsonFit(new JsonObject(parser, source), source).read();
    } catch (JsonProcessingException e) {
      throw JsonObject.damaged(source, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SavedFit read() throws IOException {
    Map<String, JsonObject.Reader> fields = new LinkedHashMap<>();
    fields.put("format", this::checkFormat);
    fields.put("version", this::checkVersion);
    fields.put("model", () -> model = in.text());
    fields.put("structure", () -> structure = in.array(in::text));
    fields.put("criterion", () -> criterion = in.text());
    fields.put("degreesOfFreedom", () -> method = in.text());
    fields.put("relationships", () -> relationships = in.texts());
    fields.put("optimum", () -> in.read(optimum.fields()));
    fields.put("sums", () -> sums = in.array(in::bytes));
    fields.put("checksum", () -> checksum = in.text());
    in.readWhole(fields);
    SavedFit fit =
        new SavedFit(
            model,
            structure,
            criterion,
            method,
            new TreeMap<>(relationships),
            optimum.optimum(),
            sums);
    if (!fit.checksum().equals(checksum)) {
      throw new StorageException(
          ("%s is damaged or was changed: its content does not have the checksum that it was saved"
                  + " with. Use a copy of it, or save the fit again")
              .formatted(source),
          source);
    }
    return fit;
  }

  private void checkFormat() throws IOException {
    if (!in.text().equals(FORMAT)) {
      throw in.damaged("another format than " + FORMAT);
    }
  }

  private void checkVersion() throws IOException {
    int version = in.count();
    if (version > SavedFit.VERSION) {
      throw new StorageException(
          ("%s holds a fit in version %d of its format; this version of Blup reads version %d. Use a"
                  + " newer version of Blup, or save the fit again with this one")
              .formatted(source, version, SavedFit.VERSION),
          source);
    }
    if (version < SavedFit.VERSION) {
      throw in.damaged("version " + version);
    }
  }

  /** The fields of an optimum while they are read. */
  private final class OptimumFields {

    private double criterion;
    private List<double[]> factors = List.of();
    private double[] residual = {};
    private List<SavedFit.Direction> singular = List.of();
    private double predictedGain;
    private int evaluations;

    Map<String, JsonObject.Reader> fields() {
      Map<String, JsonObject.Reader> fields = new LinkedHashMap<>();
      fields.put("criterion", () -> criterion = in.number());
      fields.put("factors", () -> factors = in.array(in::numbers));
      fields.put("residual", () -> residual = in.numbers());
      fields.put("singularDirections", () -> singular = in.array(this::direction));
      fields.put("predictedGain", () -> predictedGain = in.number());
      fields.put("evaluations", () -> evaluations = in.count());
      return fields;
    }

    private SavedFit.Direction direction() throws IOException {
      int[] term = new int[1];
      List<double[]> coefficients = new ArrayList<>();
      Map<String, JsonObject.Reader> fields = new LinkedHashMap<>();
      fields.put("term", () -> term[0] = in.count());
      fields.put("coefficients", () -> coefficients.add(in.numbers()));
      in.read(fields);
      return new SavedFit.Direction(term[0], coefficients.get(0));
    }

    SavedFit.Optimum optimum() {
      return new SavedFit.Optimum(
          criterion, factors, residual, singular, predictedGain, evaluations);
    }
  }
}
