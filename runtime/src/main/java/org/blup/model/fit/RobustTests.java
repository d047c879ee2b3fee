package org.blup.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.ejml.data.DMatrixRMaj;

/**
 * Tests of the fixed effects by a cluster-robust covariance, which holds for many clusters even if
 * the covariance of the responses within a cluster is not that of the model. Made by {@link
 * org.blup.model.MixedFit#robust}; free of rows.
 *
 * <p>Degrees of freedom are those that match the first two moments of the covariance if the model
 * is right: Bell and McCaffrey's for one combination, for several those of Hotelling's T² by a
 * Wishart distribution (HTZ of Pustejovsky &amp; Tipton 2018, J. Bus. Econ. Stat. 36:672–683).
 * Where one cluster alone determines a combination, or it rests on a variance that the data do not
 * determine, its standard error, degrees of freedom and p-value are {@code NaN}.
 */
public interface RobustTests {

  /** How residuals are corrected. */
  RobustMethod method();

  /** The factor whose levels are the clusters. */
  String cluster();

  /** How many clusters there are. */
  int clusters();

  /** The test of each kept coefficient, in R's order. */
  List<LinearTest> coefficients();

  /**
   * The test of the coefficient of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  LinearTest coefficient(String name);

  /** The robust covariance of the kept coefficients, p × p in their order; a copy. */
  DMatrixRMaj covariance();

  /**
   * Tests that a linear combination of the fixed effects is 0.
   *
   * @throws BlupException if the combination is of another fit
   */
  default LinearTest test(LinearCombination combination) {
    return test(combination, 0);
  }

  /**
   * Tests that a linear combination of the fixed effects has a value.
   *
   * @throws BlupException if the combination is of another fit
   */
  LinearTest test(LinearCombination combination, double value);

  /**
   * Tests that several linear combinations of the fixed effects are all 0.
   *
   * @throws BlupException if there are none, if one is of another fit, or if clusters are too few
   *     for so many
   */
  FTest jointTest(List<? extends LinearCombination> combinations);

  /** Tests each term of the fixed effects; {@code NaN} where clusters are too few for it. */
  AnovaTable anova(AnovaType type);

  /**
   * The coefficients with intervals, for reading.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);

  /** The coefficients with 95 % intervals, and how they were made. */
  @Override
  String toString();
}
