package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.inference.prediction.PredictionErrors;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;

/**
 * How far predictions may be off, and how sure that is. Where residuals or levels have parameters
 * of their own, derivatives are differences between fits beside the optimum, of everything that a
 * prediction takes from one: effects, variances, and what a subject's residuals say of another.
 */
final class PredictionSpread {

  private final PostFit fit;
  private final Optional<KnownResiduals> known;
  private final boolean thetaUncertainty;

  /** Of fits beside the optimum. */
  private final Map<PostFit, RowResiduals> residuals = new ConcurrentHashMap<>();

  /**
   * What is predicted of a row.
   *
   * @param place of its residual, if that takes part
   * @param given what the residuals of its subject say, if they are used
   */
  record Target(
      LinearPredictor predictor,
      Optional<Place> place,
      Optional<KnownResiduals.Conditional> given) {

    /** What the residuals of its subject add to the prediction. */
    double expected() {
      return given.map(KnownResiduals.Conditional::expected).orElse(0.0);
    }
  }

  /**
   * Of predictions of a fit.
   *
   * @param known the residuals of subjects, if they are used
   * @param thetaUncertainty whether covariance parameters count as estimated
   */
  PredictionSpread(PostFit fit, Optional<KnownResiduals> known, boolean thetaUncertainty) {
    this.fit = fit;
    this.known = known;
    this.thetaUncertainty = thetaUncertainty;
  }

  /** Whether the residual of a row takes part in what is asked of its response. */
  boolean placesResponses() {
    return known.isPresent() || fit.hasMoreParameters();
  }

  /** A target, with what the residuals of its subject say. */
  Target target(LinearPredictor predictor, Optional<Place> place) {
    return new Target(predictor, place, known.flatMap(all -> place.map(all::at)));
  }

  double standardError(Target target) {
    return Math.sqrt(variance(target) + (thetaUncertainty ? thetaVariance(target) : 0));
  }

  /** The mean squared error, {@code NaN} where it depends on an undetermined variance. */
  double variance(Target target) {
    return fit.determined().number(each -> variance(each, target));
  }

  private double thetaVariance(Target target) {
    return fit.hasMoreParameters()
        ? fit.moved().variance(each -> value(each, moved(each, target)))
        : fit.errors().thetaVariance(target.predictor());
  }

  /** Satterthwaite's degrees of freedom of {@link #variance}. */
  double degreesOfFreedom(Target target) {
    if (!fit.hasMoreParameters()) {
      return fit.errors().degreesOfFreedom(target.predictor());
    }
    if (isFixed(target)) {
      return fit.satterthwaite().degreesOfFreedom(target.predictor().x());
    }
    double variance = variance(fit, target);
    double spread = fit.moved().variance(each -> variance(each, moved(each, target)));
    return PredictionErrors.degreesOfFreedom(fit.equations(), variance, spread);
  }

  /** Whether a predictor is a combination of fixed effects alone. */
  private boolean isFixed(Target target) {
    LinearPredictor predictor = target.predictor();
    boolean hasEffects =
        Stream.concat(Arrays.stream(predictor.z()), Arrays.stream(predictor.fresh()))
            .flatMapToDouble(Arrays::stream)
            .anyMatch(z -> z != 0);
    return !hasEffects && target.place().isEmpty();
  }

  /** The same by a fit beside the optimum. */
  private Target moved(PostFit each, Target target) {
    if (target.place().isEmpty()) {
      return target;
    }
    RowResiduals own = residuals.computeIfAbsent(each, RowResiduals::new);
    Place place = target.place().get();
    LinearPredictor predictor = target.predictor();
    double residual = predictor.residual() > 0 ? own.covariance(place, place) : 0;
    return new Target(
        predictor.with(residual),
        target.place(),
        known.map(all -> all.at(place, own, row -> mean(fit, row) - mean(each, row))));
  }

  private static double mean(PostFit each, LinearPredictor predictor) {
    return each.equations().predictor(predictor.x(), predictor.levels(), predictor.z());
  }

  private static double value(PostFit each, Target target) {
    return mean(each, target.predictor()) + target.expected();
  }

  private static double variance(PostFit each, Target target) {
    if (target.given().isEmpty()) {
      return each.errors().variance(target.predictor());
    }
    KnownResiduals.Conditional given = target.given().get();
    double residual = target.predictor().residual() > 0 ? given.variance() : 0;
    double relative =
        each.errors()
            .relativeVariance(target.predictor().with(residual), given.rows(), given.factors());
    return each.variance() * relative;
  }
}
