package org.blup.internal.model.prediction;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.model.Tails;
import org.blup.internal.model.prediction.PredictionSpread.Target;
import org.blup.internal.model.text.Digits;
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
  private final Optional<KnownResiduals> known;
  private final PredictionSpread spread;

  /**
   * Predictions from all random effects.
   *
   * @param normal whether intervals take normal quantiles
   * @param known the residuals of subjects, if they are to be used
   */
  public FittedPrediction(
      PostFit fit, boolean normal, RowPredictions<R> predictions, Optional<KnownResiduals> known) {
    this(
        fit,
        normal,
        predictions,
        known,
        IncludedEffects.all(fit.design().structure()),
        UnknownLevels.ERROR,
        false,
        ResponseScale.IDENTITY);
  }

  private FittedPrediction(
      PostFit fit,
      boolean normal,
      RowPredictions<R> predictions,
      Optional<KnownResiduals> known,
      IncludedEffects included,
      UnknownLevels unknownLevels,
      boolean thetaUncertainty,
      ResponseScale scale) {
    this.fit = fit;
    this.normal = normal;
    this.predictions = predictions;
    this.known = known;
    this.included = included;
    this.unknownLevels = unknownLevels;
    this.thetaUncertainty = thetaUncertainty;
    this.scale = scale;
    population = included.isNone();
    names = new IncludedNames(fit.design().structure());
    values = population ? predictions::population : predictions.including(included, unknownLevels);
    WorkingRows<R> rows = new WorkingRows<>(fit.design(), predictions.reader());
    RowResiduals residuals =
        known.map(KnownResiduals::residuals).orElseGet(() -> new RowResiduals(fit));
    predictors = new RowPredictors<>(fit, residuals, rows, included, unknownLevels);
    determined = new DeterminedRows<>(fit, predictors);
    spread = new PredictionSpread(fit, known, thetaUncertainty);
  }

  private Prediction<R> with(
      IncludedEffects included,
      UnknownLevels unknownLevels,
      boolean thetaUncertainty,
      ResponseScale scale) {
    return new FittedPrediction<>(
        fit, normal, predictions, known, included, unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> population() {
    requireAllEffects("population()");
    IncludedEffects none = IncludedEffects.none(fit.design().structure());
    return with(none, unknownLevels, thetaUncertainty, scale);
  }

  /** Residuals are what all effects together leave. */
  private void requireAllEffects(String choice) {
    if (known.isPresent()) {
      throw new BlupException(
          "%s: prediction(rows) uses the residuals of subjects, which are known given all effects: there is no %s of it. Ask prediction() without rows"
              .formatted(fit.design().structure().name(), choice));
    }
  }

  @Override
  public Prediction<R> including(String... terms) {
    requireAllEffects("including(…)");
    return with(names.named(terms), unknownLevels, thetaUncertainty, scale);
  }

  @Override
  public Prediction<R> excluding(String... terms) {
    requireAllEffects("excluding(…)");
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
    double value = fromEffects(row);
    return known.isEmpty() || Double.isNaN(value)
        ? value
        : predictors
            .place(row)
            .map(place -> value + known.get().at(place).expected())
            .orElse(Double.NaN);
  }

  /** Without what the residuals of the row's subject say. */
  private double fromEffects(R row) {
    double value = values.applyAsDouble(row);
    return Double.isNaN(value) || determined.contains(row) ? value : Double.NaN;
  }

  /**
   * A prediction.
   *
   * @param value of the left-hand side
   */
  private record Predicted(double value, Target target) {}

  /** The prediction of a row; absent where it is undefined. */
  private Optional<Predicted> predicted(
      R row, Supplier<LinearPredictor> predictor, boolean withPlace) {
    double value = fromEffects(row);
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    Optional<Place> place = withPlace ? predictors.place(row) : Optional.empty();
    if (known.isPresent() && place.isEmpty()) {
      return Optional.empty();
    }
    Target target = MemoryLimit.within(() -> spread.target(predictor.get(), place));
    return Optional.of(new Predicted(value + target.expected(), target));
  }

  /** Where residuals are known, that of a row takes part in its mean. */
  private Optional<Predicted> mean(R row) {
    return predicted(row, () -> predictors.mean(row), known.isPresent());
  }

  @Override
  public double standardError(R row) {
    return mean(row)
        .map(
            mean -> {
              double error = standardError(mean.target());
              return scale == ResponseScale.IDENTITY
                  ? error
                  : scale.standardError(mean.value(), error);
            })
        .orElse(Double.NaN);
  }

  @Override
  public double df(R row) {
    return mean(row).map(mean -> df(mean.target())).orElse(Double.NaN);
  }

  @Override
  public Interval confidenceInterval(R row, double level) {
    return interval(mean(row), level);
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
    return interval(predicted(row, () -> response, spread.placesResponses()), level);
  }

  private Interval interval(Optional<Predicted> predicted, double level) {
    Tails.quantile(level, 1);
    if (predicted.isEmpty()) {
      return new Interval(Double.NaN, Double.NaN);
    }
    Target target = predicted.get().target();
    double centre = predicted.get().value();
    if (Double.isNaN(target.predictor().residual())) {
      return new Interval(Double.NaN, Double.NaN);
    }
    double half = Tails.quantile(level, df(target)) * standardError(target);
    return new Interval(scale.response(centre - half), scale.response(centre + half));
  }

  private double standardError(Target target) {
    return MemoryLimit.within(() -> spread.standardError(target));
  }

  private double df(Target target) {
    if (!fit.solution().undeterminedVariances().isEmpty()
        && Double.isNaN(spread.variance(target))) {
      return Double.NaN;
    }
    return normal
        ? Double.POSITIVE_INFINITY
        : MemoryLimit.within(() -> spread.degreesOfFreedom(target));
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
    text.append(known.isEmpty() ? "" : "\nResiduals of the rows of the fit are used");
    text.append("\nStandard errors ");
    text.append(thetaUncertainty ? "with the uncertainty of theta" : "at the estimated variances");
    text.append(normal ? ", normal quantiles" : ", Satterthwaite's degrees of freedom");
    text.append('\n').append(scale.notes(fit.design().structure()));
    return text.toString();
  }
}
