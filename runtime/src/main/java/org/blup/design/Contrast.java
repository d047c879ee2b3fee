package org.blup.design;

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

  Kind kind() {
    return kind;
  }

  /** The reference level of a treatment contrast; null for the first. */
  @Nullable String reference() {
    return reference;
  }
}
