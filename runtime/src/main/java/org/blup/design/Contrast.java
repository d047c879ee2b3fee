package org.blup.design;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the levels of a factor become columns: one column less than there are levels, as R codes them.
 * Immutable.
 */
public final class Contrast {

  /** The families of R's {@code contr.*} functions. */
  enum Kind {
    TREATMENT,
    SUM,
    HELMERT,
    POLYNOMIAL
  }

  private final Kind kind;
  private final @Nullable String reference;

  private Contrast(Kind kind, @Nullable String reference) {
    this.kind = kind;
    this.reference = reference;
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Contrast that
        && kind == that.kind
        && Objects.equals(reference, that.reference);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, reference);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + (reference == null ? "" : "(" + reference + ")");
  }

  Kind kind() {
    return kind;
  }

  /** The reference level of a treatment contrast; null for the first. */
  @Nullable String reference() {
    return reference;
  }
}
