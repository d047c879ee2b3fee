package org.blup.model.diagnostics;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.blup.internal.io.JsonResult;

/**
 * How each row of a fit stands to it: residuals, hat values and Cook's distances, by the position
 * of the row among those given; {@code NaN} for rows that the fit left out for missing values. Made
 * by {@link org.blup.model.MixedFit#diagnostics}.
 *
 * <p>With w the prior weight of a row and h its hat value, the derivative of its fitted value by
 * its response at the estimated θ, the Pearson residual is {@code √w (y − ŷ)}, the standardised one
 * {@code √w (y − ŷ) / (σ √(1 − h))}, and Cook's distance {@code standardised² h / (p (1 − h))}, all
 * as lme4 has them.
 *
 * <p>Where residuals have a covariance of their own, w is σ² over the residual's variance, and h
 * the variance of the fitted value over that of the residual. Without random effects the scaled
 * residual is SAS's Pearson residual, the standardised its studentised, and the normalised its
 * scaled one ({@code VCIRY}).
 */
public interface Diagnostics {

  /** The number of rows given, those that the fit left out among them. */
  int rows();

  /** The name of the left-hand side: {@code reaction}, {@code log(price)}. */
  String response();

  /** ŷ, on the scale of the left-hand side. */
  double fittedValue(int row);

  /** y − ŷ, on the scale of the left-hand side. */
  double residual(int row);

  /** √w (y − ŷ). */
  double pearsonResidual(int row);

  /** The Pearson residual over σ; what lme4's summary calls a scaled residual. */
  double scaledResidual(int row);

  /** The Pearson residual over its standard deviation σ √(1 − h). */
  double standardisedResidual(int row);

  /** The hat value h, the row's leverage: between 0 and 1. */
  double hatValue(int row);

  /**
   * {@code L⁻¹(y − ŷ)}, {@code LLᵀ} the covariance of the residuals of a subject in the order of
   * their positions: uncorrelated with variance 1 if the model is right. nlme's normalized
   * residual; the scaled one where residuals are independent.
   */
  double normalisedResidual(int row);

  /**
   * The semivariogram and the autocorrelations of the scaled residuals within subjects, by
   * distance; empty where residuals do not covary within subjects.
   */
  List<ResidualLag> lags();

  /**
   * The same of the normalised residuals: semivariances about 1 and autocorrelations about 0 if the
   * covariance of the residuals is right.
   */
  List<ResidualLag> normalisedLags();

  /**
   * Cook's distance: how far the fitted values move without the row, at the same θ; {@code NaN}
   * where residuals have a covariance of their own, which would change those of other rows.
   */
  double cooksDistance(int row);

  /**
   * The diagnostics as JSON, an array of each with an element for each row, in fields whose names
   * and order stay: see docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's
   * core.
   */
  default String toJson() {
    return JsonResult.of("diagnostics")
        .put("response", response())
        .put("rows", rows())
        .put("fittedValue", all(this::fittedValue))
        .put("residual", all(this::residual))
        .put("pearsonResidual", all(this::pearsonResidual))
        .put("scaledResidual", all(this::scaledResidual))
        .put("standardisedResidual", all(this::standardisedResidual))
        .put("normalisedResidual", all(this::normalisedResidual))
        .put("hatValue", all(this::hatValue))
        .put("cooksDistance", all(this::cooksDistance))
        .putAll("lags", lags().stream().map(ResidualLag::json).toList())
        .putAll("normalisedLags", normalisedLags().stream().map(ResidualLag::json).toList())
        .text();
  }

  private double[] all(IntToDoubleFunction value) {
    return IntStream.range(0, rows()).mapToDouble(value).toArray();
  }

  /** The scaled residuals as lme4's summary has them, and the rows that stand out. */
  @Override
  String toString();
}
