package org.blup.internal.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.jspecify.annotations.Nullable;

/** A sum of multiples of coefficients. */
final class CombinedCoefficients extends SpaceCombination {

  private final double[] weights;

  CombinedCoefficients(CoefficientSpace space, double[] weights) {
    super(space);
    this.weights = weights;
  }

  static CombinedCoefficients of(
      SpaceCombination a, double factor, @Nullable LinearCombination b, double otherFactor) {
    if (b == null) {
      throw new BlupException("The combination to add to '" + a.name() + "' is null.");
    }
    if (!a.space().has(b)) {
      throw new BlupException(
          "'"
              + a.name()
              + "' and '"
              + b.name()
              + "' are of two fits, and have no covariance. Combine coefficients of one fit.");
    }
    if (!Double.isFinite(factor) || !Double.isFinite(otherFactor)) {
      throw new BlupException(
          "'" + a.name() + "' times " + factor + " is no combination: take a finite number.");
    }
    double[] weights = a.weights();
    double[] others = b.weights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = factor * weights[i] + otherFactor * others[i];
    }
    return new CombinedCoefficients(a.space(), weights);
  }

  @Override
  public String name() {
    List<String> names = space().names();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        String sign = weights[i] < 0 ? "-" : "+";
        name.append(name.length() > 0 ? " " + sign + " " : weights[i] < 0 ? sign : "");
        double size = Math.abs(weights[i]);
        name.append(size == 1 ? "" : Digits.given(size) + " ").append(names.get(i));
      }
    }
    return name.length() > 0 ? name.toString() : "0";
  }

  @Override
  public double estimate() {
    return space().estimate(weights);
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  public LinearTest test() {
    return space().test(name(), weights, 0);
  }
}
