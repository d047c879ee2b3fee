package org.blup.internal.design.rowcovariance;

import org.blup.internal.design.covariance.Range;

/** How the correlations of a subject's rows follow their positions. */
interface CorrelationKernel {

  /** The number of parameters. */
  int parameters();

  /** Parameters of no correlation, or little. */
  double[] independent();

  /** Parameters to look at for a start, from little correlation to much. */
  double[][] candidates();

  /** Where a parameter may be looked for. */
  Range range(double[] parameters, int parameter);

  /**
   * Whether correlations are those of neighbours multiplied, follow distances alone, and have one
   * parameter.
   */
  default boolean isMarkov() {
    return false;
  }

  /** What the correlations are for parameters. */
  At at(double[] parameters);

  /** The correlations for some parameters. */
  interface At {

    /**
     * Those of a subject's rows.
     *
     * @param positions ascending
     */
    SubjectCorrelation of(double[] positions);

    /** The correlation of neighbours at a distance, of a kernel that {@link #isMarkov}. */
    default MarkovStep step(double distance) {
      throw new IllegalStateException("correlations do not follow from those of neighbours");
    }

    /** The covariance of two positions over that of the first of all. */
    double of(double first, double second);

    /** The distance at which correlations have fallen to 1/e; {@code NaN} without. */
    double range();

    /**
     * What takes second derivatives for the parameters to those for the natural parameters: g of
     * {@code Σ w_ij ∂²/∂η_i∂η_j = Σ w_ij ∂_ij − Σ g_k ∂_k}.
     *
     * @param weights w, for the parameters and then the logarithm of the variance, row by row
     */
    double[] naturalShift(double[] weights);
  }
}
