package org.blup.internal.design.rowcovariance;

/**
 * The correlation r of a row with that before it, in a process without memory beyond that.
 *
 * <p>With k the mean of the two rows and d their difference, {@code (x − r x₋)² / (1 − r²) = (1 −
 * r)/(1 + r) k² + (1 + r)/(4(1 − r)) d² + (x² − x₋²)/2}: squares without cancellation, and what
 * adds up to half the squares of a subject's last row less its first.
 *
 * @param value r
 * @param first its derivative
 * @param second its second derivative
 * @param fromOne 1 − r
 * @param squareFromOne 1 − r²
 * @param root its root
 */
public record MarkovStep(
    double value, double first, double second, double fromOne, double squareFromOne, double root) {

  MarkovStep(double value, double first, double second, double fromOne, double squareFromOne) {
    this(value, first, second, fromOne, squareFromOne, Math.sqrt(squareFromOne));
  }

  /** The weight of the mean's square, {@code (1 − r)/(1 + r)}. */
  public double ofMean() {
    return fromOne * fromOne / squareFromOne;
  }

  /** The derivative of {@link #ofMean}. */
  public double meanSlope() {
    double inverse = fromOne / squareFromOne;
    return -2 * first * inverse * inverse;
  }

  /** The weight of the difference's square, {@code (1 + r)/(4(1 − r))}. */
  public double ofDifference() {
    return squareFromOne / (4 * fromOne * fromOne);
  }

  /** The derivative of {@link #ofDifference}. */
  public double differenceSlope() {
    return first / (2 * fromOne * fromOne);
  }

  /** What the row adds to the logarithm of the determinant. */
  public double logDeterminant() {
    return Math.log(squareFromOne);
  }

  /** The derivative of {@link #logDeterminant}, also what it adds to {@code tr(C⁻¹∂C)}. */
  public double logDeterminantSlope() {
    return -2 * value * first / squareFromOne;
  }
}
