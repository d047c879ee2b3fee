package org.blup.processor.read;

import java.util.List;
import org.blup.Structure;
import org.blup.formula.RandomTerm;

/**
 * A random term, resolved.
 *
 * @param term the term of the formula
 * @param effects the effects behind the intercept, if {@link #intercept} has one
 * @param group the factors whose combinations are the levels
 */
public record RandomEffects(RandomTerm term, List<Effect> effects, List<Quantity.Factor> group) {

  public RandomEffects {
    effects = List.copyOf(effects);
    group = List.copyOf(group);
  }

  public boolean intercept() {
    return term.effects().intercept();
  }

  public Structure structure() {
    return term.structure();
  }

  /** Whether its effects are those of one factor's levels. */
  public boolean isOneFactor() {
    return !intercept()
        && effects.size() == 1
        && effects.get(0).quantities().size() == 1
        && effects.get(0).factors().size() == 1;
  }
}
