package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.blup.Structure;
import org.blup.formula.ModelFormula;
import org.blup.formula.RandomTerm;
import org.blup.formula.Term;
import org.blup.formula.Terms;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.read.ResidualCovariance;

/**
 * Writes equal models in one way: effects of a group that each have a variance and no covariance
 * stand in one term, so that {@code (1 | g) + (0 + x | g)} becomes {@code (1 + x || g)}, and a term
 * of one effect stands with one bar and nothing else. Only numbers are moved: how a factor is coded
 * depends on the term it stands in.
 */
public final class CanonicalTerms {

  private CanonicalTerms() {}

  public static ModelDescription of(ModelDescription model) {
    Map<Object, List<RandomEffects>> loose = new LinkedHashMap<>();
    for (RandomEffects random : model.random()) {
      if (isLoose(random)) {
        loose.computeIfAbsent(group(random), unseen -> new ArrayList<>()).add(random);
      }
    }
    List<RandomEffects> canonical = new ArrayList<>();
    for (RandomEffects random : model.random()) {
      if (!isLoose(random)) {
        canonical.add(random);
        continue;
      }
      List<RandomEffects> together = loose.remove(group(random));
      if (together != null) {
        canonical.add(merged(together));
      }
    }
    ModelFormula written = model.formula();
    ModelFormula formula =
        new ModelFormula(
            written.response(),
            written.fixed(),
            canonical.stream().map(RandomEffects::term).toList(),
            model.residual().map(ResidualCovariance::term),
            written.offsets());
    return new ModelDescription(
        model.header(),
        formula,
        model.response(),
        model.weight(),
        model.offsets(),
        model.fixed(),
        canonical,
        model.residual());
  }

  /** Whether its effects are single columns without covariances. */
  private static boolean isLoose(RandomEffects random) {
    return (effects(random) == 1 || random.structure() == Structure.DIAG)
        && random.effects().stream().allMatch(CanonicalTerms::isOneNumber);
  }

  /** Whether it is a single column, and so says the same with one bar as with two. */
  static boolean isOneColumn(RandomEffects random) {
    return effects(random) == 1 && isLoose(random);
  }

  private static int effects(RandomEffects random) {
    return random.effects().size() + (random.intercept() ? 1 : 0);
  }

  private static boolean isOneNumber(Effect effect) {
    return effect.factors().isEmpty()
        && effect.bases().stream().allMatch(basis -> basis.columns() == 1);
  }

  private static Object group(RandomEffects random) {
    return random.term().grouping();
  }

  private static RandomEffects merged(List<RandomEffects> together) {
    RandomEffects first = together.get(0);
    boolean intercept = together.stream().anyMatch(RandomEffects::intercept);
    List<Effect> effects =
        together.stream()
            .flatMap(random -> random.effects().stream())
            .sorted(Comparator.comparingInt(effect -> effect.term().degree()))
            .toList();
    List<Term> terms = effects.stream().map(Effect::term).toList();
    boolean isSingle = effects.size() + (intercept ? 1 : 0) == 1;
    RandomTerm written = first.term();
    Structure structure = isSingle ? Structure.US : Structure.DIAG;
    RandomTerm term = written.with(new Terms(intercept, terms)).in(structure);
    return new RandomEffects(term, effects, first.group());
  }
}
