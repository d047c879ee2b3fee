package org.blup.internal.model.fit;

import org.blup.exception.BlupException;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.LinearCombination;

/** A linear combination of the coefficients of a space, which only a fit has. */
public abstract class SpaceCombination implements LinearCombination {

  private final CoefficientSpace space;

  protected SpaceCombination(CoefficientSpace space) {
    this.space = space;
  }

  /** A combination with given factors of the kept coefficients. */
  public static LinearCombination of(CoefficientSpace space, double[] weights) {
    return new CombinedCoefficients(space, weights);
  }

  final CoefficientSpace space() {
    return space;
  }

  @Override
  public final LinearCombination plus(LinearCombination other) {
    return CombinedCoefficients.of(this, 1, other, 1);
  }

  @Override
  public final LinearCombination minus(LinearCombination other) {
    return CombinedCoefficients.of(this, 1, other, -1);
  }

  @Override
  public final LinearCombination times(double factor) {
    return CombinedCoefficients.of(this, factor, this, 0);
  }

  @Override
  public final String toString() {
    String alone = name() + " = " + Digits.significant(estimate());
    try {
      return space.arePrinted() ? test().toString() : alone;
    } catch (BlupException e) {
      return alone + ", not tested: " + e.getMessage();
    }
  }
}
