package org.blup.internal.model.means;

/** What a fit computes from the covariates of its model. */
public interface DerivedNumbers {

  /**
   * Computes the numbers of the model that are functions of its covariates.
   *
   * @param numbers all numbers by their index, the covariates among them known
   */
  void derive(double[] numbers);

  /**
   * The offset.
   *
   * @param numbers all numbers by their index
   */
  double offset(double[] numbers);
}
