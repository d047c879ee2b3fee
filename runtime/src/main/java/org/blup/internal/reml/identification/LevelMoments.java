package org.blup.internal.reml.identification;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;

/**
 * The sums over levels that {@link MomentVariances} are made of, where the levels are.
 *
 * @param root of the border of all levels, as {@link ProjectedGroups#root} has it
 */
record LevelMoments(double[] root) implements LevelFunction {

  /**
   * Sums over all levels.
   *
   * @param products those of {@link BlockProducts}
   * @param fixed for each pair of effects {@code Σ_j b_ja b_jbᵀ}, as {@link ProjectedGroups} has
   *     them
   * @param residual {@code Σ_j (Z_jᵀWe)(Z_jᵀWe)ᵀ}, k × k
   */
  record Sums(double[] products, double[][] fixed, double[] residual) {}

  /**
   * Sums over all levels of some equations.
   *
   * @param root of their border
   */
  static Sums of(DistantLevels levels, NormalEquations equations, double[] root) {
    double[] all = levels.sum(new LevelMoments(root));
    int k = equations.groups().get(0).size();
    int square = equations.columns() * equations.columns();
    int at = k * k * k * k;
    double[] products = Arrays.copyOf(all, at);
    double[][] fixed = new double[k * k][];
    for (int pair = 0; pair < k * k; pair++) {
      fixed[pair] = Arrays.copyOfRange(all, at, at + square);
      at += square;
    }
    return new Sums(products, fixed, Arrays.copyOfRange(all, at, all.length));
  }

  @Override
  public double[] of(LevelBlocks levels) {
    int k = levels.size();
    ProjectedGroups groups = new ProjectedGroups(levels, root);
    BlockProducts products = new BlockProducts(groups, 0, k, 0, k);
    products.addLevels(levels.levels(), levels.blocks());
    double[][] fixed = groups.squares(0);
    int square = fixed[0].length;
    double[] all = Arrays.copyOf(products.sum, k * k * (k * k + square + 1));
    int at = products.sum.length;
    for (double[] each : fixed) {
      System.arraycopy(each, 0, all, at, square);
      at += square;
    }
    for (int pair = 0; pair < k * k; pair++) {
      all[at + pair] = groups.square(0, k, pair / k, pair % k);
    }
    return all;
  }
}
