package org.blup.internal.model.prediction;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.inference.prediction.PredictionErrors;
import org.blup.internal.model.Digits;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.Tails;
import org.blup.model.fit.Interval;
import org.blup.model.prediction.Prediction;
import org.blup.model.prediction.UnknownLevels;

/**
 * Predictions of a fit.
 *
 * @param <R> the record the rows are
 */
public final class FittedPrediction<R> implements Prediction<R> {

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
  public FittedPrediction(PostFit fit, boolean normal, RowPredictions<R> predictions) {
    this(
        fit,
        normal,
        predictions,
        IncludedEffects.all(fit.design().structure()),
        UnknownLevels.ERROR,
        false,
        ResponseScale.IDENTITY);
  }

  private FittedPrediction(
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
    predictors = new RowPredictors<>(fit, rows, included, unknownLevels);
    determined = new DeterminedRows<>(fit, predictors);
  }

  private Prediction<R> with(
      IncludedEffects included,
      UnknownLevels unknownLevels,
      boolean thetaUncertainty,
      ResponseScale scale) {
    return new FittedPrediction<>(
        fit, normal, predictions, included, unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> population() {
    IncludedEffects none = IncludedEffects.none(fit.design().structure());
    return with(none, unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> including(String... terms) {
    return with(names.named(terms), unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> excluding(String... terms) {
    IncludedEffects rest = included.without(names.named(terms));
    return with(rest, unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> unknownLevels(UnknownLevels choice) {
    Objects.requireNonNull(choice, "choice");
    return with(included, choice, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> withThetaUncertainty() {
    if (fit.residualsCovary()) {
      throw new BlupException(
          fit.design().structure().name()
              + ": the uncertainty of theta is not known yet where residuals have a covariance of"
              + " their own. Take standard errors at the estimated variances.");
    }
    return with(included, unknownLevels, true, scale);
  }

  @Override
  public Prediction<R> onResponseScale() {
    return with(
        included, unknownLevels, thetaUncertainty, ResponseScale.of(fit.design().structure()));
  }

  @Override
  public double predict(R row) {
    return scale.response(leftHandSide(row));
  }

  private double leftHandSide(R row) {
    double value = values.applyAsDouble(row);
    return Double.isNaN(value) || determined.contains(row) ? value : Double.NaN;
  }

  @Override
  public double standardError(R row) {
    if (!isDefined(row)) {
      return Double.NaN;
    }
    double error = standardError(predictors.mean(row));
    return scale == ResponseScale.IDENTITY ? error : scale.standardError(leftHandSide(row), error);
  }

  @Override
  public double df(R row) {
    return isDefined(row) ? df(predictors.mean(row)) : Double.NaN;
  }

  private boolean isDefined(R row) {
    return !Double.isNaN(leftHandSide(row));
  }

  @Override
  public Interval confidenceInterval(R row, double level) {
    return interval(row, predictors.mean(row), level);
  }

  @Override
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

  @Override
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
