package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.UserBasis;

/**
 * Conditional modes {@code b = Λu} of an only group and their conditional standard deviations, the
 * roots of the diagonal of {@code σ² Λ M⁻¹ Λᵀ}, in the user's basis, where the levels are.
 */
public final class LevelModes implements LevelFunction {

  private static final long serialVersionUID = 1L;

  private final double[] lambda;
  private final double[] beta;
  private final double sigma;
  private final double[] borderScale;
  private final LevelElements elements;

  /** T of each term on the diagonal, k × k. */
  private final double[] toUser;

  /**
   * At an optimum.
   *
   * @param lambda the group's factor on the scale of the equations
   * @param beta in the basis and the units of the equations
   */
  public LevelModes(EquationSetup setup, double[] lambda, double[] beta, double sigma) {
    this.lambda = lambda;
    this.sigma = sigma;
    borderScale = setup.borderScale;
    elements = LevelElements.of(setup.templates);
    this.beta = setup.scaled(beta);
    toUser = toUser(setup.userBasis, setup.templates.groupSize(0));
  }

  private static double[] toUser(UserBasis basis, int k) {
    double[] toUser = new double[k * k];
    for (int a = 0; a < k; a++) {
      double[] column = new double[k];
      column[a] = 1;
      basis.effects(0, column);
      for (int b = 0; b < k; b++) {
        toUser[b * k + a] = column[b];
      }
    }
    return toUser;
  }

  /** For each level k modes and then k standard deviations. */
  @Override
  public double[] of(DistantPart part) {
    LevelBlocks levels = part.only();
    int k = levels.size();
    double[] all = new double[Math.multiplyExact(levels.levels(), 2 * k)];
    LevelRange range = new LevelRange(levels, borderScale, elements);
    LevelBatch batch = range.batch;
    double[] factor = product(toUser, lambda, k);
    double[][] half = batch.lanes(k * k);
    double unit = 1 / borderScale[borderScale.length - 1];
    for (int j = 0; j < levels.levels(); j += LevelBatch.LEVELS) {
      batch.read(j, levels.levels());
      batch.factor(lambda);
      range.derivatives.solve(beta);
      for (int e = 0; e < k * k; e++) {
        Arrays.fill(half[e], 0, batch.count, factor[e % k * k + e / k]);
      }
      batch.forward(half, k);
      for (int i = 0; i < batch.count; i++) {
        int at = (j + i) * 2 * k;
        for (int a = 0; a < k; a++) {
          double mode = 0;
          double variance = 0;
          for (int b = 0; b < k; b++) {
            mode += factor[a * k + b] * range.derivatives.effect(b)[i];
            variance += half[b * k + a][i] * half[b * k + a][i];
          }
          all[at + a] = mode * unit;
          all[at + k + a] = sigma * Math.sqrt(variance);
        }
      }
    }
    return all;
  }

  private static double[] product(double[] left, double[] right, int k) {
    double[] product = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c < k; c++) {
          product[a * k + b] += left[a * k + c] * right[c * k + b];
        }
      }
    }
    return product;
  }
}
