package org.blup.model;

import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.fit.SpaceCombination;
import org.blup.model.fit.Interval;
import org.blup.model.fit.LinearTest;
import org.jspecify.annotations.Nullable;

/** A coefficient by its position among those of a fit. */
final class KeptCoefficient extends SpaceCombination implements Coefficient {

  private final CoefficientSpace space;
  private final String name;
  private final int position;
  private volatile @Nullable LinearTest test;

  KeptCoefficient(CoefficientSpace space, String name, int position) {
    super(space);
    this.space = space;
    this.name = name;
    this.position = position;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double estimate() {
    return space.estimate(weights());
  }

  @Override
  public double[] weights() {
    double[] weights = new double[space.size()];
    weights[position] = 1;
    return weights;
  }

  @Override
  public double standardError() {
    return space.standardError(position);
  }

  @Override
  public double t() {
    return estimate() / standardError();
  }

  @Override
  public double df() {
    return test().df();
  }

  @Override
  public double pValue() {
    return test().pValue();
  }

  @Override
  public Interval interval(double level) {
    return test().interval(level);
  }

  @Override
  public LinearTest test() {
    LinearTest known = test;
    if (known == null) {
      known = space.test(name, weights(), 0);
      test = known;
    }
    return known;
  }
}
