package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.function.Function;
import org.blup.internal.model.PostFit;

/**
 * The effects that predictions add up.
 *
 * @param coefficients for each fixed term those of its columns
 * @param modes for each group levels × size
 */
record ScoredEffects(double[][] coefficients, double[][] modes) {

  /**
   * Those of a fit.
   *
   * @param coefficients of a fit, for each fixed term those of its columns
   */
  static ScoredEffects of(PostFit fit, Function<PostFit, double[][]> coefficients) {
    return new ScoredEffects(coefficients.apply(fit), fit.modes());
  }

  ScoredEffects minus(ScoredEffects other) {
    return new ScoredEffects(
        difference(coefficients, other.coefficients), difference(modes, other.modes));
  }

  private static double[][] difference(double[][] first, double[][] second) {
    double[][] difference = new double[first.length][];
    for (int i = 0; i < first.length; i++) {
      double[] from = first[i];
      double[] less = second[i];
      difference[i] = new double[from.length];
      Arrays.setAll(difference[i], j -> from[j] - less[j]);
    }
    return difference;
  }
}
