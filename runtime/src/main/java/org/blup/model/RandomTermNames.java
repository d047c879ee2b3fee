package org.blup.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.design.BlupException;
import org.blup.design.EffectTerm;
import org.blup.design.ModelStructure;
import org.blup.design.RandomTerm;

/** Random terms by what users call them: a term as it stands in a formula, or its group. */
final class RandomTermNames {

  private final ModelStructure structure;
  private final List<String> terms = new ArrayList<>();

  RandomTermNames(ModelStructure structure) {
    this.structure = structure;
    structure.random().forEach(term -> terms.add(name(term)));
  }

  /** {@code 1 + days | subject}, {@code 0 + days | subject}, {@code 1 + days || subject}. */
  static String name(RandomTerm term) {
    List<String> effects = new ArrayList<>();
    for (EffectTerm effect : term.effects()) {
      effects.add(effect.variables().isEmpty() ? "1" : effect.label());
    }
    if (!effects.contains("1")) {
      effects.add(0, "0");
    }
    String bar = term.correlated() || term.effects().size() == 1 ? " | " : " || ";
    return String.join(" + ", effects) + bar + term.groupLabel();
  }

  /** The labels of the groups, in their order. */
  List<String> groups() {
    return structure.groups().stream().map(group -> String.join(":", group)).toList();
  }

  /**
   * Which terms are named.
   *
   * @throws BlupException if a name is neither a group's nor a term's
   */
  boolean[] named(String... names) {
    boolean[] named = new boolean[terms.size()];
    for (String name : names) {
      String squeezed = name.replace(" ", "").replace("(", "").replace(")", "");
      boolean found = false;
      for (int t = 0; t < named.length; t++) {
        boolean matches =
            structure.random().get(t).groupLabel().equals(name)
                || terms.get(t).replace(" ", "").equals(squeezed);
        named[t] |= matches;
        found |= matches;
      }
      if (!found) {
        throw new BlupException(
            structure.name()
                + " has no group and no random term '"
                + name
                + "'. It has: "
                + String.join(", ", known())
                + ".");
      }
    }
    return named;
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>(groups());
    terms.forEach(term -> known.add("(" + term + ")"));
    return known;
  }

  /**
   * The number of a group.
   *
   * @throws BlupException if there is none of that label
   */
  int group(String label) {
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
