package org.blup.formula;

/**
 * A leaf of the model: a component, or a function or arithmetic of components, that enters terms as
 * one factor. Two variables are the same when their labels are.
 *
 * @param expression the tree behind it
 * @param label its canonical text, as R prints it: {@code days}, {@code factor(nitro)}, {@code
 *     I(days^2)}
 */
public record Variable(Expression expression, String label) {

  /** The variable behind an expression, labelled as R prints it. */
  public static Variable of(Expression expression) {
    return new Variable(expression, Printer.print(expression));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Variable that && label.equals(that.label);
  }

  @Override
  public int hashCode() {
    return label.hashCode();
  }
}
