package org.blup.internal.model.fit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResidualQuantities;

/** What was estimated beside the variances of random effects and σ, by the names of intervals. */
public final class CovarianceParameters {

  private CovarianceParameters() {}

  /**
   * Of residuals that covary, and of levels that are an autoregression; {@code NaN} where the
   * effects of its levels have no variance.
   */
  public static Map<String, Double> of(PostFit fit) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (ResidualQuantities.Quantity each : ResidualQuantities.of(fit)) {
      parameters.put(each.name(), each.of(fit));
    }
    for (LevelCorrelation each : LevelCorrelation.of(fit)) {
      parameters.put(each.name(), each.of(fit.solution()));
    }
    return parameters;
  }
}
