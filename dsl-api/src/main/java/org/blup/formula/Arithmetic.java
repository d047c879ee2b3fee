package org.blup.formula;

import static org.blup.formula.ProblemCode.NESTED_TOO_DEEPLY;
import static org.blup.formula.ProblemCode.NOT_ARITHMETIC;

import java.util.Optional;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Text;
import org.blup.formula.Expression.Unary;

/** Checks that an expression computes a number from the numbers of one row. */
final class Arithmetic {

  /** Far below what overflows the stack of those who read the tree later. */
  private static final int DEEPEST = 500;

  private final VariableReader variables;
  private final Problems problems;

  Arithmetic(VariableReader variables, Problems problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** Whether it is too deep for those who read the tree later; reports if so. */
  boolean isTooDeep(Expression expression) {
    boolean isTooDeep = depth(expression, 0) > DEEPEST;
    if (isTooDeep) {
      problems.report(
          NESTED_TOO_DEEPLY,
          expression.span(),
          "More than " + DEEPEST + " operations follow each other here",
          "Compute it in a component of its own");
    }
    return isTooDeep;
  }

  private static int depth(Expression expression, int above) {
    int here = above;
    int deepest = above;
    Optional<Expression> part = Optional.of(expression);
    while (part.isPresent() && deepest <= DEEPEST) {
      here++;
      deepest = Math.max(deepest, here);
      if (part.get() instanceof Binary binary) {
        deepest = Math.max(deepest, depth(binary.right(), here));
      } else if (part.get() instanceof Call call) {
        for (Expression argument : call.arguments()) {
          deepest = Math.max(deepest, depth(argument, here));
        }
      }
      part = leftmostPart(part.get());
    }
    return deepest;
  }

  /** The part of an expression that goes down its left edge, down to a leaf or a call. */
  private static Optional<Expression> leftmostPart(Expression expression) {
    if (expression instanceof Binary binary) {
      return Optional.of(binary.left());
    } else if (expression instanceof Unary unary) {
      return Optional.of(unary.operand());
    } else if (expression instanceof Parenthesised parenthesised) {
      return Optional.of(parenthesised.inner());
    }
    return Optional.empty();
  }

  /** Whether it is arithmetic through and through; reports each part that is not. */
  boolean isSound(Expression expression) {
    if (expression instanceof Name || expression instanceof Num) {
      return true;
    } else if (expression instanceof Missing) {
      return false;
    } else if (expression instanceof Parenthesised parenthesised) {
      return isSound(parenthesised.inner());
    } else if (expression instanceof Unary unary) {
      return isSound(unary.operand());
    } else if (expression instanceof Binary binary) {
      return checkOperator(binary) & isSound(binary.left()) & isSound(binary.right());
    } else if (expression instanceof Call call) {
      return checkCall(call);
    }
    Text text = (Text) expression;
    problems.report(
        NOT_ARITHMETIC,
        text.span(),
        problems.quote(text.span()) + " is a text, where a number is needed",
        "Write the name of a component without quotes");
    return false;
  }

  private boolean checkOperator(Binary binary) {
    return switch (Operator.of(binary)) {
      case PLUS, MINUS, TIMES, OVER, POWER -> true;
      case LEFT_OUT -> false;
      default -> {
        problems.report(
            NOT_ARITHMETIC,
            problems.operatorSpan(binary),
            "'" + binary.operator() + "' is not arithmetic",
            "Arithmetic has + - * / ^ and parentheses");
        yield false;
      }
    };
  }

  private boolean checkCall(Call call) {
    Optional<Function> function = Function.named(call.function());
    boolean isNumeric =
        function.isEmpty()
            || function.get().kind() == Function.Kind.NUMERIC
            || function.get().kind() == Function.Kind.ARGUMENT;
    if (isNumeric) {
      return variables.isFunction(call);
    }
    variables.reportNotArithmetic(call, function.get());
    return false;
  }

  /** Whether some component's value enters the number. */
  boolean namesComponent(Expression expression) {
    if (expression instanceof Call call) {
      return call.arguments().stream().anyMatch(this::namesComponent);
    } else if (expression instanceof Unary unary) {
      return namesComponent(unary.operand());
    } else if (expression instanceof Parenthesised parenthesised) {
      return namesComponent(parenthesised.inner());
    } else if (expression instanceof Binary binary) {
      return namesComponent(binary.left()) || namesComponent(binary.right());
    }
    return expression instanceof Name;
  }

  /** Whether something in it is missing and reported. */
  static boolean isBroken(Expression expression) {
    Optional<Expression> part = Optional.of(expression);
    while (part.isPresent()) {
      boolean isGap =
          part.get() instanceof Missing
              || part.get() instanceof Binary binary
                  && (Operator.of(binary) == Operator.LEFT_OUT || isBroken(binary.right()));
      if (isGap) {
        return true;
      }
      part = leftmostPart(part.get());
    }
    return false;
  }
}
