package org.blup.internal.inference.estimability;

/** How an average over a reference grid weighs the levels of a term's factors. */
@FunctionalInterface
public interface CellWeights {

  /**
   * The weight of each combination of levels of some factors; they sum to 1.
   *
   * @param factors of one term, in its order
   * @return row-major over the factors; {@code NaN} where there is nothing to average over
   */
  double[] of(int[] factors);
}
