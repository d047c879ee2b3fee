package org.blup.internal.design.equations;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.ResidualForm;

/**
 * The equations of a model as a function of the parameters φ of its residuals' covariance R: {@code
 * A(φ) = [Z X y]ᵀR⁻¹[Z X y]}, always in one pattern. Behind the parameters of R there may be those
 * of the precisions of levels.
 */
public interface ResidualEquations {

  /** What R is. */
  ResidualForm form();

  /** How many parameters there are: those of the form, and of precisions of levels behind them. */
  default int parameters() {
    return form().parameters();
  }

  /** Parameters at which residuals are independent, as the form has them, and levels as well. */
  default double[] independent() {
    return form().independent();
  }

  /** The unknowns, and which of them meet at any φ. */
  EquationPattern pattern();

  /**
   * Parameters that moments of residuals suggest.
   *
   * @param coefficients s, which makes residuals of rows of [X y]: −β and then 1
   */
  double[] start(double[] coefficients);

  /** What subjects say of columns, if there are subjects. */
  Optional<WithinSubjects> within();

  /**
   * The same rows and residuals in a model whose columns are combinations of this one's. What
   * subjects say of columns is known of the same columns of X alone.
   */
  ResidualEquations in(Submodel model);

  /** The equations at parameters. */
  At at(double[] phi);

  /**
   * The equations at some parameters, and what of their derivatives is linear in matrices M_j. The
   * combination says how: its slopes combine the first of them, which {@link #matrices} has; its
   * squares and seconds combine all.
   */
  interface At {

    /** A. */
    NormalEquations equations();

    /**
     * Of each column of X and of y the sum of the absolute values whose sum is its square in {@link
     * #equations}: rounding is relative to these. Empty if all are positive anyway.
     */
    default double[] sizes() {
      return new double[0];
    }

    /** How derivatives are combined. */
    ResidualForm.Combination combination();

    /** The matrices that slopes combine. */
    List<NormalEquations> matrices();

    /**
     * {@code wᵀM_jw} of all matrices, the lower triangle row by row.
     *
     * @param ofZ the rows of w for Z, row by row, group by group
     * @param ofBorder the rows for X and y
     * @param width the number of columns of w
     * @param known what it is for the first
     * @param seconds whether those are asked for that seconds combine; else they may be zero
     */
    double[][] forms(double[] ofZ, double[] ofBorder, int width, double[][] known, boolean seconds);

    /**
     * {@code Σ d_ij f(M)}, as {@link ResidualForm.Combination#seconds} has it.
     *
     * @param known f of the first matrices
     * @param linear f
     */
    double[] seconds(double[] known, ToDoubleFunction<NormalEquations> linear);
  }

  /** The mean over the rows of the diagonal elements of R, weights apart. */
  double meanVariance(double[] phi);

  /** About how many multiplications the equations cost at other parameters. */
  double work();
}
