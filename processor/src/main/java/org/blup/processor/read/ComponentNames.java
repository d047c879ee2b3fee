package org.blup.processor.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.blup.formula.Expression;

/** The components that an expression is made of. */
public final class ComponentNames {

  /** Functions of which only the first argument names components. */
  private static final Set<String> WITH_PARAMETERS =
      Set.of("C", "poly", "ns", "bs", "scale", "center");

  private ComponentNames() {}

  /** Their labels, in the order of their first appearance. */
  public static Set<String> in(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    collect(expression, names);
    return names;
  }

  private static void collect(Expression expression, Set<String> names) {
    if (expression instanceof Expression.Name name) {
      names.add(name.name());
    } else if (expression instanceof Expression.Call call) {
      List<Expression> arguments = call.arguments();
      int count = WITH_PARAMETERS.contains(call.function()) ? 1 : arguments.size();
      arguments.subList(0, Math.min(count, arguments.size())).forEach(a -> collect(a, names));
    } else if (expression instanceof Expression.Unary unary) {
      collect(unary.operand(), names);
    } else if (expression instanceof Expression.Binary binary) {
      collect(binary.left(), names);
      collect(binary.right(), names);
    } else if (expression instanceof Expression.Parenthesised parenthesised) {
      collect(parenthesised.inner(), names);
    }
  }
}
