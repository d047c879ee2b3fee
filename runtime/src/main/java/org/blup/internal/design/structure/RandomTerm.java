package org.blup.internal.design.structure;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;

/**
 * Random effects by the levels of a grouping factor.
 *
 * @param grouping what the levels are
 * @param effects the effects each level has
 * @param structure the form of the covariance of a level's effects
 */
public record RandomTerm(
    Grouping grouping, List<EffectTerm> effects, CovarianceStructure structure) {

  public RandomTerm {
    effects = List.copyOf(effects);
    if (effects.isEmpty()) {
      throw new BlupException("the random term of " + grouping.label() + " has no effects");
    }
  }

  /** Begins a term with its grouping factor, or several for the levels of {@code a:b}. */
  public static Group by(String... factors) {
    return new Group(Grouping.of(List.of(factors)));
  }

  /** Begins a term with a grouping factor whose levels covary by a relationship. */
  public static Group byRelated(String factor) {
    return new Group(new Grouping(List.of(factor), LevelStructure.RELATED));
  }

  /** Begins a term with a grouping factor whose levels are steps of a random walk. */
  public static Group byWalk(String factor) {
    return new Group(new Grouping(List.of(factor), LevelStructure.RANDOM_WALK));
  }

  /** The same where second differences are independent. */
  public static Group bySecondOrderWalk(String factor) {
    return new Group(new Grouping(List.of(factor), LevelStructure.SECOND_ORDER_RANDOM_WALK));
  }

  /** Begins a term with a grouping factor whose levels are steps of an autoregression. */
  public static Group byAutoregression(String factor) {
    return new Group(new Grouping(List.of(factor), LevelStructure.AUTOREGRESSION));
  }

  /** The same term without covariances between its effects. */
  public RandomTerm uncorrelated() {
    return in(CovarianceStructure.DIAGONAL);
  }

  /** The same term with covariances of another form. */
  public RandomTerm in(CovarianceStructure form) {
    return new RandomTerm(grouping, effects, form);
  }

  /** The same term with other effects. */
  public RandomTerm with(List<EffectTerm> others) {
    return new RandomTerm(grouping, others, structure);
  }

  /** The labels of the factors that group. */
  public List<String> group() {
    return grouping.factors();
  }

  /** The grouping factor as lme4 prints it: {@code batch:cask}, {@code related(animal)}. */
  public String groupLabel() {
    return grouping.label();
  }

  /** A grouping factor that waits for its effects. */
  public static final class Group {

    private final Grouping grouping;

    private Group(Grouping grouping) {
      this.grouping = grouping;
    }

    /** The term with these effects, correlated. */
    public RandomTerm of(EffectTerm... effects) {
      return new RandomTerm(grouping, List.of(effects), CovarianceStructure.UNSTRUCTURED);
    }
  }
}
