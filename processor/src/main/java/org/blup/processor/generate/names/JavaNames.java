package org.blup.processor.generate.names;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.blup.formula.Expression;
import org.blup.processor.read.Component;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;

/**
 * From the names of a formula to those of Java, so that a reader of the record guesses them.
 *
 * <ul>
 *   <li>a component is called what the record calls it: {@code days}, whatever its {@code @Column}
 *   <li>words are joined in camel case, functions and operators spelt out, powers just put behind:
 *       {@code log(x)} is {@code logX}, {@code I(days^2)} is {@code iDays2}, {@code I(a/b)} is
 *       {@code iAOverB}, {@code factor(days)} is {@code factorDays}; {@code C(f, sum)} is {@code f}
 *   <li>a basis is its function and its number, whatever its other arguments, and a column of
 *       several has its number behind: {@code poly(days, 2)2} is {@code polyDays2}, {@code
 *       scale(x1)} is {@code scaleX1}, {@code poly(x1, 2)2} is {@code polyX1_2}
 *   <li>an interaction joins its variables in the term's order: {@code varietyNitro}
 *   <li>a level follows its factor: {@code sexFemale}, {@code doseVeryLow} for {@code VERY_LOW}
 * </ul>
 */
public final class JavaNames {

  private final ModelHeader header;

  JavaNames(ModelHeader header) {
    this.header = header;
  }

  /** The name of a variable: a number or a factor without its level. */
  public String of(Quantity quantity) {
    if (quantity instanceof Quantity.Factor factor && !isFactorCall(factor)) {
      return factor.component().name();
    }
    if (quantity instanceof Quantity.Basis basis) {
      String function = ((Expression.Call) basis.variable().expression()).function();
      List<String> words = new ArrayList<>(List.of(function));
      words.addAll(words(basis.number().variable().expression()));
      return camel(words);
    }
    return camel(words(quantity.variable().expression()));
  }

  /** The name of a column of a basis. */
  public String column(Quantity.Basis basis, int column) {
    String name = of(basis);
    return name + columnPart(name, basis, column);
  }

  /** What follows the name of a basis for a column: its number, if there are several. */
  static String columnPart(String name, Quantity.Basis basis, int column) {
    if (basis.columns() == 1) {
      return "";
    }
    return (endsWithDigit(name) ? "_" : "") + (column + 1);
  }

  private static boolean isFactorCall(Quantity.Factor factor) {
    return factor.variable().expression() instanceof Expression.Call call
        && call.function().equals("factor");
  }

  private List<String> words(Expression expression) {
    List<String> words = new ArrayList<>();
    collect(expression, words);
    return words;
  }

  private void collect(Expression expression, List<String> words) {
    if (expression instanceof Expression.Name name) {
      words.add(header.component(name.name()).map(Component::name).orElse(plain(name.name())));
    } else if (expression instanceof Expression.Num number) {
      words.add(plain(number.text()));
    } else if (expression instanceof Expression.Text text) {
      words.add(plain(text.value()));
    } else if (expression instanceof Expression.Call call) {
      words.add(call.function().equals("I") ? "i" : call.function());
      call.arguments().forEach(argument -> collect(argument, words));
    } else if (expression instanceof Expression.Unary unary) {
      words.add(word(unary.operator()));
      collect(unary.operand(), words);
    } else if (expression instanceof Expression.Binary binary) {
      collect(binary.left(), words);
      boolean power = binary.operator().equals("^") && binary.right() instanceof Expression.Num;
      if (!power) {
        words.add(word(binary.operator()));
      }
      collect(binary.right(), words);
    } else if (expression instanceof Expression.Parenthesised parenthesised) {
      collect(parenthesised.inner(), words);
    }
  }

  private static String word(String operator) {
    return switch (operator) {
      case "+" -> "plus";
      case "-" -> "minus";
      case "*" -> "times";
      case "/" -> "over";
      case "^" -> "pow";
      default -> "";
    };
  }

  /** What is left of a text that is no identifier: {@code 0.5} gives {@code 0_5}. */
  private static String plain(String text) {
    StringBuilder identifier = new StringBuilder();
    for (char character : text.toCharArray()) {
      identifier.append(Character.isJavaIdentifierPart(character) ? character : '_');
    }
    return identifier.toString();
  }

  /**
   * The parts of names that tell a factor's levels apart: {@code Female}, {@code VeryLow}. Where
   * that would make two levels one, the constants as they are behind an underscore.
   */
  static List<String> levels(List<String> levels) {
    List<String> words = levels.stream().map(JavaNames::level).toList();
    boolean distinct = new HashSet<>(words).size() == words.size();
    return distinct ? words : levels.stream().map(level -> "_" + level).toList();
  }

  private static String level(String level) {
    boolean shouting = level.equals(level.toUpperCase(Locale.ROOT));
    StringBuilder word = new StringBuilder();
    for (String part : level.split("_")) {
      if (part.isEmpty()) {
        continue;
      }
      if (startsWithDigit(part) && endsWithDigit(word)) {
        word.append('_');
      }
      word.append(capitalised(shouting ? part.toLowerCase(Locale.ROOT) : part));
    }
    return word.isEmpty() ? level : word.toString();
  }

  private static boolean startsWithDigit(CharSequence text) {
    return Character.isDigit(text.charAt(0));
  }

  private static boolean endsWithDigit(CharSequence text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
  }

  /** Words joined in camel case; the first stays as it is. */
  public static String camel(List<String> words) {
    List<String> present = words.stream().filter(word -> !word.isEmpty()).toList();
    if (present.isEmpty()) {
      return "_";
    }
    String rest =
        present.stream().skip(1).map(JavaNames::capitalised).collect(Collectors.joining());
    return present.get(0) + rest;
  }

  public static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
