package org.blup.precision;

import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;

/** The lowest criterion that a search has seen, and the parameters there. */
final class LowestSeen implements ObjDoubleConsumer<double[]> {

  double value = Double.POSITIVE_INFINITY;
  double[] theta = {};

  @Override
  public void accept(double[] parameters, double criterion) {
    if (criterion < value) {
      value = criterion;
      theta = parameters.clone();
    }
  }

  /** Parameters a decade further from zero. */
  static double[] farther(double[] theta) {
    return Arrays.stream(theta).map(element -> 10 * element).toArray();
  }
}
