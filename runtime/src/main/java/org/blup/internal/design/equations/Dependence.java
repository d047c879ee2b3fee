package org.blup.internal.design.equations;

/**
 * Whether a vector is a combination of others, by cross-products. What is new in x is the square of
 * a null vector {@code x − Σ c_k x_k}. Rounding of the products, and of a factorisation that is
 * backward stable, changes it by a multiple of the squares of its parts, {@code ‖x‖² + Σ
 * c_k²‖x_k‖²}, however small {@code ‖x‖²} itself may be beside that sum.
 */
public final class Dependence {

  /** A square of less than this share of its parts' is rounding error beyond doubt. */
  private static final double ROUNDING = 1e-14;

  /** A square of less than this share of its parts' has too few digits to estimate from. */
  private static final double FEW_DIGITS = 1e-12;

  private Dependence() {}

  /** Whether the square of a null vector is nothing but rounding error. */
  public static boolean isRounding(double square, double parts) {
    return !(square > ROUNDING * parts);
  }

  /** Whether the square of a null vector has digits, so that x counts as independent. */
  public static boolean hasDigits(double square, double parts) {
    return square > FEW_DIGITS * parts;
  }
}
