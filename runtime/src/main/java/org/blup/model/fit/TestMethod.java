package org.blup.model.fit;

/**
 * Where the standard errors and degrees of freedom of a test come from: the covariance of the model
 * and a method for the variances that were estimated, or the residuals of independent clusters.
 */
public sealed interface TestMethod permits DegreesOfFreedom, RobustMethod {

  /** The name of the method, for behind a single test. */
  String label();

  /**
   * How tests are made, for the heading of a table.
   *
   * @param statistic {@code t} or {@code F}
   */
  String tests(String statistic);
}
