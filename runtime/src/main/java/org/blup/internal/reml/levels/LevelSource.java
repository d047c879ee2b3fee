package org.blup.internal.reml.levels;

import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Effects;

/** Sweeps over the levels of an only grouping factor, wherever they are. */
public interface LevelSource {

  /** Where Λ is large, pivots above this stand for a dimension of Z; the others stay near 1. */
  double GROWN = 30;

  /** Goes over to the same equations for another response. */
  void take(NormalEquations equations);

  /**
   * Takes {@code RᵀR} of all levels from the square of the border; see {@link LevelBatch}.
   *
   * @return half of {@code log|ΛᵀZᵀWZΛ + I|}
   */
  double eliminate(double[] lambda, double[] square);

  /** How many pivots of the last elimination were above {@link #GROWN}. */
  long grown();

  /** Sums that the derivatives of a criterion are made of; see {@link LevelDerivatives}. */
  LevelSums differentiate(double[] lambda, double[] beta, double[] s, double variance);

  /** Finds u, b = Λu and ZᵀWe of the levels, if they are at hand. */
  void solve(Effects effects, double[] lambda, double[] beta);

  /** For each effect the least share of a diagonal element that its squared pivot is. */
  double[] leastShares(double[] lambda);

  /**
   * Sums over the levels: see {@link LevelDerivatives}.
   *
   * @param gradient k × k
   * @param information parameters × parameters, the upper triangle column by column
   * @param border p × parameters
   * @param withResidual one a parameter
   */
  record LevelSums(
      double[] gradient, double[] information, double[] border, double[] withResidual) {

    static LevelSums zeros(int k, int columns, int parameters) {
      return new LevelSums(
          new double[k * k],
          new double[parameters * (parameters + 1) / 2],
          new double[columns * parameters],
          new double[parameters]);
    }

    double[][] all() {
      return new double[][] {gradient, information, border, withResidual};
    }
  }
}
