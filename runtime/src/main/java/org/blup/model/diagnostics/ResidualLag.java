package org.blup.model.diagnostics;

import org.blup.internal.io.JsonResult;

/**
 * What pairs of residuals of a subject that are as far apart have in common.
 *
 * @param distance the difference of their positions, counted in positions
 * @param pairs how many pairs there are
 * @param semivariance half the mean of their squared differences
 * @param autocorrelation the mean of their products over the mean square of all residuals
 */
public record ResidualLag(int distance, long pairs, double semivariance, double autocorrelation) {

  JsonResult json() {
    return new JsonResult()
        .put("distance", distance)
        .put("pairs", pairs)
        .put("semivariance", semivariance)
        .put("autocorrelation", autocorrelation);
  }
}
