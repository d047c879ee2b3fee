package org.blup.processor.validate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.formula.ProblemCode;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/**
 * Finds effects whose columns are linear combinations of those before them whatever the data are:
 * {@code x + I(2 * x)}, {@code batch + factor(batch)}, a constant beside the intercept.
 */
final class StructuralRank {

  private final boolean intercept;
  private final List<Effect> effects;
  private final Problems problems;

  private StructuralRank(boolean intercept, List<Effect> effects, Problems problems) {
    this.intercept = intercept;
    this.effects = effects;
    this.problems = problems;
  }

  static void check(ModelDescription model, Problems problems) {
    new StructuralRank(model.intercept(), model.fixed(), problems).check();
    for (RandomEffects term : model.random()) {
      new StructuralRank(term.intercept(), term.effects(), problems).check();
    }
  }

  private void check() {
    for (int i = 0; i < effects.size(); i++) {
      Effect effect = effects.get(i);
      List<Effect> before = effects.subList(0, i);
      if (isCombination(effect, before) || isFunctionOfFactor(effect, before)) {
        addDependent(effect);
      }
    }
  }

  /**
   * Whether the numbers before the same factors, or before factors that span them, combine to it.
   */
  private boolean isCombination(Effect effect, List<Effect> before) {
    Set<Variable> factors = factors(effect);
    LinearSpan span = new LinearSpan();
    boolean constant = intercept || before.stream().anyMatch(StructuralRank::spansIntercept);
    if (factors.isEmpty() && constant) {
      span.add(Polynomial.constant(1));
    }
    before.stream()
        .filter(other -> spans(other, factors))
        .forEach(other -> span.add(polynomial(other)));
    return !span.add(polynomial(effect));
  }

  private static boolean spansIntercept(Effect effect) {
    return effect.numerics().isEmpty() && effect.full().containsAll(factors(effect));
  }

  /** Whether the effect has a column sum for each column of {@code factors}. */
  private static boolean spans(Effect effect, Set<Variable> factors) {
    Set<Variable> own = factors(effect);
    own.removeAll(effect.full());
    return factors.containsAll(own) && factors(effect).containsAll(factors);
  }

  /** Whether a factor of one component stands beside a function or another factor of it. */
  private boolean isFunctionOfFactor(Effect effect, List<Effect> before) {
    Set<String> own = components(effect);
    return own.size() == 1
        && before.stream()
            .filter(other -> components(other).equals(own))
            .anyMatch(other -> isOnlyFactor(other) || isOnlyFactor(effect));
  }

  private static boolean isOnlyFactor(Effect effect) {
    return effect.quantities().size() == 1 && effect.factors().size() == 1;
  }

  private static Set<String> components(Effect effect) {
    Set<String> components = new LinkedHashSet<>();
    effect.numerics().forEach(n -> components.addAll(Names.in(n.variable().expression())));
    effect.factors().stream()
        .map(Quantity.Factor::component)
        .map(Component::label)
        .forEach(components::add);
    return components;
  }

  private static Set<Variable> factors(Effect effect) {
    Set<Variable> factors = new LinkedHashSet<>();
    effect.factors().forEach(factor -> factors.add(factor.variable()));
    return factors;
  }

  private static Polynomial polynomial(Effect effect) {
    Polynomial product = Polynomial.constant(1);
    for (Quantity.Numeric number : effect.numerics()) {
      product = product.times(Polynomial.of(number.variable().expression()));
    }
    return product;
  }

  private void addDependent(Effect effect) {
    List<String> before = new ArrayList<>();
    if (intercept) {
      before.add("the intercept");
    }
    effects.subList(0, effects.indexOf(effect)).forEach(other -> before.add(other.label()));
    problems.add(
        ProblemCode.RANK_DEFICIENT,
        effect.term().span(),
        "'%s' adds nothing to what stands before it".formatted(effect.label()),
        "Whatever the data are, its columns are linear combinations of those of "
            + String.join(", ", before),
        "Take it out, or take out what it repeats");
  }
}
