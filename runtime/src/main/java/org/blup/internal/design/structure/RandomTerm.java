package org.blup.internal.design.structure;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.design.covariance.CovarianceStructure;

/**
 * Random effects by the levels of a grouping factor.
 *
 * @param group labels of the factors whose observed combinations are the levels
 * @param effects the effects each level has
 * @param structure the form of the covariance of a level's effects
 */
public record RandomTerm(
    List<String> group, List<EffectTerm> effects, CovarianceStructure structure) {

  public RandomTerm {
    group = List.copyOf(group);
    effects = List.copyOf(effects);
    if (group.isEmpty()) {
      throw new BlupException("a random term needs a grouping factor");
    }
    if (effects.isEmpty()) {
      throw new BlupException("the random term of " + String.join(":", group) + " has no effects");
    }
  }

  /** Begins a term with its grouping factor, or several for the levels of {@code a:b}. */
  public static Group by(String... factors) {
    return new Group(List.of(factors));
  }

  /** The same term without covariances between its effects. */
  public RandomTerm uncorrelated() {
    return new RandomTerm(group, effects, CovarianceStructure.DIAGONAL);
  }

  /** The same term with covariances of another form. */
  public RandomTerm in(CovarianceStructure form) {
    return new RandomTerm(group, effects, form);
  }

  /** The grouping factor as lme4 prints it: {@code batch:cask}. */
  public String groupLabel() {
    return String.join(":", group);
  }

  /** A grouping factor that waits for its effects. */
  public static final class Group {

    private final List<String> factors;

    private Group(List<String> factors) {
      this.factors = factors;
    }

    /** The term with these effects, correlated. */
    public RandomTerm of(EffectTerm... effects) {
      return new RandomTerm(factors, List.of(effects), CovarianceStructure.UNSTRUCTURED);
    }
  }
}
