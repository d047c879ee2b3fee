package org.blup.model.prediction;

import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.fit.Interval;

/**
 * Predictions of a fit from chosen random terms, with standard errors and intervals. Immutable:
 * each choice gives a new object.
 *
 * <p>Standard errors hold the uncertainty of fixed and random effects at the estimated variances
 * (Henderson 1975, Biometrics 31:423–447); {@link #withThetaUncertainty} adds that of the estimated
 * covariance parameters. Intervals take quantiles of t with Satterthwaite's degrees of freedom of
 * the standard error they are made of, normal ones if the fit was told {@link
 * org.blup.model.fit.DegreesOfFreedom#WALD}. The values predicted are on the scale of the left-hand
 * side of the formula, unless they were taken to the response's. All are {@code NaN} for a row that
 * misses a value they need, or whose fixed part is not {@linkplain
 * org.blup.model.MixedFit#isEstimable estimable}; and each where it depends on a variance that the
 * data do not determine.
 *
 * @param <R> the record the rows are
 */
public interface Prediction<R> {

  /** Predictions from fixed effects and offset alone. */
  Prediction<R> population();

  /**
   * Predictions with the random effects of these terms and no others.
   *
   * @param terms groups, {@code subject}, for all of their effects, or terms, {@code 0 + days |
   *     subject}: as they stand in the formula, or with some of the effects of a term without
   *     covariances
   * @throws BlupException if there is no such group or term; the message lists them
   */
  Prediction<R> including(String... terms);

  /**
   * Predictions without the random effects of these terms.
   *
   * @param terms as for {@link #including}
   * @throws BlupException if there is no such group or term; the message lists them
   */
  Prediction<R> excluding(String... terms);

  /**
   * What happens to levels that the data of the fit did not have; an error unless said otherwise.
   */
  Prediction<R> unknownLevels(UnknownLevels choice);

  /**
   * Standard errors and intervals that also hold, to first order, the uncertainty of the covariance
   * parameters: {@code gᵀVg}, with g how the prediction moves with them at the data of the fit, and
   * V their covariance from the observed information (Kackar &amp; Harville 1984, J. Amer. Statist.
   * Assoc. 79:853–862, in its conditional form: Kass &amp; Steffey 1989, J. Amer. Statist. Assoc.
   * 84:717–726).
   */
  Prediction<R> withThetaUncertainty();

  /**
   * Predictions of the response inside of the left-hand side's function: of {@code log(y)} those of
   * y. Values and the ends of intervals are taken back, standard errors by the delta method. What
   * is predicted of a logarithm goes to the median of a log-normal response, not to its mean.
   *
   * @throws BlupException if the left-hand side is a function without a known inverse: log, log2,
   *     log10, log1p and sqrt have one
   */
  Prediction<R> onResponseScale();

  /**
   * The prediction for a row. Nothing is allocated.
   *
   * @throws UnknownLevelException if the row has an unknown level of a term included, unless {@link
   *     #unknownLevels} said otherwise; or of a factor that is more than a grouping factor
   */
  double predict(R row);

  /**
   * The standard error of the prediction for a row: the root of the mean squared difference from
   * the mean of the row given the effects included.
   *
   * @throws UnknownLevelException as {@link #predict}
   */
  double standardError(R row);

  /** Satterthwaite's degrees of freedom of the standard error of the left-hand side. */
  double df(R row);

  /**
   * The interval that covers the mean of a row given the effects included with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   * @throws UnknownLevelException as {@link #predict}
   */
  Interval confidenceInterval(R row, double level);

  /**
   * The interval that a response at this row falls into with a given probability: the residual
   * varies, by the weight of the row where there are weights, and so do the effects that are not
   * included, as those of levels drawn anew.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not, or if the row's weight is not positive
   * @throws UnknownLevelException as {@link #predict}
   */
  Interval predictionInterval(R row, double level);

  /**
   * The predictions for some rows with their standard errors and intervals, for reading: of the
   * mean of such rows ({@code lower}, {@code upper}) and of a new response ({@code new lower},
   * {@code new upper}).
   *
   * @param rows are read once; the first 100 are printed
   * @param level of the intervals, within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   * @throws UnknownLevelException as {@link #predict}
   */
  String table(Iterable<? extends R> rows, double level);

  /** Which parts predictions include, and how intervals are computed. */
  @Override
  String toString();
}
