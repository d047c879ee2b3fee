package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blup.LevelStructure;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Term;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;
import org.blup.processor.validate.resolve.Types;

/**
 * The rules for random walks and autoregressions: their levels are in an order, and what walks
 * leave free is among the fixed effects.
 */
public final class WalkRules {

  private final ModelDescription model;
  private final RandomEffects random;
  private final Component component;
  private final Problems problems;

  private WalkRules(ModelDescription model, RandomEffects random, Problems problems) {
    this.model = model;
    this.random = random;
    this.problems = problems;
    component = random.group().get(0).component();
  }

  public static void check(ModelDescription model, Problems problems) {
    for (RandomEffects random : model.random()) {
      if (random.term().levels().isOrdered()) {
        new WalkRules(model, random, problems).check();
      }
    }
  }

  private void check() {
    if (!hasSteps()) {
      problems.add(
          ProblemCode.FACTOR_WITHOUT_ORDER,
          random.group().get(0).variable().expression().span(),
          "'%s' needs ordered levels, but '%s' is %s"
              .formatted(keyword(), component.label(), Types.described(component.type())),
          "Use a whole number, a LocalDate, or an enum, whose constants are ordered");
      return;
    }
    if (!random.term().levels().isWalk()) {
      return;
    }
    List<String> absent = absentStarts();
    if (!absent.isEmpty()) {
      addAbsent(
          absent,
          "A random walk describes how effects change from level to level, not where they start");
      return;
    }
    if (random.term().levels() == LevelStructure.RW2) {
      trendsAreFixed();
    }
  }

  private boolean hasSteps() {
    return component.type().hasOrder() || component.type().kind() == ComponentType.Kind.DATE;
  }

  /** The effects of the walk that the fixed effects do not span; 1 for the intercept. */
  private List<String> absentStarts() {
    List<String> absent = new ArrayList<>();
    if (random.intercept() && !StructuralRank.hasConstant(model.intercept(), model.fixed())) {
      absent.add("1");
    }
    random.effects().stream()
        .filter(effect -> !isFixed(effect))
        .forEach(effect -> absent.add(effect.label()));
    return absent;
  }

  private boolean isFixed(Effect effect) {
    return StructuralRank.isSpanned(effect, model.intercept(), model.fixed());
  }

  private void trendsAreFixed() {
    if (!component.type().isNumeric()) {
      problems.add(
          ProblemCode.WALK_WITHOUT_START,
          random.term().span(),
          "'%s' has no linear trend over its levels, which has to be a fixed effect"
              .formatted(random.term().groupLabel()),
          "The levels of '%s' are not numbers, so no fixed effect can be that trend"
              .formatted(component.label()),
          "Number them in an integer component, or use rw1");
      return;
    }
    List<String> absent = new ArrayList<>();
    if (random.intercept()) {
      addIfAbsent(trend(Optional.empty()), absent);
    }
    random.effects().forEach(effect -> addIfAbsent(trend(Optional.of(effect)), absent));
    if (!absent.isEmpty()) {
      addAbsent(
          absent,
          "A second-order random walk describes curvature, not the linear trend over the levels");
    }
  }

  private void addIfAbsent(Effect trend, List<String> absent) {
    if (!isFixed(trend)) {
      absent.add(trend.label());
    }
  }

  /** The number of the level, times an effect. */
  private Effect trend(Optional<Effect> effect) {
    RandomTerm term = random.term();
    Variable number = Variable.of(new Expression.Name(component.label(), term.span()));
    List<Variable> variables = new ArrayList<>();
    List<Quantity> quantities = new ArrayList<>();
    effect.ifPresent(
        of -> {
          variables.addAll(of.term().variables());
          quantities.addAll(of.quantities());
        });
    variables.add(number);
    quantities.add(new Quantity.Numeric(number));
    Set<Variable> full = effect.map(Effect::full).orElse(Set.of());
    return new Effect(new Term(variables, term.span()), quantities, full);
  }

  private void addAbsent(List<String> absent, String why) {
    String effects = String.join(" + ", absent);
    problems.add(
        ProblemCode.WALK_WITHOUT_START,
        random.term().span(),
        "'%s' needs '%s' among the fixed effects".formatted(random.term().groupLabel(), effects),
        why,
        "Add %s to the fixed effects".formatted(effects));
  }

  private String keyword() {
    return random.term().levels().keyword();
  }
}
