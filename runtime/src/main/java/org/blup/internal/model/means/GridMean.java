package org.blup.internal.model.means;

import org.blup.internal.model.ResponseScale;
import org.blup.model.fit.Interval;
import org.blup.model.means.Mean;

/** A function of the coefficients as a mean. */
final class GridMean extends GridEstimate implements Mean {

  GridMean(GridFunction function) {
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

  @Override
  public Mean onResponseScale() {
    return new GridMean(
        function()
            .told(TableSteps.UNTOLD)
            .on(ResponseScale.of(function().space().design().structure())));
  }
}
