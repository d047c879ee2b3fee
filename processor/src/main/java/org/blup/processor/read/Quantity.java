package org.blup.processor.read;

import org.blup.formula.Expression;
import org.blup.formula.Variable;

/** A variable of the formula, resolved: a number or a level that each row has. */
public sealed interface Quantity {

  Variable variable();

  /** The text R prints for it, under which the runtime looks it up. */
  default String label() {
    return variable().label();
  }

  /**
   * A number computed from numeric components: {@code days}, {@code I(days^2)}. Every {@link
   * Expression.Name} in it is the label of a numeric component, see {@link
   * ModelHeader#component(String)}.
   */
  record Numeric(Variable variable) implements Quantity {}

  /**
   * A level of one component: {@code subject}, {@code factor(batch)}.
   *
   * @param component where the level is read; an integer under {@code factor()} or as a group
   * @param coding the contrasts its columns have where they are not full dummies
   */
  record Factor(Variable variable, Component component, FactorCoding coding) implements Quantity {}
}
