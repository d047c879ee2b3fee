package org.blup.internal.reml.solution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.ResidualFit;

/**
 * The optimum of a criterion and what follows from it: fixed effects in the working basis of the
 * {@link org.blup.internal.design.equations.NormalEquations} it was found from, random effects and
 * their templates in the user's.
 */
public interface Solution {

  /** What every search ends with; its arrays are not to be changed. */
  SolvedEstimates estimates();

  /** What was found once for the equations: for questions to the optimum. */
  default EquationSetup setup() {
    return estimates().setup();
  }

  /**
   * The REML or ML criterion on the deviance scale, as lme4 prints it; {@code NaN} where it was not
   * computed.
   */
  double criterion();

  /**
   * How far it may be off by rounding where residuals covary, or levels are a walk of second
   * differences; 0 where neither is the case.
   */
  default double criterionError() {
    return 0;
  }

  /** The templates' lower triangles column by column (uncorrelated: the diagonal), term by term. */
  default double[] theta() {
    return estimates().theta().clone();
  }

  /** The lower triangular template of a term, size × size row by row; diagonal non-negative. */
  double[] template(int term);

  /**
   * The relative covariance factor of a group in the working basis of the equations, size × size
   * row by row: that of each term on the diagonal. Not always triangular.
   */
  double[] workingFactor(int group);

  /** Those of all groups. */
  default double[][] workingFactors() {
    double[][] factors = new double[setup().equations.groups().size()][];
    Arrays.setAll(factors, this::workingFactor);
    return factors;
  }

  /** The residual standard deviation; 1 where residual variances are known. */
  default double sigma() {
    return estimates().sigma();
  }

  /** Whether σ is not estimated. */
  default boolean isVarianceKnown() {
    return setup().equations.residuals().isVarianceKnown();
  }

  /** The fixed effects, length p. */
  default double[] beta() {
    return estimates().beta().clone();
  }

  /** Their covariance, σ² included, p × p row by row. */
  default double[] betaCovariance() {
    return estimates().betaCovariance().clone();
  }

  /** The conditional modes of the random effects b = Λu: levels × size row by row. */
  default double[] modes(int group) {
    return estimates().modes()[group].clone();
  }

  /** The conditional covariance of one level's effects, σ² included: size × size row by row. */
  double[] conditionalCovariance(int group, int level);

  /** The combinations of effects that have no variance. */
  List<SingularDirection> singularDirections();

  /** Whether some combination of effects has no variance. */
  default boolean isSingular() {
    return !singularDirections().isEmpty();
  }

  /** Variances and covariances that the data do not determine, and what depends on them. */
  UndeterminedVariances undeterminedVariances();

  /**
   * The covariance of the residuals, over σ², where it has parameters. The equations of {@link
   * #setup} are those that it weights.
   */
  Optional<ResidualFit> residual();

  /**
   * How estimates vary with the random signs that they were found by, where no factorisation was
   * made: then the criterion is {@code NaN}, and all that needs a factor is refused.
   */
  default Optional<MonteCarlo> monteCarlo() {
    return Optional.empty();
  }

  /** How much lower the criterion could still be, by the last quadratic model. */
  default double predictedGain() {
    return estimates().predictedGain();
  }

  /** How often the criterion was evaluated, by searches from other starts too. */
  default int evaluations() {
    return estimates().evaluations();
  }

  /** The multiplications of a factorisation. */
  double factorWork();

  /** The numbers in the factor. */
  double factorLength();
}
