package org.blup.internal.inference.comparison;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/**
 * Whether a model's random effects can be part of another's: groups go by their label, or by the
 * weights of their levels where labels differ, effects by their terms.
 */
public final class RandomNesting {

  /** Sizes of the same columns in another order of rows differ by less, relatively. */
  private static final double ROUNDING = 1e-9;

  private final ObservedDesign small;
  private final ObservedDesign large;

  public RandomNesting(ObservedDesign small, ObservedDesign large) {
    this.small = small;
    this.large = large;
  }

  /**
   * A term of the small model that the large one cannot hold, whatever its variances. None is no
   * proof that it can: columns of other names may be the same.
   *
   * @return its number
   */
  public Optional<Integer> missing() {
    List<RandomTerm> terms = small.structure().random();
    return IntStream.range(0, terms.size()).filter(t -> !mayHold(terms.get(t))).boxed().findFirst();
  }

  private boolean mayHold(RandomTerm term) {
    List<RandomTerm> partners =
        large.structure().random().stream().filter(other -> sameGroup(term, other)).toList();
    if (term.grouping().covary() && (partners.isEmpty() || !hasLevelsOf(term))) {
      return false;
    }
    if (partners.isEmpty()) {
      return hasGroupOfSameSizes(term);
    }
    if (partners.stream().anyMatch(RandomNesting::isPatterned) || isPatterned(term)) {
      return partners.stream().anyMatch(partner -> holds(partner, term));
    }
    return effects(large, partners) >= effects(small, ofGroup(term))
        && (!term.structure().isCorrelated()
            || term.effects().size() == 1
            || correlates(term, partners));
  }

  /** Whether the levels of a group covary in the same way in both models. */
  private boolean hasLevelsOf(RandomTerm term) {
    int one = small.structure().groupOf(term);
    int other = large.structure().groupOf(term);
    Group group = small.rowwise().groups().get(one);
    return group.precision().hasElementsOf(large.rowwise().groups().get(other).precision())
        && small.group(one).levels().equals(large.group(other).levels());
  }

  private static boolean isPatterned(RandomTerm term) {
    return term.structure() instanceof PatternedCovariance;
  }

  /** By the form of the covariance; a form in which all variances are one has no effect more. */
  private static boolean holds(RandomTerm partner, RandomTerm term) {
    boolean same = partner.effects().equals(term.effects());
    boolean more =
        partner.effects().containsAll(term.effects()) && partner.structure().allowsOtherUnits();
    return partner.structure().contains(term.structure()) && (same || more);
  }

  /**
   * Whether no partner that has all effects apart, and none that has them in one, speaks against.
   */
  private static boolean correlates(RandomTerm term, List<RandomTerm> partners) {
    HashSet<EffectTerm> apart = new HashSet<>();
    for (RandomTerm partner : partners) {
      if (partner.structure().isCorrelated() && partner.effects().containsAll(term.effects())) {
        return true;
      }
      apart.addAll(partner.effects());
    }
    return !apart.containsAll(term.effects());
  }

  private List<RandomTerm> ofGroup(RandomTerm term) {
    return small.structure().random().stream().filter(other -> sameGroup(term, other)).toList();
  }

  private static int effects(ObservedDesign design, List<RandomTerm> terms) {
    return terms.stream()
        .flatMap(term -> term.effects().stream())
        .mapToInt(design.variables()::columns)
        .sum();
  }

  private static boolean sameGroup(RandomTerm one, RandomTerm other) {
    return one.grouping().equals(other.grouping());
  }

  /** Whether a group of the large model has levels of the same weights, or none that are known. */
  private boolean hasGroupOfSameSizes(RandomTerm term) {
    double[] sizes = sizes(small, small.structure().groupOf(term));
    ModelStructure structure = large.structure();
    for (int g = 0; g < structure.groups().size(); g++) {
      if (structure.groups().get(g).covary()) {
        continue;
      }
      double[] others = sizes(large, g);
      if (sizes.length == 0 || others.length == 0 || near(sizes, others)) {
        return true;
      }
    }
    return false;
  }

  /** The weights of a group's levels, ascending; none if no effect of theirs is a constant. */
  private static double[] sizes(ObservedDesign design, int group) {
    DesignProducts products = new DesignProducts(design);
    int effect = products.constantEffect(group);
    int levels = effect < 0 ? 0 : design.group(group).size();
    return IntStream.range(0, levels)
        .mapToDouble(level -> products.weight(group, effect, level))
        .sorted()
        .toArray();
  }

  private static boolean near(double[] sizes, double[] others) {
    return sizes.length == others.length
        && IntStream.range(0, sizes.length)
            .allMatch(i -> Math.abs(sizes[i] - others[i]) <= ROUNDING * sizes[i]);
  }
}
