package org.blup.internal.inference.estimability;

import org.blup.internal.design.assembly.ObservedDesign;
import org.ejml.data.DMatrixRMaj;

/**
 * The span of combinations of columns of X, in the basis of the equations. The coordinates of a
 * dropped column solve equations that may be nearly singular: its remainder counts if it is longer
 * than their rounding errors.
 */
public final class FixedSpan {

  private final ObservedDesign design;
  private final int p;

  /** The user's columns as combinations of those of the equations: p × p. */
  private final DMatrixRMaj toWorking;

  private final double[] gram;
  private final double[] lengths;
  private final Subspace space;

  public FixedSpan(ObservedDesign design) {
    this.design = design;
    p = design.rowwise().columns();
    toWorking = ChangeOfBasis.toWorking(design);
    lengths = new double[p];
    gram = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        gram[i * p + j] = design.rowwise().border()[i * (p + 1) + j];
      }
      lengths[i] = Math.sqrt(gram[i * (p + 1)]);
    }
    space = new Subspace(p, gram);
  }

  /**
   * Adds a combination of all columns, dropped ones among them, if it is new.
   *
   * @return whether it is
   */
  public boolean add(double[] combination) {
    double[] errors = design.keptErrors(combination);
    double error = 0;
    for (int i = 0; i < p; i++) {
      error += errors[i] * lengths[i];
    }
    return space.add(coordinates(combination), error);
  }

  /** What of a combination of the kept columns is orthogonal to the span; zero if rounding. */
  public double[] outside(double[] kept) {
    return space.outside(working(kept));
  }

  /** A basis, column by column. */
  public double[][] basis() {
    return space.basis();
  }

  /** The cross-products of the columns that coordinates refer to, p × p. */
  double[] gram() {
    return gram;
  }

  /** The coordinates of a combination of all columns. */
  double[] coordinates(double[] combination) {
    return working(design.keptCoefficients(combination));
  }

  /** The coordinates of a combination of the kept columns. */
  double[] working(double[] kept) {
    double[] result = new double[p];
    for (int c = 0; c < p; c++) {
      for (int i = 0; kept[c] != 0 && i < p; i++) {
        result[i] += toWorking.get(i, c) * kept[c];
      }
    }
    return result;
  }
}
