package org.blup.formula;

import org.blup.VarianceFunction;

/**
 * The variance of a residual as a function of a number of its row: {@code power(dose)}.
 *
 * @param function which function
 * @param number the number, a component or arithmetic of components
 */
public record VarianceTerm(VarianceFunction function, Variable number) {

  /** The canonical text. */
  public String label() {
    return function.keyword() + "(" + number.label() + ")";
  }
}
