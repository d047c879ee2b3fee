package org.blup.internal.reml.setup;

import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.NormalEquations;

/**
 * The products of every two effects of a level, from which starting values and what the likelihood
 * does not depend on are found before a search.
 */
public final class EffectProducts {

  /**
   * With more effects a level, these products are not made: k² by k² elements a pair of groups, 20
   * MB here.
   */
  static final int MOST_EFFECTS = 40;

  private EffectProducts() {}

  /** Whether they are made: of independent levels with not too many effects. */
  public static boolean areMade(NormalEquations equations) {
    int effects = mostEffects(equations);
    return effects > 0
        && effects <= MOST_EFFECTS
        && equations.groups().stream().allMatch(group -> group.precision().isIdentity());
  }

  /** The most effects that a level of any group has. */
  public static int mostEffects(NormalEquations equations) {
    return equations.groups().stream().mapToInt(Group::size).max().orElse(0);
  }

  /** How many squares of the border they take, that of its factor among them: k² for each group. */
  static long squares(NormalEquations equations) {
    return areMade(equations)
        ? 1 + equations.groups().stream().mapToLong(g -> (long) g.size() * g.size()).sum()
        : 0;
  }
}
