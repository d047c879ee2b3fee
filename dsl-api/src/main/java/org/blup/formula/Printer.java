package org.blup.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.Collectors;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Missing;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Text;
import org.blup.formula.Expression.Unary;

/** Writes expressions as R's {@code deparse} does, so that coefficients have R's names. */
final class Printer {

  /** R prints numbers with up to 15 significant digits. */
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private Printer() {}

  static String print(Expression expression) {
    if (expression instanceof Name name) {
      return Names.print(name.name());
    } else if (expression instanceof Num number) {
      return print(number.value());
    } else if (expression instanceof Text text) {
      return Names.quote(text.value(), '"');
    } else if (expression instanceof Call call) {
      return call.arguments().stream()
          .map(Printer::print)
          .collect(Collectors.joining(", ", call.function() + "(", ")"));
    } else if (expression instanceof Unary unary) {
      return unary.operator() + print(unary.operand());
    } else if (expression instanceof Binary binary) {
      return print(binary.left()) + spaced(binary.operator()) + print(binary.right());
    } else if (expression instanceof Parenthesised parenthesised) {
      return "(" + print(parenthesised.inner()) + ")";
    } else if (expression instanceof Missing) {
      return "";
    }
    throw new IllegalArgumentException("not a kind of expression: " + expression);
  }

  private static String spaced(String operator) {
    return switch (operator) {
      case "^", ":", "/" -> operator;
      default -> " " + operator + " ";
    };
  }

  /** Fixed notation unless the scientific one is shorter: {@code 1000}, but {@code 1e+05}. */
  static String print(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int digits = decimal.precision();
    int exponent = digits - decimal.scale() - 1;
    String scientific = scientific(decimal.unscaledValue().toString(), exponent);
    int fixedLength =
        exponent >= 0
            ? exponent + 1 + (digits > exponent + 1 ? digits - exponent : 0)
            : 1 + digits - exponent;
    return fixedLength <= scientific.length() ? fixed(value, decimal.scale()) : scientific;
  }

  private static String fixed(double value, int decimals) {
    return new BigDecimal(value)
        .setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  private static String scientific(String digits, int exponent) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
