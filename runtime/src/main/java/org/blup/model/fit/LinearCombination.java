package org.blup.model.fit;

import org.blup.exception.BlupException;

/**
 * A linear combination of the fixed effects of one fit: a coefficient, or what sums and multiples
 * of combinations make of them. {@link org.blup.model.MixedFit#test(LinearCombination)} tests it.
 */
public interface LinearCombination {

  /** How it reads: the names of its coefficients with their factors. */
  String name();

  /** The best linear unbiased estimate. */
  double estimate();

  /** The factor of each kept coefficient, in R's order; length p. */
  double[] weights();

  /**
   * This and another combination added.
   *
   * @throws BlupException if the other is of another fit
   */
  LinearCombination plus(LinearCombination other);

  /**
   * This minus another combination.
   *
   * @throws BlupException if the other is of another fit
   */
  LinearCombination minus(LinearCombination other);

  /** This combination times a number. */
  LinearCombination times(double factor);

  /** The test that it is 0. */
  LinearTest test();

  /** With its test, where that is known or costs little beside the fit. */
  @Override
  String toString();
}
