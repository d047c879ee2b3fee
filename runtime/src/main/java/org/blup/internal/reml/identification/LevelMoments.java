package org.blup.internal.reml.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.PartEquations;

/**
 * The sums over levels that {@link MomentVariances} are made of, where the levels are.
 *
 * @param root of the border of all levels, as {@link ProjectedGroups#root} has it
 */
record LevelMoments(PartEquations equations, double[] root) implements LevelFunction {

  /**
   * Sums over all levels.
   *
   * @param products those of {@link BlockProducts}, for the pairs of groups (0, 0), (1, 0), (1, 1),
   *     (2, 0) …
   * @param fixed for each group and each pair of its effects {@code Σ_j b_ja b_jbᵀ}, as {@link
   *     ProjectedGroups} has them
   * @param residual for each group {@code Σ_j (Z_jᵀWe)(Z_jᵀWe)ᵀ}, k × k
   */
  record Sums(List<double[]> products, double[][][] fixed, double[][] residual) {

    /** Those of two groups g ≥ h. */
    double[] products(int g, int h) {
      return products.get(g * (g + 1) / 2 + h);
    }
  }

  /**
   * Sums over all levels of some equations.
   *
   * @param root of their border
   */
  static Sums of(DistantLevels levels, NormalEquations equations, double[] root) {
    double[] all = levels.sum(new LevelMoments(PartEquations.of(equations), root));
    List<Group> groups = equations.groups();
    int square = equations.columns() * equations.columns();
    List<double[]> products = new ArrayList<>();
    double[][][] fixed = new double[groups.size()][][];
    double[][] residual = new double[groups.size()][];
    int at = 0;
    for (int g = 0; g < groups.size(); g++) {
      int k = groups.get(g).size();
      for (int h = 0; h <= g; h++) {
        int length = k * k * groups.get(h).size() * groups.get(h).size();
        products.add(Arrays.copyOfRange(all, at, at + length));
        at += length;
      }
      fixed[g] = new double[k * k][];
      for (int pair = 0; pair < k * k; pair++) {
        fixed[g][pair] = Arrays.copyOfRange(all, at, at + square);
        at += square;
      }
      residual[g] = Arrays.copyOfRange(all, at, at + k * k);
      at += k * k;
    }
    return new Sums(products, fixed, residual);
  }

  @Override
  public double[] of(DistantPart part) {
    NormalEquations own = equations.of(part);
    ProjectedGroups projected = new ProjectedGroups(own, root);
    List<double[]> all = new ArrayList<>();
    int pair = 0;
    for (int g = 0; g < own.groups().size(); g++) {
      int k = own.groups().get(g).size();
      for (int h = 0; h < g; h++) {
        BlockProducts crossed = new BlockProducts(projected, g, k, h, own.groups().get(h).size());
        crossed.addPair(own.pattern().pairs().get(pair), own.pairBlocks().get(pair));
        all.add(crossed.sum);
        pair++;
      }
      BlockProducts products = new BlockProducts(projected, g, k, g, k);
      products.addLevels(own.groups().get(g).levels(), own.levelBlocks(g));
      all.add(products.sum);
      all.addAll(Arrays.asList(projected.squares(g)));
      double[] residual = new double[k * k];
      for (int i = 0; i < residual.length; i++) {
        residual[i] = projected.square(g, k, i / k, i % k);
      }
      all.add(residual);
    }
    return all.stream().flatMapToDouble(Arrays::stream).toArray();
  }
}
