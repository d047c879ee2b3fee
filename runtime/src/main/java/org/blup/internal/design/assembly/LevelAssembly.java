package org.blup.internal.design.assembly;

import java.util.List;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.sums.CrossSums;

/**
 * The design of a model whose only grouping factor has its levels elsewhere, and the cross-products
 * of some of them in its basis. What it is made of is small, and everyone who has it makes the same
 * of it: so it can be sent to where the levels are.
 */
public final class LevelAssembly {

  private final WorkingBasis basis;

  /** Of one level that stands for all. */
  private final ObservedDesign collapsed;

  LevelAssembly(WorkingBasis basis, ObservedDesign collapsed) {
    this.basis = basis;
    this.collapsed = collapsed;
  }

  /**
   * Decides on the basis.
   *
   * @param collapsed the sums with one level in the place of all
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are
   *     any
   * @param levels how many levels there are
   */
  public static LevelAssembly of(RowAccumulator<?> collapsed, boolean omitMissing, int levels) {
    return DesignAssembly.observe(collapsed, omitMissing, levels);
  }

  /** How many levels some sums have. */
  public static int levels(RowAccumulator<?> sums) {
    ModelStructure structure = sums.structure();
    return sums.read(
        true,
        moments ->
            DesignAssembly.inMemory(
                moments,
                structure,
                () -> {
                  List<FactorLevels> factors = moments.levels();
                  return levels(structure, factors, new CrossSums(moments, factors)).size();
                }));
  }

  /** The design, whose equations have these levels. */
  public ObservedDesign design(DistantLevels levels) {
    return collapsed.withDistant(levels);
  }

  /**
   * Some levels.
   *
   * @param names as fits have them
   * @param blocks their cross-products
   */
  public record Part(GroupLevels names, LevelBlocks blocks) {}

  /**
   * The cross-products of some levels in the basis of the design.
   *
   * @param sums of all rows of these levels, merged into {@link RowAccumulator#withoutSums} of the
   *     collapsed ones
   */
  public Part part(RowAccumulator<?> sums) {
    ModelStructure structure = sums.structure();
    return sums.read(
        true,
        moments ->
            DesignAssembly.inMemory(
                moments,
                structure,
                () -> {
                  List<FactorLevels> factors = moments.levels();
                  CrossSums cross = new CrossSums(moments, factors);
                  GroupLevels levels = levels(structure, factors, cross);
                  return new Part(levels, basis.levels(levels, cross));
                }));
  }

  private static GroupLevels levels(
      ModelStructure structure, List<FactorLevels> factors, CrossSums sums) {
    return RandomPart.observe(structure, structure.groups().get(0), factors, sums);
  }
}
