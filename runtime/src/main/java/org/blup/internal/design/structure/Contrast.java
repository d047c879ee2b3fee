package org.blup.internal.design.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/**
 * How the levels of a factor become columns: one column less than there are levels, as R codes
 * them. Immutable.
 */
public final class Contrast {

  /** The families of R's {@code contr.*} functions. */
  public enum Kind {
    TREATMENT,
    SUM,
    HELMERT,
    POLYNOMIAL,
    MATRIX
  }

  private final Kind kind;
  private final @Nullable String reference;
  private final List<Double> matrix;

  private Contrast(Kind kind, @Nullable String reference) {
    this(kind, reference, List.of());
  }

  private Contrast(Kind kind, @Nullable String reference, List<Double> matrix) {
    this.kind = kind;
    this.reference = reference;
    this.matrix = matrix;
  }

  /** Each level against the first, R's {@code contr.treatment}. */
  public static Contrast treatment() {
    return new Contrast(Kind.TREATMENT, null);
  }

  /** Each level against the given one. */
  public static Contrast treatment(String reference) {
    return new Contrast(Kind.TREATMENT, reference);
  }

  /** Each level but the last against the mean of all, R's {@code contr.sum}. */
  public static Contrast sum() {
    return new Contrast(Kind.SUM, null);
  }

  /** Each level but the first against the mean of those before it, R's {@code contr.helmert}. */
  public static Contrast helmert() {
    return new Contrast(Kind.HELMERT, null);
  }

  /** Orthogonal polynomials over equally spaced levels, R's {@code contr.poly}. */
  public static Contrast polynomial() {
    return new Contrast(Kind.POLYNOMIAL, null);
  }

  /**
   * Contrasts of one's own.
   *
   * @param rows k·(k − 1) numbers for k levels, a row for each level in their order
   * @throws BlupException if there are not as many for any number of levels
   */
  public static Contrast matrix(double... rows) {
    Contrast contrast = new Contrast(Kind.MATRIX, null, Arrays.stream(rows).boxed().toList());
    int levels = contrast.matrixLevels();
    if (levels * (levels - 1) != rows.length) {
      throw new BlupException(
          rows.length
              + " numbers are not contrasts: for k levels there are k rows of k - 1 numbers");
    }
    return contrast;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contrast that
        && kind == that.kind
        && Objects.equals(reference, that.reference)
        && matrix.equals(that.matrix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, reference, matrix);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + (reference == null ? "" : "(" + reference + ")");
  }

  public Kind kind() {
    return kind;
  }

  /** How many levels a matrix is for. */
  public int matrixLevels() {
    int levels = 1;
    while (levels * (levels - 1) < matrix.size()) {
      levels++;
    }
    return levels;
  }

  /** An entry of a matrix. */
  public double matrix(int level, int column) {
    return matrix.get(level * (matrixLevels() - 1) + column);
  }

  /** The reference level of a treatment contrast; null for the first. */
  public @Nullable String reference() {
    return reference;
  }
}
