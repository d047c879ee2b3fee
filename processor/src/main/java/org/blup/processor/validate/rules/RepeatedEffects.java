package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.blup.Structure;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Term;
import org.blup.formula.Variable;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;

/** Finds effects that two random terms of one group share, by name or as linear combinations. */
public final class RepeatedEffects {

  private static final String INTERCEPT = StructuralRank.INTERCEPT;

  private final RandomEffects earlier;
  private final RandomEffects later;
  private final Problems problems;

  private RepeatedEffects(RandomEffects earlier, RandomEffects later, Problems problems) {
    this.earlier = earlier;
    this.later = later;
    this.problems = problems;
  }

  public static void check(ModelDescription model, Problems problems) {
    List<RandomEffects> terms = model.random();
    for (int later = 1; later < terms.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        new RepeatedEffects(terms.get(earlier), terms.get(later), problems).check();
      }
    }
  }

  private void check() {
    if (!earlier.term().grouping().equals(later.term().grouping())) {
      return;
    }
    List<String> common = common();
    if (!common.isEmpty()) {
      add("%s by '%s' in two terms".formatted(vary(common, ""), group()), wayOut(common));
    } else if (!addMadeUp(earlier, later)) {
      addMadeUp(later, earlier);
    }
  }

  /** What both terms name. */
  private List<String> common() {
    List<String> common = new ArrayList<>();
    if (earlier.intercept() && later.intercept()) {
      common.add(INTERCEPT);
    }
    Set<Set<Variable>> known =
        earlier.term().effects().terms().stream()
            .map(RepeatedEffects::variables)
            .collect(Collectors.toSet());
    later.term().effects().terms().stream()
        .filter(term -> known.contains(variables(term)))
        .forEach(term -> common.add("'" + term.label() + "'"));
    return common;
  }

  private static Set<Variable> variables(Term term) {
    return Set.copyOf(term.variables());
  }

  /** The effects of another term whose variances the covariances of a term have already. */
  private static List<String> madeUp(RandomEffects known, RandomEffects other) {
    Structure structure = CanonicalTerms.isOneColumn(known) ? Structure.US : known.structure();
    if (known.isOneFactor()) {
      structure = StructureRules.atTwoLevels(structure, known.effects().get(0).factors().get(0));
    }
    List<String> combinations = StructuralRank.repeated(known, other);
    return switch (structure) {
      case US -> combinations;
      case CS, TOEP -> combinations.stream().filter(INTERCEPT::equals).toList();
      default -> List.of();
    };
  }

  private boolean addMadeUp(RandomEffects known, RandomEffects other) {
    List<String> madeUp = madeUp(known, other);
    if (madeUp.isEmpty()) {
      return false;
    }
    add(
        "%s by '%s' in %s".formatted(vary(madeUp, " already"), group(), known.term().label()),
        "Columns of that term add up to it. Remove it, or write '||' there for uncorrelated"
            + " effects");
    return true;
  }

  private void add(String message, String wayOut) {
    problems.add(
        ProblemCode.REPEATED_EFFECT,
        later.term().span(),
        message,
        "The data cannot separate the two variances",
        wayOut);
  }

  private static String vary(List<String> effects, String adverb) {
    return String.join(" and ", effects) + adverb + (effects.size() == 1 ? " varies" : " vary");
  }

  private String group() {
    return later.term().groupLabel();
  }

  private String wayOut(List<String> common) {
    RandomTerm first = earlier.term();
    RandomTerm second = later.term();
    if (common.size() == effects(second)) {
      return common.equals(List.of(INTERCEPT)) && effects(first) > 1
          ? "Remove " + second.label()
          : "Remove it from one of them";
    }
    if (common.equals(List.of(INTERCEPT))) {
      String slopes = second.label().replaceFirst("\\(1 \\+ ", "(0 + ");
      return "Remove %s, or write %s for slopes that are uncorrelated with the intercept"
          .formatted(first.label(), slopes);
    }
    return "Remove it from one of them";
  }

  private static int effects(RandomTerm term) {
    return term.effects().terms().size() + (term.effects().intercept() ? 1 : 0);
  }
}
