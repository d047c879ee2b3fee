package org.blup.model;

/** Is told how the search for the optimum goes, on the thread that fits. */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Called after each evaluation of the criterion.
   *
   * @param theta the relative covariance parameters tried; behind them those of the residuals,
   *     where residuals have a covariance of their own
   * @param criterion the REML or ML criterion there
   */
  void evaluated(double[] theta, double criterion);
}
