package org.blup.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.ejml.data.DMatrixRMaj;

/**
 * The conditional modes (BLUPs) of a grouping factor's levels with their covariances, by the
 * positions of levels and effects: the typed accessors of a group for generic code.
 */
public interface ConditionalModes {

  /** The grouping factor. */
  String group();

  /** The levels in their order. */
  List<String> levels();

  /** R's names of the effects of a level, over all random terms of the group. */
  List<String> effectNames();

  /**
   * The correlation between two effects over the levels, by their positions among {@link
   * #effectNames}; 0 between effects the model keeps uncorrelated, {@code NaN} where one of them
   * has no variance, or the data do not determine it.
   */
  double correlation(int effect1, int effect2);

  /**
   * The correlation of an effect between neighbouring levels: ρ of {@code ar1(year)}, 0 where
   * levels are independent; {@code NaN} where they covary in another way, or no effect has a
   * variance.
   */
  double levelCorrelation();

  /**
   * The position of a level.
   *
   * @param level the level of each factor of the group, or one text as {@link #levels} has it:
   *     {@code 308}, {@code A:a}
   * @throws UnknownLevelException if there is no such level
   */
  int position(String... level);

  /**
   * The conditional mode of a level's effect, in the unit of the response over the effect's; {@code
   * NaN} where it depends on a variance that the data do not determine, as is all else asked of it.
   */
  double mode(int level, int effect);

  /**
   * Whether levels have coefficients: not if a factor among the effects is coded in another way
   * among the fixed effects.
   */
  boolean hasCoefficients();

  /**
   * The coefficient of a level: the mode of its effect plus the fixed effect of the same column, if
   * there is one; as lme4's {@code coef}.
   *
   * @throws BlupException if levels have none: see {@link #hasCoefficients}
   */
  double coefficient(int level, int effect);

  /**
   * The covariance of a level's effects given the data, k × k in the order of {@link #effectNames},
   * as lme4's {@code condVar}: at the estimated β and variances.
   */
  DMatrixRMaj covariance(int level);

  /** The root of the conditional variance of an effect. */
  double standardDeviation(int level, int effect);

  /**
   * The covariance of the errors of a level's predicted effects b̂ − b, k × k in the order of
   * {@link #effectNames}: the conditional covariance and what the estimation of β adds (Henderson
   * 1975, Biometrics 31:423–447); what SAS makes its standard errors of.
   */
  DMatrixRMaj errorCovariance(int level);

  /** The standard error of a predicted effect: the root of its {@link #errorCovariance}. */
  double standardError(int level, int effect);

  /**
   * How far a level's effect is drawn to the mean of its population: its conditional variance over
   * the variance between levels. 0 where the level's own rows say all, 1 where they say nothing;
   * {@code NaN} where the effect has no variance. One less this is the reliability of the mode.
   */
  double shrinkage(int level, int effect);

  /** The first levels' effects, each with its standard deviation given the data. */
  @Override
  String toString();
}
