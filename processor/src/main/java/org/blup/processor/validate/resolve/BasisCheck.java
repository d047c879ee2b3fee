package org.blup.processor.validate.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.blup.formula.Expression;
import org.blup.formula.Variable;
import org.blup.processor.read.Quantity;

/** Resolves the functions of a number that have columns of their own: {@code poly(days, 2)}. */
final class BasisCheck {

  private static final Map<String, Quantity.Basis.Kind> KINDS =
      Map.of(
          "scale", Quantity.Basis.Kind.SCALE,
          "center", Quantity.Basis.Kind.CENTER,
          "poly", Quantity.Basis.Kind.POLYNOMIAL,
          "bs", Quantity.Basis.Kind.SPLINE,
          "ns", Quantity.Basis.Kind.NATURAL_SPLINE);

  private final ArithmeticCheck arithmetic;

  BasisCheck(ArithmeticCheck arithmetic) {
    this.arithmetic = arithmetic;
  }

  /** Whether the variable is a basis by the way it is written. */
  static boolean isBasisCall(Expression expression) {
    return expression instanceof Expression.Call call && KINDS.containsKey(call.function());
  }

  /** The basis of such a call; adds a problem if it is of no number. */
  Optional<Quantity.Basis> call(Variable variable) {
    Expression.Call call = (Expression.Call) variable.expression();
    Expression number = call.arguments().get(0);
    if (!arithmetic.check(number)) {
      return Optional.empty();
    }
    return Optional.of(
        new Quantity.Basis(
            variable, kind(call), new Quantity.Numeric(Variable.of(number)), parameters(call)));
  }

  private static Quantity.Basis.Kind kind(Expression.Call call) {
    Quantity.Basis.Kind kind = Objects.requireNonNull(KINDS.get(call.function()));
    int arguments = call.arguments().size();
    return switch (kind) {
      case POLYNOMIAL -> arguments == 3 ? Quantity.Basis.Kind.RAW_POLYNOMIAL : kind;
      case SPLINE -> arguments == 2 ? Quantity.Basis.Kind.SPLINE_AT_QUANTILES : kind;
      case NATURAL_SPLINE ->
          arguments == 2 ? Quantity.Basis.Kind.NATURAL_SPLINE_AT_QUANTILES : kind;
      default -> kind;
    };
  }

  /**
   * The numbers behind the first argument: a degree, or columns; or the boundary and then the
   * knots.
   */
  private static List<String> parameters(Expression.Call call) {
    List<String> parameters = new ArrayList<>();
    if (call.arguments().size() > 1 && call.arguments().get(1) instanceof Expression.Num one) {
      parameters.add(String.valueOf((int) one.value()));
    } else if (call.arguments().size() == 3) {
      addNumbers(call.arguments().get(2), parameters);
      addNumbers(call.arguments().get(1), parameters);
    }
    return parameters;
  }

  private static void addNumbers(Expression list, List<String> into) {
    for (Expression number : ((Expression.Call) list).arguments()) {
      into.add(String.valueOf(Constants.value(number).orElseThrow()));
    }
  }
}
