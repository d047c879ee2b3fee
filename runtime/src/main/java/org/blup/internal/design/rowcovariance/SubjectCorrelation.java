package org.blup.internal.design.rowcovariance;

/**
 * The correlation matrix C of a subject's rows with its derivatives for some parameters c. Right
 * sides are rows × columns, row by row.
 */
interface SubjectCorrelation {

  /** The number of rows. */
  int rows();

  /** Replaces x by {@code Ex}, where {@code EᵀE = C⁻¹}. */
  void whiten(double[] x, int columns);

  /** Replaces x by {@code E⁻¹x}, one column. */
  void colour(double[] x);

  /** Replaces x by {@code Eᵀx}. */
  void whitenTransposed(double[] x, int columns);

  /** {@code Cx}. */
  double[] times(double[] x, int columns);

  /** {@code ∂_iC x}. */
  double[] firstTimes(int i, double[] x, int columns);

  /** {@code ∂_ijC x}, i ≥ j. */
  double[] secondTimes(int i, int j, double[] x, int columns);

  /** {@code log|C|}. */
  double logDeterminant();

  /** The diagonal of {@code C⁻¹∂_iC}. */
  double[] firstDiagonal(int i);

  /** {@code tr(C⁻¹∂_iC C⁻¹∂_jC)}. */
  double trace(int i, int j);

  /** {@code tr(C⁻¹∂_ijC)}, i ≥ j. */
  double secondTrace(int i, int j);

  /** {@code Σ t_a [C⁻¹]_ab C_ab t_b}. */
  double productTrace(double[] t);
}
