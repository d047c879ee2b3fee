package org.blup.model.prediction;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.inference.prediction.PredictionErrors;
import org.blup.internal.model.Digits;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;
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
public final class Prediction<R> {

  private final PostFit fit;
  private final boolean normal;
  private final RowPredictions<R> predictions;
  private final IncludedNames names;
  private final IncludedEffects included;
  private final UnknownLevels unknownLevels;
  private final boolean thetaUncertainty;
  private final ResponseScale scale;
  private final boolean population;
  private final ToDoubleFunction<R> values;
  private final RowPredictors<R> predictors;
  private final DeterminedRows<R> determined;

  /**
   * Predictions from all random effects.
   *
   * @param normal whether intervals take normal quantiles
   */
  public Prediction(PostFit fit, boolean normal, RowPredictions<R> predictions) {
    this(
        fit,
        normal,
        predictions,
        IncludedEffects.all(fit.design().structure()),
        UnknownLevels.ERROR,
        false,
        ResponseScale.IDENTITY);
  }

  private Prediction(
      PostFit fit,
      boolean normal,
      RowPredictions<R> predictions,
      IncludedEffects included,
      UnknownLevels unknownLevels,
      boolean thetaUncertainty,
      ResponseScale scale) {
    this.fit = fit;
    this.normal = normal;
    this.predictions = predictions;
    this.included = included;
    this.unknownLevels = unknownLevels;
    this.thetaUncertainty = thetaUncertainty;
    this.scale = scale;
    population = included.isNone();
    names = new IncludedNames(fit.design().structure());
    values = population ? predictions::population : predictions.including(included, unknownLevels);
    WorkingRows<R> rows = new WorkingRows<>(fit.design(), predictions.reader());
    predictors = new RowPredictors<>(fit.design(), rows, included, unknownLevels);
    determined = new DeterminedRows<>(fit, predictors);
  }

  private Prediction<R> with(
      IncludedEffects included,
      UnknownLevels unknownLevels,
      boolean thetaUncertainty,
      ResponseScale scale) {
    return new Prediction<>(
        fit, normal, predictions, included, unknownLevels, thetaUncertainty, scale);
  }

  /** Predictions from fixed effects and offset alone. */
  public Prediction<R> population() {
    IncludedEffects none = IncludedEffects.none(fit.design().structure());
    return with(none, unknownLevels, thetaUncertainty, scale);
  }

  /**
   * Predictions with the random effects of these terms and no others.
   *
   * @param terms groups, {@code subject}, for all of their effects, or terms, {@code 0 + days |
   *     subject}: as they stand in the formula, or with some of the effects of a term without
   *     covariances
   * @throws BlupException if there is no such group or term; the message lists them
   */
  public Prediction<R> including(String... terms) {
    return with(names.named(terms), unknownLevels, thetaUncertainty, scale);
  }

  /**
   * Predictions without the random effects of these terms.
   *
   * @param terms as for {@link #including}
   * @throws BlupException if there is no such group or term; the message lists them
   */
  public Prediction<R> excluding(String... terms) {
    IncludedEffects rest = included.without(names.named(terms));
    return with(rest, unknownLevels, thetaUncertainty, scale);
  }

  /**
   * What happens to levels that the data of the fit did not have; an error unless said otherwise.
   */
  public Prediction<R> unknownLevels(UnknownLevels choice) {
    Objects.requireNonNull(choice, "choice");
    return with(included, choice, thetaUncertainty, scale);
  }

  /**
   * Standard errors and intervals that also hold, to first order, the uncertainty of the covariance
   * parameters: {@code gᵀVg}, with g how the prediction moves with them at the data of the fit, and
   * V their covariance from the observed information (Kackar &amp; Harville 1984, J. Amer. Statist.
   * Assoc. 79:853–862, in its conditional form: Kass &amp; Steffey 1989, J. Amer. Statist. Assoc.
   * 84:717–726).
   */
  public Prediction<R> withThetaUncertainty() {
    return with(included, unknownLevels, true, scale);
  }

  /**
   * Predictions of the response inside of the left-hand side's function: of {@code log(y)} those of
   * y. Values and the ends of intervals are taken back, standard errors by the delta method. What
   * is predicted of a logarithm goes to the median of a log-normal response, not to its mean.
   *
   * @throws BlupException if the left-hand side is a function without a known inverse: log, log2,
   *     log10, log1p and sqrt have one
   */
  public Prediction<R> onResponseScale() {
    return with(
        included, unknownLevels, thetaUncertainty, ResponseScale.of(fit.design().structure()));
  }

  /**
   * The prediction for a row. Nothing is allocated.
   *
   * @throws UnknownLevelException if the row has an unknown level of a term included, unless {@link
   *     #unknownLevels} said otherwise; or of a factor that is more than a grouping factor
   */
  public double predict(R row) {
    return scale.response(leftHandSide(row));
  }

  private double leftHandSide(R row) {
    double value = values.applyAsDouble(row);
    return Double.isNaN(value) || determined.contains(row) ? value : Double.NaN;
  }

  /**
   * The standard error of the prediction for a row: the root of the mean squared difference from
   * the mean of the row given the effects included.
   *
   * @throws UnknownLevelException as {@link #predict}
   */
  public double standardError(R row) {
    if (!isDefined(row)) {
      return Double.NaN;
    }
    double error = standardError(predictors.mean(row));
    return scale == ResponseScale.IDENTITY ? error : scale.standardError(leftHandSide(row), error);
  }

  /** Satterthwaite's degrees of freedom of the standard error of the left-hand side. */
  public double df(R row) {
    return isDefined(row) ? df(predictors.mean(row)) : Double.NaN;
  }

  private boolean isDefined(R row) {
    return !Double.isNaN(leftHandSide(row));
  }

  /**
   * The interval that covers the mean of a row given the effects included with a given probability.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not
   * @throws UnknownLevelException as {@link #predict}
   */
  public Interval confidenceInterval(R row, double level) {
    return interval(row, predictors.mean(row), level);
  }

  /**
   * The interval that a response at this row falls into with a given probability: the residual
   * varies, by the weight of the row where there are weights, and so do the effects that are not
   * included, as those of levels drawn anew.
   *
   * @param level within (0, 1), such as 0.95
   * @throws BlupException if the level is not, or if the row's weight is not positive
   * @throws UnknownLevelException as {@link #predict}
   */
  public Interval predictionInterval(R row, double level) {
    LinearPredictor response = predictors.response(row);
    boolean isPositive = response.residual() > 0 && response.residual() < Double.POSITIVE_INFINITY;
    if (!isPositive && !Double.isNaN(response.residual())) {
      throw new BlupException(
          "A prediction interval needs the weight that the response would have, but "
              + fit.design().structure().weight().orElse("the weight")
              + " is "
              + 1 / response.residual()
              + " in this row. Give it a positive one.");
    }
    return interval(row, response, level);
  }

  private Interval interval(R row, LinearPredictor predictor, double level) {
    Tails.quantile(level, 1);
    double centre = leftHandSide(row);
    if (Double.isNaN(centre) || Double.isNaN(predictor.residual())) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double half = Tails.quantile(level, df(predictor)) * standardError(predictor);
    return new Interval(scale.response(centre - half), scale.response(centre + half));
  }

  private double standardError(LinearPredictor predictor) {
    PredictionErrors errors = fit.errors();
    double variance =
        MemoryLimit.within(
            () -> variance(predictor) + (thetaUncertainty ? errors.thetaVariance(predictor) : 0));
    return Math.sqrt(variance);
  }

  /** The mean squared error, {@code NaN} where it depends on an undetermined variance. */
  private double variance(LinearPredictor predictor) {
    return fit.determined().number(each -> each.errors().variance(predictor));
  }

  private double df(LinearPredictor predictor) {
    if (!fit.solution().undeterminedVariances().isEmpty() && Double.isNaN(variance(predictor))) {
      return Double.NaN;
    }
    return normal
        ? Double.POSITIVE_INFINITY
        : MemoryLimit.within(() -> fit.errors().degreesOfFreedom(predictor));
  }

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
  public String table(Iterable<? extends R> rows, double level) {
    Tails.checkLevel(level);
    PredictionTable table = new PredictionTable();
    for (R row : rows) {
      table.add(this, row, level);
    }
    return this
        + "Intervals: "
        + Digits.percent(level)
        + ", of the mean (lower, upper) and of a response (new lower, new upper)\n"
        + table;
  }

  /** What predictions are made of, and how intervals are. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder("Predictions of ").append(fit.design().structure().formula());
    List<String> terms = names.included(included);
    text.append("\nRandom effects included: ");
    text.append(terms.isEmpty() ? "none, population means" : String.join(", ", terms));
    if (!population && unknownLevels == UnknownLevels.POPULATION_MEAN) {
      text.append("; unknown levels at their population's mean");
    }
    text.append("\nStandard errors ");
    text.append(thetaUncertainty ? "with the uncertainty of theta" : "at the estimated variances");
    text.append(normal ? ", normal quantiles" : ", Satterthwaite's degrees of freedom");
    text.append('\n');
    scale.note(fit.design().structure()).ifPresent(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
