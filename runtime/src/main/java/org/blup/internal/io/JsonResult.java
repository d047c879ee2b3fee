package org.blup.internal.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A result on its way to JSON: fields in the order in which they are given. A number that is none,
 * or infinite, becomes null, since JSON knows neither.
 */
public final class JsonResult {

  /** Of intervals, unless another is asked for. */
  public static final double LEVEL = 0.95;

  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /** Nothing yet. */
  public JsonResult() {}

  /** Begins with what kind of result it is. */
  public static JsonResult of(String type) {
    return new JsonResult().put("type", type);
  }

  public JsonResult put(String name, String value) {
    fields.put(name, value);
    return this;
  }

  public JsonResult put(String name, boolean value) {
    fields.put(name, value);
    return this;
  }

  public JsonResult put(String name, long value) {
    fields.put(name, value);
    return this;
  }

  public JsonResult put(String name, double value) {
    fields.put(name, finite(value));
    return this;
  }

  public JsonResult put(String name, double[] values) {
    List<@Nullable Object> numbers = new ArrayList<>();
    for (double value : values) {
      numbers.add(finite(value));
    }
    fields.put(name, numbers);
    return this;
  }

  public JsonResult put(String name, JsonResult value) {
    fields.put(name, value.fields);
    return this;
  }

  /** Puts an estimate and its t test, in the fields that every table of them has. */
  public JsonResult putEstimate(
      double estimate, double standardError, double df, double t, double pValue) {
    return put("estimate", estimate)
        .put("standardError", standardError)
        .put("df", df)
        .put("t", t)
        .put("pValue", pValue);
  }

  /** Puts the ends of an interval. */
  public JsonResult putInterval(double lower, double upper) {
    return put("lower", lower).put("upper", upper);
  }

  /** An array of texts. */
  public JsonResult putTexts(String name, List<String> values) {
    fields.put(name, List.copyOf(values));
    return this;
  }

  /** An array of objects. */
  public JsonResult putAll(String name, List<JsonResult> values) {
    fields.put(name, values.stream().map(value -> value.fields).toList());
    return this;
  }

  Map<String, @Nullable Object> fields() {
    return fields;
  }

  /** The text, in lines. */
  public String text() {
    return FitFile.withJackson(() -> JsonFiles.text(fields));
  }

  private static @Nullable Object finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
