package org.blup.internal.design.assembly;

import java.util.List;
import java.util.function.BiFunction;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.sums.CrossSums;

/**
 * The design of a model whose grouping factors have their levels elsewhere, and the cross-products
 * of some of them in its basis. What it is made of is small, and everyone who has it makes the same
 * of it: so it can be sent to where the levels are.
 */
public final class LevelAssembly {

  private final WorkingBasis basis;

  /** Of one level of each group that stands for all. */
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
   * @param levels how many levels each group has
   */
  public static LevelAssembly of(RowAccumulator<?> collapsed, boolean omitMissing, int[] levels) {
    return DesignAssembly.observe(collapsed, omitMissing, levels);
  }

  /** How many levels of each group some sums have. */
  public static int[] levels(RowAccumulator<?> sums) {
    return open(sums, (levels, products) -> levels.stream().mapToInt(GroupLevels::size).toArray());
  }

  /** The design, whose equations have these levels. */
  public ObservedDesign design(DistantLevels levels) {
    return collapsed.withDistant(levels);
  }

  /**
   * Some levels.
   *
   * @param names for each group as fits have them
   * @param products their cross-products
   */
  public record Part(List<GroupLevels> names, DistantPart products) {}

  /**
   * The cross-products of some levels in the basis of the design.
   *
   * @param sums of all rows of these levels, merged into {@link RowAccumulator#withoutSums} of the
   *     collapsed ones
   */
  public Part part(RowAccumulator<?> sums) {
    return open(sums, (levels, products) -> new Part(levels, basis.part(levels, products)));
  }

  /** What a question makes of the levels of each group and the cross-products of some sums. */
  private static <T> T open(
      RowAccumulator<?> sums, BiFunction<List<GroupLevels>, CrossSums, T> question) {
    ModelStructure structure = sums.structure();
    return sums.read(
        true,
        moments ->
            DesignAssembly.inMemory(
                moments,
                structure,
                () -> {
                  List<FactorLevels> factors = moments.levels();
                  CrossSums products = new CrossSums(moments, factors);
                  List<GroupLevels> levels =
                      structure.groups().stream()
                          .map(group -> RandomPart.observe(structure, group, factors, products))
                          .toList();
                  return question.apply(levels, products);
                }));
  }
}
