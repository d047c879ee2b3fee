package org.blup.model.means;

import org.blup.exception.BlupException;

/**
 * An estimated marginal mean, or a slope: what the fixed effects say of some levels, averaged over
 * the factors that are not named.
 */
public interface Mean extends MarginalEstimate {

  /**
   * The same mean on the scale of the response inside of the left-hand side's function; see {@link
   * Means#onResponseScale()}.
   *
   * @throws BlupException if the left-hand side is a function without a known inverse
   */
  Mean onResponseScale();
}
