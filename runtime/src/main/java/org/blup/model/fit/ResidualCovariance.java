package org.blup.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.ejml.data.DMatrixRMaj;

/**
 * The estimated covariance of the residuals of a subject over all positions, σ² included. Where
 * strata have parameters of their own, {@link #of} chooses one first.
 *
 * @param <P> what positions are told by: the enum, {@code String} or {@code Integer} of their
 *     factor, or {@code Double} where correlations follow the distance of a number; for variances
 *     alone, what strata are told by, or {@code Double} where they follow a number
 * @param <S> what strata are told by
 */
public interface ResidualCovariance<P, S> {

  /** How the formula writes it: {@code ar1(visit | subject)}. */
  String name();

  /** The names of the positions that have rows, in their order; none where they are numbers. */
  List<String> positions();

  /** The names of the strata; empty if all subjects share their parameters. */
  List<String> strata();

  /**
   * The covariance of one stratum.
   *
   * @throws BlupException if the model has no strata, or the data no such stratum
   */
  ResidualCovariance<P, S> of(S stratum);

  /**
   * The standard deviation of a residual, in the unit of the response. Where variances follow a
   * number beside a covariance of positions, that at 1 for a power and at 0 for an exponential.
   *
   * @throws BlupException if the data have no such position, or strata differ
   */
  double standardDeviation(P position);

  /**
   * The correlation of two residuals of a subject.
   *
   * @throws BlupException if the data have no such position, or strata differ
   */
  double correlation(P first, P second);

  /**
   * The one correlation of the structure: of all pairs for compound symmetry, of neighbours for
   * autoregression.
   *
   * @throws BlupException if the structure has none or several, or strata differ
   */
  double rho();

  /**
   * The distance at which the correlation has fallen to 1/e, in the unit of the number.
   *
   * @throws BlupException if correlations do not follow a distance, or strata differ
   */
  double range();

  /**
   * δ of variances that follow a number v: {@code σ²|v|^{2δ}} or {@code σ²exp(2δv)}.
   *
   * @throws BlupException if variances do not follow a number, or strata differ
   */
  double exponent();

  /**
   * The covariance of all positions in their order; a copy.
   *
   * @throws BlupException if positions are numbers, or strata differ
   */
  DMatrixRMaj covariance();
}
