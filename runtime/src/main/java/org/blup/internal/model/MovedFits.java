package org.blup.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.search.NearbySolutions;
import org.blup.internal.reml.solution.Solution;

/**
 * Fits at parameters on both sides of an optimum, by which any answer is differentiated: how it
 * moves with all parameters of random effects, residuals and levels, while σ² follows its profile.
 */
public final class MovedFits {

  private record Pair(PostFit lower, PostFit upper, double distance) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final double[] covariance;

  MovedFits(PostFit fit) {
    NearbySolutions nearby =
        new NearbySolutions(fit.solution(), fit.solution().residual().orElseThrow(), fit.isReml());
    covariance = nearby.covariance();
    for (NearbySolutions.Pair pair : nearby.pairs()) {
      pairs.add(new Pair(moved(fit, pair.lower()), moved(fit, pair.upper()), pair.distance()));
    }
  }

  private static PostFit moved(PostFit fit, Solution solution) {
    return new PostFit(fit.design().weighted(solution.setup().equations), solution, fit.isReml());
  }

  /**
   * The variance of an answer by that of the estimated parameters, to first order: {@code gᵀVg}, g
   * the derivative of the answer and V the covariance of the parameters from the observed
   * information.
   */
  public double variance(ToDoubleFunction<PostFit> answer) {
    double[] gradient = new double[pairs.size()];
    for (int i = 0; i < gradient.length; i++) {
      Pair pair = pairs.get(i);
      double change = answer.applyAsDouble(pair.upper) - answer.applyAsDouble(pair.lower);
      gradient[i] = change / pair.distance;
    }
    return Quadratic.form(gradient, covariance, gradient);
  }
}
