package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The random effects with the data behind them: the levels of their groups, and their columns. */
final class RandomPart {

  private final List<GroupLevels> groups = new ArrayList<>();
  private final int[] sizes;
  private final List<List<Part>> parts = new ArrayList<>();
  private final List<NormalEquations.Term> terms = new ArrayList<>();
  private final List<List<String>> effectNames = new ArrayList<>();

  RandomPart(
      ModelStructure structure, List<FactorLevels> factors, double[] shift, CrossSums sums) {
    for (List<String> group : structure.groups()) {
      groups.add(observe(structure, group, factors, sums));
      parts.add(new ArrayList<>());
    }
    sizes = new int[groups.size()];
    for (RandomTerm term : structure.random()) {
      for (EffectTerm effect : term.effects()) {
        sizes[structure.groupOf(term)] += new TermCoding(structure, effect, factors).columns();
      }
    }
    int[] used = new int[sizes.length];
    for (RandomTerm term : structure.random()) {
      int group = structure.groupOf(term);
      int offset = used[group];
      List<String> names = new ArrayList<>();
      for (EffectTerm effect : term.effects()) {
        TermCoding coding = new TermCoding(structure, effect, factors);
        Polynomial polynomial = FixedPart.unshifted(coding, shift);
        parts
            .get(group)
            .add(Part.random(coding, polynomial, groups.get(group), sizes[group], used[group]));
        names.addAll(coding.names());
        used[group] += coding.columns();
      }
      effectNames.add(List.copyOf(names));
      terms.add(
          new NormalEquations.Term(group, offset, used[group] - offset, term.correlated()));
    }
  }

  List<GroupLevels> groups() {
    return groups;
  }

  /** The number of effects of one level of a group. */
  int size(int group) {
    return sizes[group];
  }

  /** The columns of a group, one part an effect. */
  List<Part> parts(int group) {
    return parts.get(group);
  }

  List<NormalEquations.Term> terms() {
    return terms;
  }

  /** R's names of the columns of each term. */
  List<List<String>> effectNames() {
    return effectNames;
  }

  private static GroupLevels observe(
      ModelStructure structure, List<String> group, List<FactorLevels> factors, CrossSums sums) {
    int[] indices = group.stream().mapToInt(structure.factors()::indexOf).toArray();
    FactorLevels[] levels =
        Arrays.stream(indices).mapToObj(factors::get).toArray(FactorLevels[]::new);
    return new GroupLevels(String.join(":", group), indices, levels, sums.observed(indices));
  }
}
