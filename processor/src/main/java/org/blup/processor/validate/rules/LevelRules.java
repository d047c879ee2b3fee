package org.blup.processor.validate.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.blup.LevelStructure;
import org.blup.formula.ProblemCode;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;

/** The terms that may not stand beside a factor whose levels covary. */
public final class LevelRules {

  private LevelRules() {}

  /** Levels without rows are predicted, but have no coefficients and no columns. */
  public static void check(ModelDescription model, Problems problems) {
    for (RandomEffects random : model.random()) {
      if (random.term().levels() != LevelStructure.INDEPENDENT) {
        Quantity.Factor factor = random.group().get(0);
        effectOf(model, factor)
            .ifPresent(
                effect ->
                    problems.add(
                        ProblemCode.RELATED_FACTOR_WITH_EFFECTS,
                        random.term().span(),
                        "'%s' is used as an effect and in %s"
                            .formatted(factor.component().name(), random.term().groupLabel()),
                        "Levels of the %s that have no rows would have no column in '%s'"
                            .formatted(
                                switch (random.term().levels()) {
                                  case RELATED, INDEPENDENT -> "relationship";
                                  case RW1, RW2 -> "random walk";
                                  case AR1 -> "autoregression";
                                },
                                effect.label()),
                        "Remove one of the two"));
      }
    }
  }

  private static Optional<Effect> effectOf(ModelDescription model, Quantity.Factor factor) {
    List<Effect> inRandomTerms =
        model.random().stream().flatMap(random -> random.effects().stream()).toList();
    return Stream.concat(model.fixed().stream(), inRandomTerms.stream())
        .filter(
            effect ->
                effect.factors().stream().anyMatch(f -> f.component().equals(factor.component())))
        .findFirst();
  }
}
