package org.blup.processor.read;

import java.util.List;
import java.util.Set;
import org.blup.formula.Term;
import org.blup.formula.Variable;

/**
 * A main effect or interaction with its variables resolved and its coding decided.
 *
 * @param term the term of the formula
 * @param quantities its variables, in the term's order
 * @param full the factors among them that get a dummy column for every level
 */
public record Effect(Term term, List<Quantity> quantities, Set<Variable> full) {

  public Effect {
    quantities = List.copyOf(quantities);
    full = Set.copyOf(full);
  }

  /** The term as R prints it. */
  public String label() {
    return term.label();
  }

  /** The numbers whose product multiplies every column. */
  public List<Quantity.Numeric> numerics() {
    return of(Quantity.Numeric.class);
  }

  /** The factors whose columns are crossed, the first varying fastest. */
  public List<Quantity.Factor> factors() {
    return of(Quantity.Factor.class);
  }

  /** The bases whose columns are crossed with those of the factors. */
  public List<Quantity.Basis> bases() {
    return of(Quantity.Basis.class);
  }

  /** Whether the factor gets a column for every level here. */
  public boolean isFull(Quantity.Factor factor) {
    return full.contains(factor.variable());
  }

  private <Q extends Quantity> List<Q> of(Class<Q> kind) {
    return quantities.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
