package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.Part;

/**
 * The random effects as the equations have them: the levels of their groups, and their columns.
 * Frozen once the first sums are in.
 */
final class RandomPart {

  /** An effect: the i-th of a term's codings, from a column of the group's levels on. */
  private record Effect(TermCoding coding, Shifts shifts, int index, int offset) {}

  private final ModelStructure structure;
  private final List<GroupLevels> groups = new ArrayList<>();
  private final int[] sizes;

  /** For each group its effects, in their order. */
  private final List<List<Effect>> effects = new ArrayList<>();

  private final List<EquationPattern.Term> terms = new ArrayList<>();
  private final List<List<String>> effectNames = new ArrayList<>();

  RandomPart(DesignVariables variables, CrossSums sums, CovaryingLevels covarying) {
    structure = variables.structure();
    for (Grouping group : structure.groups()) {
      groups.add(
          group.covary()
              ? covarying.levels(group)
              : observe(structure, group, variables.factors(), sums));
      effects.add(new ArrayList<>());
    }
    sizes = new int[groups.size()];
    for (RandomTerm term : structure.random()) {
      for (EffectTerm effect : term.effects()) {
        sizes[structure.groupOf(term)] += variables.randomCoding(effect).columns();
      }
    }
    int[] used = new int[sizes.length];
    for (RandomTerm term : structure.random()) {
      int group = structure.groupOf(term);
      TermCoding[] codings =
          term.effects().stream().map(variables::randomCoding).toArray(TermCoding[]::new);
      Shifts shifts = shifts(term, codings, groups.get(group), sums);
      for (int e = 0; e < codings.length; e++) {
        effects.get(group).add(new Effect(codings[e], shifts, e, used[group] + shifts.start(e)));
      }
      terms.add(
          new EquationPattern.Term(
              group, used[group], shifts.columns(), term.structure(), toUser(shifts)));
      used[group] += shifts.columns();
      effectNames.add(Arrays.stream(codings).flatMap(coding -> coding.names().stream()).toList());
    }
  }

  /**
   * The working basis of a term: about the means of its variables, where that leaves the span of
   * its columns and the form of its template alone.
   */
  private static Shifts shifts(
      RandomTerm term, TermCoding[] codings, GroupLevels group, CrossSums sums) {
    double[] shift = sums.shift();
    double[] users = new double[shift.length];
    if (!term.structure().allowsChangeOfBasis()) {
      return new Shifts(codings, users, false);
    }
    double[] centre = new double[shift.length];
    for (TermCoding coding : codings) {
      Set<Integer> key = Part.random(coding, Polynomial.ONE, shift, group, 0, 0).get(0).key();
      for (int variable : coding.monomial().variables()) {
        double mean = sums.mean(variable, key);
        centre[variable] = Double.isNaN(mean) ? 0 : shift[variable] + mean;
      }
    }
    Shifts centred = new Shifts(codings, centre, false);
    for (int e = 0; e < codings.length; e++) {
      List<Part> parts = Part.random(codings[e], centred.polynomial(e, shift), shift, group, 0, 0);
      if (hasZeroColumn(codings[e], parts, sums)) {
        return new Shifts(codings, users, false);
      }
    }
    return centred;
  }

  /** Whether a column, summed over all levels, is zero in every row. */
  private static boolean hasZeroColumn(TermCoding coding, List<Part> allLevels, CrossSums sums) {
    double[] squares = new double[coding.columns()];
    for (Part part : allLevels) {
      sums.add(part, part, (row, column, value) -> squares[row] += row == column ? value : 0);
    }
    return Arrays.stream(squares).anyMatch(square -> square == 0);
  }

  private static double[] toUser(Shifts shifts) {
    double[][] columns = shifts.basis();
    int k = columns.length;
    double[] toUser = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        toUser[a * k + b] = columns[b][a];
      }
    }
    return toUser;
  }

  List<GroupLevels> groups() {
    return groups;
  }

  /** Whether the levels of a group covary. */
  boolean covary(int group) {
    return structure.groups().get(group).covary();
  }

  /** The number of effects of one level of a group. */
  int size(int group) {
    return sizes[group];
  }

  /**
   * The columns of a group in the working basis.
   *
   * @param shift what was taken from each variable before it was summed
   */
  List<Part> parts(int group, double[] shift) {
    List<Part> parts = new ArrayList<>();
    for (Effect effect : effects.get(group)) {
      parts.addAll(
          Part.random(
              effect.coding(),
              effect.shifts().polynomial(effect.index(), shift),
              shift,
              groups.get(group),
              sizes[group],
              effect.offset()));
    }
    return parts;
  }

  List<EquationPattern.Term> terms() {
    return terms;
  }

  /** R's names of the columns of each term. */
  List<List<String>> effectNames() {
    return effectNames;
  }

  private RandomPart(RandomPart other, List<GroupLevels> levels) {
    structure = other.structure;
    groups.addAll(levels);
    sizes = other.sizes;
    effects.addAll(other.effects);
    terms.addAll(other.terms);
    effectNames.addAll(other.effectNames);
  }

  /** The same effects of other levels of the groups. */
  RandomPart over(List<GroupLevels> levels) {
    return new RandomPart(this, levels);
  }

  static GroupLevels observe(
      ModelStructure structure, Grouping group, List<FactorLevels> factors, CrossSums sums) {
    int[] indices = group.factors().stream().mapToInt(structure.factors()::indexOf).toArray();
    FactorLevels[] levels =
        Arrays.stream(indices).mapToObj(factors::get).toArray(FactorLevels[]::new);
    return new GroupLevels(group, indices, levels, sums.observed(indices));
  }
}
