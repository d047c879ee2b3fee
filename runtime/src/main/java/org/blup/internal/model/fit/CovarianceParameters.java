package org.blup.internal.model.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResidualQuantities;
import org.blup.internal.reml.setup.ResidualFit;

/** What was estimated beside the variances of random effects and σ, by the names of intervals. */
public final class CovarianceParameters {

  private CovarianceParameters() {}

  /**
   * Of residuals that covary, and of levels that are an autoregression; {@code NaN} where the
   * effects of its levels have no variance.
   */
  public static Map<String, Double> of(PostFit fit) {
    Map<String, Double> parameters = new LinkedHashMap<>();
    if (fit.residualsCovary()) {
      ResidualTerm term = fit.design().structure().residual().orElseThrow();
      ResidualFit found = fit.solution().residual().orElseThrow();
      ResidualForm form = found.residuals().form();
      List<Block> blocks = form.blocks(found.ofResiduals());
      for (ResidualQuantities.Quantity each : ResidualQuantities.of(term, blocks)) {
        parameters.put(each.name(), each.value().applyAsDouble(blocks, fit.variance()));
      }
    }
    for (LevelCorrelation each : LevelCorrelation.of(fit)) {
      parameters.put(each.name(), each.of(fit.solution()));
    }
    return parameters;
  }
}
