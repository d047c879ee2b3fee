package org.blup.internal.model.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.model.RandomTermNames;

/** The random effects of a prediction by the names of groups, terms, or parts of terms. */
final class IncludedNames {

  private final ModelStructure structure;
  private final List<String> terms;

  IncludedNames(ModelStructure structure) {
    this.structure = structure;
    terms = structure.random().stream().map(RandomTermNames::name).toList();
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
        names.add(RandomTermNames.name(term.with(effects)));
      }
    }
    return names;
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
      } else if (!term.structure().isCorrelated()) {
        matches[t] = part(term, squeezed(name));
      }
    }
    return matches;
  }

  /** Those of the effects that a term of a subset of them has; an intercept is implied. */
  private static boolean[] part(RandomTerm term, String written) {
    boolean[] part = new boolean[term.effects().size()];
    String keyword = RandomTermNames.keyword(term.structure());
    String name = written.startsWith(keyword) ? written.substring(keyword.length()) : written;
    boolean explicit = name.startsWith("1+") || name.startsWith("1|");
    String rest = name.startsWith("0+") ? name.substring(2) : explicit ? name : "1+" + name;
    for (int e = 0; e < part.length; e++) {
      String effect = squeezed(RandomTermNames.label(term.effects().get(e)));
      boolean isLast = rest.startsWith(effect + "|");
      part[e] = isLast || rest.startsWith(effect + "+");
      rest = part[e] ? rest.substring(effect.length() + (isLast ? 0 : 1)) : rest;
    }
    String group = squeezed(term.groupLabel());
    return rest.equals("|" + group) || rest.equals("||" + group) ? part : new boolean[part.length];
  }

  private static String squeezed(String name) {
    return name.replace(" ", "").replace("(", "").replace(")", "");
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>(new RandomTermNames(structure).groups());
    for (int t = 0; t < terms.size(); t++) {
      RandomTerm term = structure.random().get(t);
      known.add(terms.get(t));
      if (!term.structure().isCorrelated()) {
        term.effects().stream()
            .map(effect -> term.in(CovarianceStructure.UNSTRUCTURED).with(List.of(effect)))
            .forEach(single -> known.add(RandomTermNames.name(single)));
      }
    }
    return known;
  }
}
