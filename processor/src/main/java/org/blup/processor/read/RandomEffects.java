package org.blup.processor.read;

import java.util.List;
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

  public boolean correlated() {
    return term.correlated();
  }
}
