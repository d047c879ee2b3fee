package org.blup.internal.design.rowcovariance;

/** Correlations of rows that are products of those of neighbours, at some parameter. */
abstract class MarkovProcess implements CorrelationKernel.At {

  /** A distance and the step there. */
  private record Known(double distance, MarkovStep step) {}

  /** The last: neighbours mostly are as far apart as others. Threads may make it twice. */
  private Known last = new Known(Double.NaN, new MarkovStep(0, 0, 0, 1, 1));

  /** The correlation of neighbours at a distance. */
  abstract MarkovStep make(double distance);

  @Override
  public final MarkovStep step(double distance) {
    Known known = last;
    if (known.distance != distance) {
      known = new Known(distance, make(distance));
      last = known;
    }
    return known.step;
  }

  @Override
  public final SubjectCorrelation of(double[] positions) {
    MarkovStep[] steps = new MarkovStep[positions.length];
    for (int row = 1; row < steps.length; row++) {
      steps[row] = step(positions[row] - positions[row - 1]);
    }
    return new MarkovCorrelation(steps);
  }
}
