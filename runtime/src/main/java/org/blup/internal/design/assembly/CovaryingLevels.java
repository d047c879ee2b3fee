package org.blup.internal.design.assembly;

import java.util.List;
import java.util.Map;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;

/** The levels of groups whose levels covary, with rows or without, and their precisions. */
final class CovaryingLevels {

  private final ModelStructure structure;
  private final RelatedLevels related;
  private final WalkLevels walks;

  /**
   * Finds how the levels of each group covary.
   *
   * @param relationships by the label of the factor, one for each related group
   * @throws BlupException if they are those of other factors, or a factor has effects of its own
   */
  CovaryingLevels(
      ModelStructure structure, Map<String, Relationship> relationships, DataChecks checks) {
    this.structure = structure;
    related = new RelatedLevels(structure, relationships, checks);
    walks = new WalkLevels(structure, checks);
    for (Grouping group : structure.groups()) {
      String factor = group.factors().get(0);
      if (group.covary() && structure.isCoded(structure.factors().indexOf(factor))) {
        throw checks.failure(
            "%s has effects of its own beside %s, and levels without rows have none. Use one of the two"
                .formatted(factor, group.label()));
      }
    }
  }

  /** The factors of the model, with the levels that no row has. */
  List<FactorLevels> extend(List<FactorLevels> factors) {
    return walks.extend(factors, related.extend(factors));
  }

  /** The levels of a group. */
  GroupLevels levels(Grouping group) {
    return group.related() ? related.levels(group) : walks.levels(group);
  }

  /**
   * A group with the precision of its effects.
   *
   * @param g its number
   * @param levels what {@link #levels} gave
   * @param size the number of effects of a level
   */
  PreciseGroup precise(int g, GroupLevels levels, int size) {
    return structure.groups().get(g).related()
        ? related.precise(g, levels, size)
        : WalkLevels.precise(g, levels, size);
  }
}
