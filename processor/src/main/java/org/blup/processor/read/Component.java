package org.blup.processor.read;

import org.blup.formula.Expression;
import org.blup.formula.Span;
import org.blup.formula.Variable;

/**
 * A component of the annotated record.
 *
 * @param name its Java name, which is also its accessor
 * @param label the name formulas and coefficients use: {@code @Column}, or else the Java name
 * @param type what its type means
 * @param coding the contrasts {@code @Fixed} asks for; the default where it says nothing
 */
public record Component(String name, String label, ComponentType type, FactorCoding coding) {

  /** The label as a formula writes it: in backticks unless it stands by itself. */
  public String quotedLabel() {
    return Variable.of(new Expression.Name(label, new Span(0, label.length()))).label();
  }
}
