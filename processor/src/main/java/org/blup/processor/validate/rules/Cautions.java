package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.formula.ProblemCode;
import org.blup.formula.Term;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.FactorCheck;
import org.blup.processor.validate.resolve.Problems;

/** Warns of models that are legal but probably not intended. */
public final class Cautions {

  private final ModelDescription model;
  private final Problems problems;

  private Cautions(ModelDescription model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  public static void check(ModelDescription model, Problems problems) {
    Cautions cautions = new Cautions(model, problems);
    cautions.slopesHaveFixedEffects();
    cautions.groupsAreNoNumbers();
    cautions.groupsAreNoFixedEffects();
    cautions.interactionsHaveMargins();
  }

  private void slopesHaveFixedEffects() {
    for (RandomEffects random : model.random()) {
      for (Effect effect : random.effects()) {
        if (!isFixed(effect) && !areDeviations(random, effect)) {
          problems.add(
              ProblemCode.SLOPE_WITHOUT_FIXED_EFFECT,
              effect.term().span(),
              "'%s' varies by '%s' but has no fixed effect"
                  .formatted(effect.label(), random.term().groupLabel()),
              "Its mean effect is then assumed to be 0. Add '%s' to the fixed effects"
                  .formatted(effect.label()));
        }
      }
    }
  }

  /**
   * Whether effects are deviations of a factor's levels with one variance, which have no means of
   * their own any more than those of {@code (1 | g:f)}.
   */
  private static boolean areDeviations(RandomEffects random, Effect effect) {
    return random.structure().hasOneVariance()
        && effect.numerics().isEmpty()
        && effect.bases().isEmpty();
  }

  private boolean isFixed(Effect effect) {
    return model.fixed().stream()
        .anyMatch(fixed -> effect.quantities().stream().allMatch(q -> isAmong(q, fixed)));
  }

  /** Whether an effect has a variable, or another function of its number that spans it. */
  private static boolean isAmong(Quantity quantity, Effect effect) {
    return effect.quantities().contains(quantity)
        || (number(quantity).isPresent()
            && effect.quantities().stream()
                .map(Cautions::number)
                .anyMatch(number(quantity)::equals));
  }

  /** The number that a quantity is, or is a basis of. */
  private static Optional<Quantity.Numeric> number(Quantity quantity) {
    if (quantity instanceof Quantity.Basis basis) {
      return Optional.of(basis.number());
    }
    return quantity instanceof Quantity.Numeric number ? Optional.of(number) : Optional.empty();
  }

  private void groupsAreNoNumbers() {
    Stream<Quantity.Factor> groups =
        model.random().stream()
            .flatMap(random -> random.group().stream())
            .filter(group -> !isWalk(group.component()))
            .filter(group -> !FactorCheck.isFactorCall(group.variable().expression()));
    Stream<Quantity.Factor> subjects =
        model.residual().stream().flatMap(residual -> residual.subject().stream());
    Stream.concat(groups, subjects).forEach(this::isNoNumber);
  }

  /** Whether levels are steps of a random walk, which numbers are meant to be. */
  private boolean isWalk(Component component) {
    return model.random().stream()
        .filter(random -> random.term().levels().isOrdered())
        .anyMatch(random -> random.group().get(0).component().equals(component));
  }

  private void isNoNumber(Quantity.Factor group) {
    String label = group.component().label();
    boolean isNumber =
        model
            .effectNumerics()
            .anyMatch(number -> ComponentNames.in(number.variable().expression()).contains(label));
    if (isNumber) {
      problems.add(
          ProblemCode.NUMBER_THAT_GROUPS,
          group.variable().expression().span(),
          "'%s' is a grouping factor here and a number elsewhere".formatted(label),
          "As a number it has one slope; factor(%s) gives each value its own effect"
              .formatted(label));
    }
  }

  private void groupsAreNoFixedEffects() {
    for (RandomEffects random : model.random()) {
      Set<String> group = components(random.group());
      boolean isFixed =
          model.fixed().stream()
              .filter(effect -> effect.numerics().isEmpty() && effect.bases().isEmpty())
              .anyMatch(effect -> components(effect.factors()).containsAll(group));
      if (random.intercept() && isFixed) {
        problems.add(
            ProblemCode.GROUP_AS_FIXED_EFFECT,
            random.term().span(),
            "'%s' has fixed effects that leave no variation for its random intercept"
                .formatted(random.term().groupLabel()),
            "Use '%s' as a fixed effect or as a grouping factor, not both"
                .formatted(random.term().groupLabel()));
      }
    }
  }

  private static Set<String> components(List<Quantity.Factor> factors) {
    Set<String> components = new HashSet<>();
    factors.forEach(factor -> components.add(factor.component().label()));
    return components;
  }

  private void interactionsHaveMargins() {
    for (Effect effect : model.fixed()) {
      List<String> absent = new ArrayList<>();
      for (Quantity.Numeric number : effect.numerics()) {
        List<Variable> margin = new ArrayList<>(effect.term().variables());
        margin.remove(number.variable());
        if (!margin.isEmpty() && !isFixed(effect, margin)) {
          absent.add(new Term(margin, effect.term().span()).label());
        }
      }
      if (!absent.isEmpty()) {
        addMarginAbsent(effect, absent);
      }
    }
  }

  /** Whether a fixed effect spans the margin: the margin itself, or one with factors besides. */
  private boolean isFixed(Effect interaction, List<Variable> margin) {
    return model.fixed().stream()
        .filter(effect -> !effect.equals(interaction))
        .filter(effect -> effect.term().variables().containsAll(margin))
        .anyMatch(
            effect ->
                effect.numerics().stream().allMatch(number -> margin.contains(number.variable())));
  }

  private void addMarginAbsent(Effect effect, List<String> absent) {
    String names = "'" + String.join("' and '", absent) + "'";
    problems.add(
        ProblemCode.MARGIN_ABSENT,
        effect.term().span(),
        "'%s' is in the model without %s".formatted(effect.label(), names),
        "The model then depends on where the other numbers are zero. Add %s".formatted(names));
  }
}
