package org.blup.internal.model.prediction;

import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.PostFit;

/**
 * Tells the rows apart whose prediction, or whose distribution, does not depend on variances that
 * the data do not determine. Where they determine all, that is every row, and nothing is read.
 *
 * @param <R> the record the rows are
 */
public final class DeterminedRows<R> {

  private final PostFit fit;
  private final RowPredictors<R> predictors;

  /**
   * Rows of a fit.
   *
   * @param predictors of what is predicted
   */
  public DeterminedRows(PostFit fit, RowPredictors<R> predictors) {
    this.fit = fit;
    this.predictors = predictors;
  }

  /** Whether what is predicted of a row does not depend on an undetermined variance. */
  public boolean contains(R row) {
    if (fit.solution().undeterminedVariances().isEmpty()) {
      return true;
    }
    LinearPredictor mean = predictors.mean(row);
    return isPredicted(mean);
  }

  private boolean isPredicted(LinearPredictor mean) {
    double value =
        fit.determined()
            .number(
                each -> each.equations().predictor(mean.x(), mean.levels(), mean.z()),
                each -> each.solution().sigma());
    return !Double.isNaN(value);
  }

  /**
   * Whether neither the mean of a row's response nor its variance, with the effects of levels drawn
   * anew, depends on an undetermined variance.
   */
  public boolean canBeDrawn(R row) {
    if (fit.solution().undeterminedVariances().isEmpty()) {
      return true;
    }
    LinearPredictor response = predictors.response(row);
    double variance = fit.determined().number(each -> each.errors().variance(response));
    return isPredicted(response) && !Double.isNaN(variance);
  }
}
