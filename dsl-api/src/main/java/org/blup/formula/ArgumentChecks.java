package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_ARGUMENT;

import java.util.ArrayList;
import java.util.List;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Text;

/**
 * Whether arguments of functions are what these take: contrasts, degrees, knots. Each check reports
 * an argument that is not.
 */
final class ArgumentChecks {

  /** Beyond it the powers of a number lose more digits than are left to estimate anything. */
  private static final int HIGHEST_DEGREE = 10;

  /** Of a cubic spline without knots. */
  private static final int LEAST_CUBIC_COLUMNS = 3;

  /** So many coefficients of one number nobody reads; each has a method of its own. */
  private static final int MOST_SPLINE_COLUMNS = 100;

  private final Problems problems;

  ArgumentChecks(Problems problems) {
    this.problems = problems;
  }

  /** Whether a factor can be coded by it. */
  boolean isContrast(Expression argument) {
    boolean isNamed =
        argument instanceof Name name
            && List.of("treatment", "sum", "helmert", "poly").contains(name.name());
    boolean isTreatment =
        argument instanceof Call call
            && call.function().equals(Function.TREATMENT.text())
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Text;
    return isNamed
        || isTreatment
        || isInvalid(
            argument,
            problems.quote(argument.span()) + " is not a contrast",
            "C(f, sum), C(f, helmert), C(f, poly), C(f, treatment(\"B\"))");
  }

  /** Whether it is a degree that polynomials may have. */
  boolean isDegree(Expression argument) {
    return argument instanceof Num number
            && number.value() >= 1
            && number.value() <= HIGHEST_DEGREE
            && isWhole(number.value())
        || isInvalid(
            argument,
            "The degree of 'poly' is a whole number from 1 to " + HIGHEST_DEGREE,
            "poly(x, 2)");
  }

  /** Whether a spline has as many columns as its family can have, with knots at quantiles. */
  boolean isDegreesOfFreedom(Function function, Expression argument) {
    if (isListOf(argument, Function.KNOTS)) {
      return isInvalid(
          argument,
          "The knots of '" + function.text() + "' need their boundary as a third argument",
          function.example());
    }
    int least = function == Function.BS ? LEAST_CUBIC_COLUMNS : 1;
    return argument instanceof Num number
            && number.value() >= least
            && number.value() <= MOST_SPLINE_COLUMNS
            && isWhole(number.value())
        || isInvalid(
            argument,
            "The second of two arguments of '%s' is its degrees of freedom, a whole number from %d to %d"
                .formatted(function.text(), least, MOST_SPLINE_COLUMNS),
            function.example());
  }

  /** Whether it asks for powers as they are. */
  boolean isRaw(Expression argument) {
    return argument instanceof Name name && name.name().equals("raw")
        || isInvalid(
            argument,
            "The third argument of 'poly' is 'raw', for powers that are not made orthogonal",
            "poly(x, 2, raw)");
  }

  private static boolean isListOf(Expression argument, Function expected) {
    return argument instanceof Call call && call.function().equals(expected.text());
  }

  /** Whether it is a list of numbers of the name expected: for a boundary, of two. */
  boolean isListOfNumbers(Expression argument, Function expected) {
    boolean isList =
        isListOf(argument, expected)
            && argument instanceof Call call
            && call.arguments().stream().allMatch(ArgumentChecks::isConstant)
            && (expected == Function.KNOTS || call.arguments().size() == 2);
    return isList
        || isInvalid(
            argument,
            "This has to be '" + expected.text() + "' with numbers in it",
            expected.example());
  }

  /** Whether knots increase within their boundary; reports the first number that does not. */
  boolean areIncreasing(Expression knots, Expression boundary) {
    List<Expression> numbers = new ArrayList<>(((Call) boundary).arguments());
    numbers.addAll(1, ((Call) knots).arguments());
    for (int i = 1; i < numbers.size(); i++) {
      if (!(valueOf(numbers.get(i - 1)) < valueOf(numbers.get(i)))) {
        Expression knot = numbers.get(Math.min(i, numbers.size() - 2));
        return isInvalid(
            numbers.size() == 2 ? boundary : knot,
            "Knots increase, and lie between the two numbers of the boundary",
            Function.KNOTS.example());
      }
    }
    return true;
  }

  private static double valueOf(Expression constant) {
    if (constant instanceof Expression.Unary unary) {
      double value = ((Num) unary.operand()).value();
      return unary.operator().equals("-") ? -value : value;
    }
    return ((Num) constant).value();
  }

  private static boolean isConstant(Expression argument) {
    return argument instanceof Num
        || argument instanceof Expression.Unary unary && unary.operand() instanceof Num;
  }

  /** Reports an argument, unless it is a gap that is reported already; always false. */
  boolean isInvalid(Expression argument, String message, String example) {
    if (!Arithmetic.isBroken(argument)) {
      problems.report(INVALID_ARGUMENT, argument.span(), message, "As in " + example);
    }
    return false;
  }

  /** Whether a number has no fraction. */
  static boolean isWhole(double value) {
    return value == Math.rint(value);
  }
}
