package org.blup.model;

import java.util.List;
import org.blup.design.BlupException;
import org.jspecify.annotations.Nullable;

/** A sum of multiples of coefficients. */
final class CombinedCoefficients extends LinearCombination {

  private final double[] weights;

  CombinedCoefficients(Estimates estimates, double[] weights) {
    super(estimates);
    this.weights = weights;
  }

  static CombinedCoefficients of(
      LinearCombination a, double factor, @Nullable LinearCombination b, double otherFactor) {
    if (b == null) {
      throw new BlupException("The combination to add to '" + a.name() + "' is null.");
    }
    if (a.estimates != b.estimates) {
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
    return new CombinedCoefficients(a.estimates, weights);
  }

  @Override
  public String name() {
    List<Coefficient> coefficients = estimates.coefficients();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] != 0) {
        String sign = weights[i] < 0 ? "-" : "+";
        name.append(name.length() > 0 ? " " + sign + " " : weights[i] < 0 ? sign : "");
        double size = Math.abs(weights[i]);
        name.append(size == 1 ? "" : Digits.given(size) + " ").append(coefficients.get(i).name());
      }
    }
    return name.length() > 0 ? name.toString() : "0";
  }

  @Override
  public double estimate() {
    return estimates.hypotheses().estimate(weights);
  }

  @Override
  public double[] weights() {
    return weights.clone();
  }

  @Override
  LinearTest test() {
    return estimates.hypotheses().test(this, 0);
  }
}
