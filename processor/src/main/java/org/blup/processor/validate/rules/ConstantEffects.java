package org.blup.processor.validate.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.ComponentNames;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;

/** Finds random effects of variables that are constant within each level of their group. */
public final class ConstantEffects {

  private final RandomEffects random;
  private final Problems problems;
  private final Set<String> group;

  private ConstantEffects(RandomEffects random, Problems problems) {
    this.random = random;
    this.problems = problems;
    this.group = components(random.group());
  }

  public static void check(ModelDescription model, Problems problems) {
    for (RandomEffects random : model.random()) {
      ConstantEffects effects = new ConstantEffects(random, problems);
      random.effects().forEach(effects::check);
    }
  }

  private void check(Effect effect) {
    if (components(effect.factors()).containsAll(group)) {
      addOneLevelEach(effect);
    } else {
      effect.quantities().stream()
          .filter(quantity -> group.containsAll(components(List.of(quantity))))
          .findFirst()
          .ifPresent(constant -> addConstant(effect, constant));
    }
  }

  private void addOneLevelEach(Effect effect) {
    problems.add(
        ProblemCode.GROUP_AMONG_ITS_EFFECTS,
        effect.term().span(),
        "'%s' cannot vary by '%s'".formatted(effect.label(), random.term().groupLabel()),
        "Each level of '%s' would have its own columns, whose variance one level cannot determine"
            .formatted(random.term().groupLabel()),
        "Remove it from the effects, or group by another factor");
  }

  private void addConstant(Effect effect, Quantity constant) {
    String label = constant.label();
    String group = random.term().groupLabel();
    problems.add(
        ProblemCode.CONSTANT_WITHIN_GROUP,
        effect.term().span(),
        "'%s' is constant within each level of '%s'".formatted(label, group),
        "So '%s' does not vary by '%s': it makes the variance of the levels depend on '%s'"
            .formatted(effect.label(), group, label),
        advice(constant)
            .orElse("Remove it if all levels have the same variance")
            .formatted(label, group));
  }

  /**
   * Effects of a factor that never occur in the same level have covariances that no data determine.
   */
  private Optional<String> advice(Quantity constant) {
    return constant instanceof Quantity.Factor && random.structure().isCorrelated()
        ? Optional.of("For a variance for each level of '%1$s' write (0 + %1$s || %2$s)")
        : Optional.empty();
  }

  private static Set<String> components(List<? extends Quantity> quantities) {
    Set<String> components = new HashSet<>();
    quantities.forEach(q -> components.addAll(ComponentNames.in(q.variable().expression())));
    return components;
  }
}
