package org.blup.internal.model.prediction;

import java.util.List;
import java.util.function.Function;
import org.blup.internal.model.PostFit;
import org.blup.internal.reml.solution.UndeterminedVariances;

/**
 * How effects differ between two fits between which the likelihood does not distinguish. A
 * prediction that they change is one choice of many.
 *
 * @param change the difference of the effects
 * @param same a prediction that changes by no more is determined
 */
record UndeterminedEffects(ScoredEffects change, double same) {

  /**
   * Those of each undetermined direction of the variances.
   *
   * @param coefficients of a fit, for each fixed term those of its columns
   */
  static List<UndeterminedEffects> of(PostFit fit, Function<PostFit, double[][]> coefficients) {
    return fit.determined().pairs().stream()
        .map(pair -> between(pair.first(), pair.second(), coefficients))
        .toList();
  }

  private static UndeterminedEffects between(
      PostFit first, PostFit second, Function<PostFit, double[][]> coefficients) {
    ScoredEffects change =
        ScoredEffects.of(first, coefficients).minus(ScoredEffects.of(second, coefficients));
    double sigma = Math.max(first.solution().sigma(), second.solution().sigma());
    return new UndeterminedEffects(change, UndeterminedVariances.SAME_ESTIMATE * sigma);
  }
}
