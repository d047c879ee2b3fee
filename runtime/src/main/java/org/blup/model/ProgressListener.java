package org.blup.model;

/** Is told how a fit goes, on the thread that fits: rows that were read, and then the search. */
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

  /**
   * Called now and then while rows are read, and once all of them are; not where cross-products are
   * fitted, whose rows were read before. Rows that are read twice are told of twice, from the
   * start.
   *
   * @param rows how many rows were read so far, those left out among them
   */
  default void read(long rows) {}
}
