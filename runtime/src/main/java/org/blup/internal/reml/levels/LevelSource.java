package org.blup.internal.reml.levels;

import java.io.Serializable;
import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.Effects;

/** Sweeps over the levels of an only grouping factor, or of nested ones, wherever they are. */
public interface LevelSource {

  /** Where Λ is large, pivots above this stand for a dimension of Z; the others stay near 1. */
  double GROWN = 30;

  /** Goes over to the same equations for another response. */
  void take(NormalEquations equations);

  /**
   * Takes {@code RᵀR} of all levels from the square of the border; see {@link LevelBatch}.
   *
   * @param lambda each group's factor on the scale of the equations
   * @return half of {@code log|ΛᵀZᵀWZΛ + I|}
   */
  double eliminate(double[][] lambda, double[] square);

  /** How many pivots of the last elimination were above {@link #GROWN}. */
  long grown();

  /** Sums that the derivatives of a criterion are made of; see {@link LevelDerivatives}. */
  LevelSums differentiate(double[][] lambda, Border border, double variance);

  /** Finds u, b = Λu and ZᵀWe of the levels, if they are at hand. */
  void solve(Effects effects, double[][] lambda, double[] beta);

  /** For each group and effect the least share of a diagonal element its squared pivot is. */
  double[][] leastShares(double[][] lambda);

  /**
   * Sums over the levels: see {@link LevelDerivatives}.
   *
   * @param gradient k × k of each group
   * @param information parameters × parameters, the upper triangle column by column
   * @param border p × parameters
   * @param withResidual one a parameter
   */
  record LevelSums(
      double[] gradient, double[] information, double[] border, double[] withResidual) {

    /** The sums of nothing, G having so many numbers. */
    public static LevelSums zeros(int gradient, int columns, int parameters) {
      return new LevelSums(
          new double[gradient],
          new double[parameters * (parameters + 1) / 2],
          new double[columns * parameters],
          new double[parameters]);
    }

    double[][] all() {
      return new double[][] {gradient, information, border, withResidual};
    }

    /** All numbers, one after the other. */
    public double[] numbers() {
      return Arrays.stream(all()).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Takes the numbers of others. */
    public void set(double[] numbers) {
      int at = 0;
      for (double[] each : all()) {
        System.arraycopy(numbers, at, each, 0, each.length);
        at += each.length;
      }
    }
  }

  /**
   * What the last elimination left of the border, columns scaled.
   *
   * @param root its Cholesky factor: lower triangle, column-major, y last
   * @param beta the fixed effects
   * @param s {@code [C⁻¹]_XX}, p × p, or empty for ML
   */
  record Border(double[] root, double[] beta, double[] s) implements Serializable {}
}
