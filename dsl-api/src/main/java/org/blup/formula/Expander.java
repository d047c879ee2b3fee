package org.blup.formula;

import static org.blup.formula.ProblemCode.BAR_OUTSIDE_PARENTHESES;
import static org.blup.formula.ProblemCode.INVALID_EXPONENT;
import static org.blup.formula.ProblemCode.MISPLACED_OFFSET;
import static org.blup.formula.ProblemCode.MISPLACED_RANDOM_TERM;
import static org.blup.formula.ProblemCode.NESTED_BAR;
import static org.blup.formula.ProblemCode.NOT_A_TERM;
import static org.blup.formula.ProblemCode.POWER_OF_ONE_TERM;
import static org.blup.formula.ProblemCode.REMOVES_NOTHING;
import static org.blup.formula.ProblemCode.TOO_MANY_TERMS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Num;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Text;
import org.blup.formula.Expression.Unary;

/**
 * Expands an expression to terms by the rules of R's {@code terms.formula}, the intercept included:
 * the last 0 or 1 read decides, and a minus in front turns it round. Random terms and offsets among
 * the summands are set aside.
 */
final class Expander {

  /** Where an expression stands, which decides what it may be. */
  private enum Place {
    SUM,
    PRODUCT,
    REMOVED,
    /** Left of the bar of a random term, or right of it. */
    RANDOM_TERM;

    Place leftOf(Operator operator) {
      return isSumOf(operator) ? this : inProduct();
    }

    Place rightOf(Operator operator) {
      if (operator == Operator.MINUS) {
        return this == SUM ? REMOVED : this;
      }
      return isSumOf(operator) ? this : inProduct();
    }

    private static boolean isSumOf(Operator operator) {
      return operator.precedence() == Operator.PLUS.precedence();
    }

    private Place inProduct() {
      return this == SUM ? PRODUCT : this;
    }
  }

  private final Problems problems;
  private final VariableReader reader;
  private final Algebra algebra = new Algebra();
  private final VariableList variables = new VariableList();
  private final List<Parenthesised> randomTerms = new ArrayList<>();
  private final List<Variable> offsets = new ArrayList<>();
  private boolean hasIntercept = true;
  private boolean isRemoving;
  private boolean hasTooManyTerms;

  Expander(Problems problems, VariableReader reader) {
    this.problems = problems;
    this.reader = reader;
  }

  /** Puts the response at the head of the list of variables, as R does. */
  void begin(Variable response) {
    variables.numberOf(response);
  }

  /** The fixed side of a formula. */
  TermSet fixed(Expression expression) {
    return expand(expression, Place.SUM, null);
  }

  /** One side of the bar of a random term. */
  TermSet inRandomTerm(Expression expression) {
    return expand(expression, Place.RANDOM_TERM, null);
  }

  boolean hasIntercept() {
    return hasIntercept;
  }

  VariableList variables() {
    return variables;
  }

  List<Parenthesised> randomTerms() {
    return randomTerms;
  }

  List<Variable> offsets() {
    return offsets;
  }

  /** Goes down the left edge and up again in loops, for sums may be longer than the stack. */
  private TermSet expand(Expression expression, Place outer, Binary parent) {
    Deque<Binary> edge = new ArrayDeque<>();
    Deque<Place> places = new ArrayDeque<>();
    boolean hasBar = false;
    Expression leaf = expression;
    Place place = outer;
    while (leaf instanceof Binary binary) {
      Operator operator = Operator.of(binary);
      if (operator.isBar()) {
        hasBar = true;
        reportBar(binary, place);
      } else {
        edge.push(binary);
        places.push(place);
        place = place.leftOf(operator);
      }
      leaf = binary.left();
    }
    TermSet terms = operand(leaf, place, edge.isEmpty() ? parent : edge.peek());
    while (!edge.isEmpty()) {
      terms = apply(edge.pop(), terms, places.pop());
    }
    return hasBar ? terms.markBroken() : terms;
  }

  private void reportBar(Binary bar, Place place) {
    if (place == Place.RANDOM_TERM) {
      problems.report(
          NESTED_BAR,
          problems.operatorSpan(bar),
          "A random term has only one bar",
          "Write a term for each grouping factor: (1 | a) + (1 | b)");
    } else {
      problems.report(
          BAR_OUTSIDE_PARENTHESES,
          problems.operatorSpan(bar),
          "A random term stands in parentheses",
          "Write: … + (1 " + bar.operator() + " group)");
    }
  }

  private TermSet operand(Expression operand, Place place, Binary parent) {
    if (operand instanceof Name) {
      return term(VariableReader.variable(operand), operand.span());
    } else if (operand instanceof Call call) {
      return call(call, place);
    } else if (operand instanceof Num number) {
      return number(number, parent);
    } else if (operand instanceof Text text) {
      return text(text, parent);
    } else if (operand instanceof Unary unary) {
      return signed(unary, place, parent);
    } else if (operand instanceof Parenthesised parenthesised) {
      boolean isRandomTerm =
          parenthesised.inner() instanceof Binary binary && Operator.of(binary).isBar();
      return isRandomTerm
          ? randomTerm(parenthesised, place)
          : expand(parenthesised.inner(), place, parent);
    }
    return TermSet.broken();
  }

  private TermSet term(Variable variable, Span span) {
    return new TermSet().add(Interaction.of(variables.numberOf(variable)), span);
  }

  private TermSet call(Call call, Place place) {
    if (call.function().equals(Function.OFFSET.text())) {
      return offset(call, place);
    }
    return reader.term(call).map(v -> term(v, call.span())).orElseGet(TermSet::broken);
  }

  private TermSet offset(Call call, Place place) {
    if (place == Place.SUM) {
      reader.offset(call).filter(v -> !offsets.contains(v)).ifPresent(offsets::add);
      return new TermSet();
    }
    String message =
        switch (place) {
          case REMOVED -> "An offset cannot be removed";
          case RANDOM_TERM -> "An offset has no place in a random term";
          default -> "An offset can only be added";
        };
    problems.report(
        MISPLACED_OFFSET, call.span(), message, "Add it to the terms: … + offset(x)");
    return TermSet.broken();
  }

  private TermSet randomTerm(Parenthesised term, Place place) {
    if (place == Place.SUM) {
      randomTerms.add(term);
      return new TermSet();
    }
    if (place == Place.RANDOM_TERM) {
      problems.report(
          NESTED_BAR,
          term.span(),
          "A random term cannot stand inside another",
          "Add one to the other: (1 | a) + (1 | b)");
    } else {
      problems.report(
          MISPLACED_RANDOM_TERM,
          term.span(),
          place == Place.REMOVED
              ? "A random term cannot be removed"
              : "A random term can only be added",
          "Write: … + " + problems.source(term.span()));
    }
    return TermSet.broken();
  }

  private TermSet number(Num number, Binary parent) {
    if (number.value() == 0 || number.value() == 1) {
      hasIntercept = number.value() == 1 != isRemoving;
      return new TermSet();
    }
    reportNotATerm(number, parent);
    return TermSet.broken();
  }

  private TermSet text(Text text, Binary parent) {
    boolean isReported = parent != null && Operator.of(parent) == Operator.LEFT_OUT;
    if (!isReported) {
      problems.report(
          NOT_A_TERM,
          text.span(),
          problems.quote(text.span()) + " is a text, not a term",
          "A component's name stands without quotes: " + Names.print(text.value()));
    }
    return TermSet.broken();
  }

  private void reportNotATerm(Expression expression, Binary parent) {
    boolean isReported = parent != null && Operator.of(parent) == Operator.LEFT_OUT;
    if (!isReported) {
      problems.report(
          NOT_A_TERM,
          expression.span(),
          problems.quote(expression.span()) + " is not a term",
          parent == null
              ? "Only 0 and 1, for the intercept, stand by themselves"
              : "For arithmetic write I(" + problems.source(parent.span()) + ")");
    }
  }

  private TermSet signed(Unary unary, Place place, Binary parent) {
    if (unary.operator().equals("+")) {
      return expand(unary.operand(), place, parent);
    }
    boolean isFactorOfProduct =
        parent != null && Operator.of(parent).precedence() > Operator.PLUS.precedence();
    if (isFactorOfProduct) {
      reportNotATerm(unary, parent);
      return TermSet.broken();
    }
    return remove(new TermSet(), unary.operand(), place.rightOf(Operator.MINUS), null);
  }

  private TermSet apply(Binary binary, TermSet left, Place place) {
    Operator operator = Operator.of(binary);
    Place right = place.rightOf(operator);
    return switch (operator) {
      case PLUS -> left.addAll(expand(binary.right(), right, binary));
      case LEFT_OUT -> left.addAll(expand(binary.right(), right, binary)).markBroken();
      case MINUS -> remove(left, binary.right(), right, binary);
      case POWER -> power(binary, left);
      default -> multiply(binary, left, expand(binary.right(), right, binary));
    };
  }

  private TermSet remove(TermSet from, Expression removed, Place place, Binary parent) {
    isRemoving = !isRemoving;
    TermSet terms = expand(removed, place, parent);
    isRemoving = !isRemoving;
    List<String> absent = new ArrayList<>();
    for (Interaction term : terms.interactions()) {
      if (!from.remove(term)) {
        absent.add("'" + variables.term(term, removed.span()).label() + "'");
      }
    }
    if (!absent.isEmpty() && !from.isBroken()) {
      problems.report(
          REMOVES_NOTHING,
          removed.span(),
          "There is no " + String.join(", no ", absent) + " before this that could be removed");
    }
    return terms.isBroken() ? from.markBroken() : from;
  }

  private TermSet power(Binary binary, TermSet base) {
    if (base.isBroken() || Arithmetic.isBroken(binary.right())) {
      return base.markBroken();
    }
    if (base.isEmpty()) {
      reportNotATerm(binary.left(), binary);
      return base.markBroken();
    }
    String arithmetic = "For arithmetic write I(" + problems.source(binary.span()) + ")";
    boolean isExponent =
        binary.right() instanceof Num number
            && number.value() >= 1
            && VariableReader.isWhole(number.value());
    if (!isExponent) {
      problems.report(
          INVALID_EXPONENT,
          binary.right().span(),
          "The exponent of terms is a whole number of at least 1",
          arithmetic);
      return base.markBroken();
    }
    int exponent = (int) ((Num) binary.right()).value();
    if (base.size() == 1 && exponent > 1) {
      problems.report(
          POWER_OF_ONE_TERM,
          binary.span(),
          problems.quote(binary.span()) + " means the same as " + problems.quote(binary.left().span())
              + ": a power of terms is their interactions",
          arithmetic);
    }
    return limited(binary, base, () -> algebra.power(base, exponent, binary.span()));
  }

  private TermSet multiply(Binary binary, TermSet left, TermSet right) {
    if (left.isEmpty() || right.isEmpty()) {
      reportNotATerm(left.isEmpty() ? binary.left() : binary.right(), binary);
      return left.addAll(right).markBroken();
    }
    if (left.isBroken() || right.isBroken()) {
      return left.addAll(right);
    }
    Span span = binary.span();
    return limited(
        binary,
        left,
        () ->
            switch (Operator.of(binary)) {
              case TIMES -> algebra.cross(left, right, span);
              case OVER -> algebra.nest(left, right, span);
              case IN -> algebra.within(left, right, span);
              default -> algebra.interact(left, right, span);
            });
  }

  private TermSet limited(Binary binary, TermSet otherwise, Product product) {
    try {
      return product.compute();
    } catch (Algebra.TooManyTerms tooMany) {
      if (!hasTooManyTerms) {
        problems.report(
            TOO_MANY_TERMS,
            binary.span(),
            "This multiplies out to more terms than a model can have");
      }
      hasTooManyTerms = true;
      return otherwise.markBroken();
    }
  }

  private interface Product {
    TermSet compute() throws Algebra.TooManyTerms;
  }
}
