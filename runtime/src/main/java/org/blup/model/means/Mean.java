package org.blup.model.means;

import org.blup.exception.BlupException;
import org.blup.internal.model.ResponseScale;
import org.blup.model.fit.Interval;

/**
 * An estimated marginal mean, or a slope: what the fixed effects say of some levels, averaged over
 * the factors that are not named.
 */
public final class Mean extends MarginalEstimate {

  Mean(GridFunction function) {
    super(function);
  }

  @Override
  public double pValue() {
    return function().test().pValue();
  }

  @Override
  String adjustment() {
    return "";
  }

  @Override
  double pValueError() {
    return 0;
  }

  @Override
  public Interval interval(double level) {
    return function().interval(function().test().interval(level));
  }

  /**
   * The same mean on the scale of the response inside of the left-hand side's function; see {@link
   * Means#onResponseScale()}.
   *
   * @throws BlupException if the left-hand side is a function without a known inverse
   */
  public Mean onResponseScale() {
    return new Mean(function().on(ResponseScale.of(function().space().design().structure())));
  }
}
