package org.blup.design;

import org.jspecify.annotations.Nullable;

/**
 * The one sink that a model's rows are written to: a response, weight and offset where the model has
 * them, its numbers and the levels of its factors by index. {@code NaN} and null mean missing.
 */
public final class DesignRow {

  DesignRow() {}

  /** A boxed number: its value, or {@code NaN} if it is null. */
  public static double value(@Nullable Number number) {
    return number == null ? Double.NaN : number.doubleValue();
  }

  public void response(double value) {
    throw new UnsupportedOperationException();
  }

  public void weight(double value) {
    throw new UnsupportedOperationException();
  }

  public void offset(double value) {
    throw new UnsupportedOperationException();
  }

  public void number(int index, double value) {
    throw new UnsupportedOperationException();
  }

  public void level(int factor, @Nullable String level) {
    throw new UnsupportedOperationException();
  }

  public void level(int factor, long level) {
    throw new UnsupportedOperationException();
  }

  public void level(int factor, char level) {
    throw new UnsupportedOperationException();
  }

  public void level(int factor, boolean level) {
    throw new UnsupportedOperationException();
  }

  public void level(int factor, @Nullable Enum<?> level) {
    throw new UnsupportedOperationException();
  }

  /** A boxed integer. */
  public void level(int factor, @Nullable Number level) {
    throw new UnsupportedOperationException();
  }

  /** A boxed character. */
  public void level(int factor, @Nullable Character level) {
    throw new UnsupportedOperationException();
  }

  /** A boxed boolean. */
  public void level(int factor, @Nullable Boolean level) {
    throw new UnsupportedOperationException();
  }
}
