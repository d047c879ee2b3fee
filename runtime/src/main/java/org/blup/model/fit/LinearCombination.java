package org.blup.model.fit;

import org.blup.exception.BlupException;
import org.blup.internal.model.Digits;

/**
 * A linear combination of the fixed effects of one fit: a coefficient, or what sums and multiples
 * of combinations make of them. {@link org.blup.model.MixedFit#test(LinearCombination)} tests it.
 */
public abstract class LinearCombination {

  private final CoefficientSpace space;

  /** A combination of the coefficients of a space, which only a fit has. */
  protected LinearCombination(CoefficientSpace space) {
    this.space = space;
  }

  /** A combination with given factors of the kept coefficients. */
  public static LinearCombination of(CoefficientSpace space, double[] weights) {
    return new CombinedCoefficients(space, weights);
  }

  final CoefficientSpace space() {
    return space;
  }

  /** Whether it is of the fit with these coefficients. */
  final boolean isOf(CoefficientSpace coefficients) {
    return space == coefficients;
  }

  /** How it reads: the names of its coefficients with their factors. */
  public abstract String name();

  /** The best linear unbiased estimate. */
  public abstract double estimate();

  /** The factor of each kept coefficient, in R's order; length p. */
  public abstract double[] weights();

  /**
   * This and another combination added.
   *
   * @throws BlupException if the other is of another fit
   */
  public final LinearCombination plus(LinearCombination other) {
    return CombinedCoefficients.of(this, 1, other, 1);
  }

  /**
   * This minus another combination.
   *
   * @throws BlupException if the other is of another fit
   */
  public final LinearCombination minus(LinearCombination other) {
    return CombinedCoefficients.of(this, 1, other, -1);
  }

  /** This combination times a number. */
  public final LinearCombination times(double factor) {
    return CombinedCoefficients.of(this, factor, this, 0);
  }

  /** The test that it is 0. */
  public abstract LinearTest test();

  /** With its test, where that is known or costs little beside the fit. */
  @Override
  public final String toString() {
    String alone = name() + " = " + Digits.significant(estimate());
    try {
      return space.arePrinted() ? test().toString() : alone;
    } catch (BlupException e) {
      return alone + ", not tested: " + e.getMessage();
    }
  }
}
