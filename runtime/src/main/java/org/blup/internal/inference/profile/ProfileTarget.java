package org.blup.internal.inference.profile;

import java.util.function.ToDoubleFunction;

/**
 * What a profile is of. Terms and effects are numbered as in the equations, in the user's basis.
 */
public sealed interface ProfileTarget {

  /** On which scale its estimate is about normal. */
  ParameterScale scale();

  /** The standard deviation of an effect between the levels. */
  record StandardDeviation(int term, int effect) implements ProfileTarget {

    @Override
    public ParameterScale scale() {
      return ParameterScale.LOGARITHM;
    }
  }

  /** The correlation of two effects of a term. */
  record Correlation(int term, int effect1, int effect2) implements ProfileTarget {

    @Override
    public ParameterScale scale() {
      return ParameterScale.FISHER;
    }
  }

  /** The residual standard deviation. */
  record Sigma() implements ProfileTarget {

    @Override
    public ParameterScale scale() {
      return ParameterScale.LOGARITHM;
    }
  }

  /**
   * A quantity of residuals that covary.
   *
   * @param value of φ: of a standard deviation, over σ
   * @param isDeviation whether it is a standard deviation
   * @param scale on which its estimate is about normal
   */
  record OfResiduals(ToDoubleFunction<double[]> value, boolean isDeviation, ParameterScale scale)
      implements ProfileTarget {}

  /**
   * A combination of fixed effects, {@code ℓᵀβ} with β in the basis of the equations.
   *
   * @param combination ℓ, length p
   */
  record FixedEffect(double[] combination) implements ProfileTarget {

    @Override
    public ParameterScale scale() {
      return ParameterScale.OWN;
    }
  }
}
