package org.blup.internal.model;

import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/** Random terms by what users call them: a term as it stands in a formula, or its group. */
public final class RandomTermNames {

  private final ModelStructure structure;

  public RandomTermNames(ModelStructure structure) {
    this.structure = structure;
  }

  /** {@code 1 + days | subject}, {@code 0 + days | subject}, {@code 1 + days || subject}. */
  public static String name(RandomTerm term) {
    List<String> effects = new ArrayList<>();
    for (EffectTerm effect : term.effects()) {
      effects.add(label(effect));
    }
    if (!effects.contains("1")) {
      effects.add(0, "0");
    }
    String bar = term.structure().isCorrelated() || term.effects().size() == 1 ? " | " : " || ";
    return String.join(" + ", effects) + bar + term.groupLabel();
  }

  /** The labels of the groups, in their order. */
  public List<String> groups() {
    return structure.groups().stream().map(group -> String.join(":", group)).toList();
  }

  /** {@code 1} for the intercept. */
  public static String label(EffectTerm effect) {
    return effect.variables().isEmpty() ? "1" : effect.label();
  }

  /**
   * The number of a group.
   *
   * @throws BlupException if there is none of that label
   */
  public int group(String label) {
    int group = groups().indexOf(label);
    if (group < 0) {
      throw new BlupException(
          structure.name()
              + " has no group '"
              + label
              + "'. It has: "
              + String.join(", ", groups())
              + ".");
    }
    return group;
  }
}
