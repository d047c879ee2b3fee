package org.blup.model;

import java.util.ArrayList;
import java.util.Arrays;
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
      effects.add(label(effect));
    }
    if (!effects.contains("1")) {
      effects.add(0, "0");
    }
    String bar = term.correlated() || term.effects().size() == 1 ? " | " : " || ";
    return String.join(" + ", effects) + bar + term.groupLabel();
  }

  /** The terms of which effects are included, with these effects alone. */
  List<String> included(IncludedEffects included) {
    List<String> names = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      RandomTerm term = structure.random().get(t);
      boolean[] chosen = included.of(t);
      List<EffectTerm> effects = new ArrayList<>();
      for (int e = 0; e < chosen.length; e++) {
        if (chosen[e]) {
          effects.add(term.effects().get(e));
        }
      }
      if (!effects.isEmpty()) {
        names.add("(" + name(new RandomTerm(term.group(), effects, term.correlated())) + ")");
      }
    }
    return names;
  }

  /** The labels of the groups, in their order. */
  List<String> groups() {
    return structure.groups().stream().map(group -> String.join(":", group)).toList();
  }

  /**
   * Which effects are named.
   *
   * @throws BlupException if a name is neither a group's nor a term's
   */
  IncludedEffects named(String... names) {
    IncludedEffects named = IncludedEffects.none(structure);
    for (String name : names) {
      boolean[][] matches = matches(name);
      if (Arrays.stream(matches).noneMatch(IncludedEffects::any)) {
        throw new BlupException(
            structure.name()
                + " has no group and no random term '"
                + name
                + "'. It has: "
                + String.join(", ", known())
                + ".");
      }
      named = named.with(matches);
    }
    return named;
  }

  /** The effects of each term that a name stands for. */
  private boolean[][] matches(String name) {
    boolean[][] matches = new boolean[terms.size()][];
    for (int t = 0; t < matches.length; t++) {
      RandomTerm term = structure.random().get(t);
      matches[t] = new boolean[term.effects().size()];
      if (term.groupLabel().equals(name) || squeezed(terms.get(t)).equals(squeezed(name))) {
        Arrays.fill(matches[t], true);
      } else if (!term.correlated()) {
        matches[t] = part(term, squeezed(name));
      }
    }
    return matches;
  }

  /** Those of the effects that a term of a subset of them has; an intercept is implied. */
  private static boolean[] part(RandomTerm term, String name) {
    boolean[] part = new boolean[term.effects().size()];
    boolean explicit = name.startsWith("1+") || name.startsWith("1|");
    String rest = name.startsWith("0+") ? name.substring(2) : explicit ? name : "1+" + name;
    for (int e = 0; e < part.length; e++) {
      String effect = squeezed(label(term.effects().get(e)));
      boolean isLast = rest.startsWith(effect + "|");
      part[e] = isLast || rest.startsWith(effect + "+");
      rest = part[e] ? rest.substring(effect.length() + (isLast ? 0 : 1)) : rest;
    }
    String group = squeezed(term.groupLabel());
    return rest.equals("|" + group) || rest.equals("||" + group) ? part : new boolean[part.length];
  }

  private static String label(EffectTerm effect) {
    return effect.variables().isEmpty() ? "1" : effect.label();
  }

  private static String squeezed(String name) {
    return name.replace(" ", "").replace("(", "").replace(")", "");
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>(groups());
    for (int t = 0; t < terms.size(); t++) {
      RandomTerm term = structure.random().get(t);
      known.add("(" + terms.get(t) + ")");
      if (!term.correlated()) {
        term.effects().stream()
            .map(effect -> new RandomTerm(term.group(), List.of(effect), true))
            .forEach(single -> known.add("(" + name(single) + ")"));
      }
    }
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
