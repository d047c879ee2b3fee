package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_EXPONENT;
import static org.blup.formula.ProblemCode.NOT_A_TERM;
import static org.blup.formula.ProblemCode.POWER_OF_ONE_TERM;
import static org.blup.formula.ProblemCode.REMOVES_NOTHING;
import static org.blup.formula.ProblemCode.TOO_MANY_TERMS;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

  private final Problems problems;
  private final VariableReader reader;
  private final Algebra algebra = new Algebra();
  private final VariableList variables = new VariableList();
  private final Summands summands;
  private boolean hasIntercept = true;
  private boolean isRemoving;
  private boolean hasTooManyTerms;

  Expander(Problems problems, VariableReader reader) {
    this.problems = problems;
    this.reader = reader;
    this.summands = new Summands(problems, reader);
  }

  /** Puts the response at the head of the list of variables, as R does. */
  void begin(Variable response) {
    variables.numberOf(response);
  }

  /** The fixed side of a formula. */
  TermSet fixed(Expression expression) {
    return expand(expression, Place.SUM, Optional.empty());
  }

  /** One side of the bar of a random term. */
  TermSet inRandomTerm(Expression expression) {
    return expand(expression, Place.RANDOM_TERM, Optional.empty());
  }

  boolean hasIntercept() {
    return hasIntercept;
  }

  VariableList variables() {
    return variables;
  }

  Summands summands() {
    return summands;
  }

  /** Goes down the left edge and up again in loops, for sums may be longer than the stack. */
  private TermSet expand(Expression expression, Place outer, Optional<Binary> parent) {
    Deque<Binary> edge = new ArrayDeque<>();
    Deque<Place> places = new ArrayDeque<>();
    boolean hasBar = false;
    Expression leaf = expression;
    Place place = outer;
    while (leaf instanceof Binary binary) {
      Operator operator = Operator.of(binary);
      if (operator.isBar()) {
        hasBar = true;
        summands.reportBar(binary, place);
      } else {
        edge.push(binary);
        places.push(place);
        place = place.leftOf(operator);
      }
      leaf = binary.left();
    }
    TermSet terms = operand(leaf, place, edge.isEmpty() ? parent : Optional.of(edge.peek()));
    while (!edge.isEmpty()) {
      terms = apply(edge.pop(), terms, places.pop());
    }
    return hasBar ? terms.markBroken() : terms;
  }

  private TermSet operand(Expression operand, Place place, Optional<Binary> parent) {
    if (operand instanceof Name) {
      return term(Variable.of(operand), operand.span());
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
          ? summands.plain(parenthesised, place)
          : expand(parenthesised.inner(), place, parent);
    }
    return TermSet.broken();
  }

  private TermSet term(Variable variable, Span span) {
    return new TermSet().add(Interaction.of(variables.numberOf(variable)), span);
  }

  private TermSet call(Call call, Place place) {
    if (call.function().equals(Function.OFFSET.text())) {
      return summands.offset(call, place);
    }
    if (call.function().equals(Function.RESIDUAL.text())) {
      return summands.residual(call, place);
    }
    if (StructuredTerms.isStructure(call)) {
      return summands.structured(call, place);
    }
    return reader.term(call).map(v -> term(v, call.span())).orElseGet(TermSet::broken);
  }

  private TermSet number(Num number, Optional<Binary> parent) {
    if (number.value() == 0 || number.value() == 1) {
      boolean isOne = number.value() == 1;
      hasIntercept = isOne != isRemoving;
      return new TermSet();
    }
    reportNotATerm(number, parent);
    return TermSet.broken();
  }

  private TermSet text(Text text, Optional<Binary> parent) {
    if (!isNextToGap(parent)) {
      problems.report(
          NOT_A_TERM,
          text.span(),
          problems.quote(text.span()) + " is a text, not a term",
          "Write the name of a component without quotes: " + Names.print(text.value()));
    }
    return TermSet.broken();
  }

  private void reportNotATerm(Expression expression, Optional<Binary> parent) {
    if (!isNextToGap(parent)) {
      problems.report(
          NOT_A_TERM,
          expression.span(),
          problems.quote(expression.span()) + " is not a term",
          termsIn(parent));
    }
  }

  /** Whether an operator is missing beside an operand, so that nobody knows what it is. */
  private static boolean isNextToGap(Optional<Binary> parent) {
    return parent.map(Operator::of).filter(Operator.LEFT_OUT::equals).isPresent();
  }

  private static boolean isFactorOf(Optional<Binary> parent) {
    return parent.map(Operator::of).filter(operator -> !operator.isSum()).isPresent();
  }

  private String termsIn(Optional<Binary> parent) {
    if (!isFactorOf(parent)) {
      return "Only 0 and 1 can be terms; write arithmetic in I(…), as in I(age - 11)";
    }
    Binary product = parent.orElseThrow();
    return switch (Operator.of(product)) {
      case BY, IN -> "Both sides of '" + product.operator() + "' have to be terms";
      default -> arithmetic(product);
    };
  }

  private String arithmetic(Binary written) {
    return "For arithmetic write I(" + problems.source(written.span()) + ")";
  }

  private TermSet signed(Unary unary, Place place, Optional<Binary> parent) {
    if (unary.operator().equals("+")) {
      return expand(unary.operand(), place, parent);
    }
    if (isFactorOf(parent)) {
      reportNotATerm(unary, parent);
      return TermSet.broken();
    }
    return remove(new TermSet(), unary.operand(), place.rightOf(Operator.MINUS), Optional.empty());
  }

  private TermSet apply(Binary binary, TermSet left, Place place) {
    Operator operator = Operator.of(binary);
    Place right = place.rightOf(operator);
    return switch (operator) {
      case PLUS -> left.addAll(expand(binary.right(), right, Optional.of(binary)));
      case LEFT_OUT -> left.addAll(expand(binary.right(), right, Optional.of(binary))).markBroken();
      case MINUS -> remove(left, binary.right(), right, Optional.of(binary));
      case POWER -> power(binary, left);
      // Arguments are read elsewhere: this one stands behind a comma outside of all calls.
      case NAMED -> left.markBroken();
      default -> multiply(binary, left, expand(binary.right(), right, Optional.of(binary)));
    };
  }

  private TermSet remove(TermSet from, Expression removed, Place place, Optional<Binary> parent) {
    isRemoving = !isRemoving;
    TermSet terms = expand(removed, place, parent);
    isRemoving = !isRemoving;
    List<String> absent = new ArrayList<>();
    for (Interaction term : terms.interactions()) {
      if (!from.remove(term)) {
        absent.add("'" + variables.term(term, removed.span()).label() + "'");
      }
    }
    if (!absent.isEmpty() && !from.isBroken() && !terms.isBroken()) {
      problems.report(
          REMOVES_NOTHING,
          removed.span(),
          "There is no " + String.join(", no ", absent) + " before this to remove");
    }
    return terms.isBroken() ? from.markBroken() : from;
  }

  private TermSet power(Binary binary, TermSet base) {
    if (base.isBroken() || Arithmetic.isBroken(binary.right())) {
      return base.markBroken();
    }
    if (base.isEmpty()) {
      reportNotATerm(binary.left(), Optional.of(binary));
      return base.markBroken();
    }
    boolean isExponent =
        binary.right() instanceof Num number
            && number.value() >= 1
            && ArgumentChecks.isWhole(number.value());
    if (!isExponent) {
      problems.report(
          INVALID_EXPONENT,
          binary.right().span(),
          "The exponent of terms is a whole number of at least 1",
          arithmetic(binary));
      return base.markBroken();
    }
    int exponent = (int) ((Num) binary.right()).value();
    if (base.size() == 1 && exponent > 1) {
      problems.report(
          POWER_OF_ONE_TERM,
          binary.span(),
          "%s is the same as %s: a power of terms means their interactions"
              .formatted(problems.quote(binary.span()), problems.quote(binary.left().span())),
          arithmetic(binary));
    }
    return limited(binary, base, () -> algebra.power(base, exponent, binary.span()));
  }

  private TermSet multiply(Binary binary, TermSet left, TermSet right) {
    if (left.isBroken() || right.isBroken()) {
      return left.addAll(right);
    }
    if (left.isEmpty() || right.isEmpty()) {
      Expression empty = left.isEmpty() ? binary.left() : binary.right();
      reportNotATerm(empty, Optional.of(binary));
      return left.addAll(right).markBroken();
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
            "This multiplies out to more terms than a model can have",
            "Limit the degree of interactions with '^', or name those you mean");
      }
      hasTooManyTerms = true;
      return otherwise.markBroken();
    }
  }

  private interface Product {
    TermSet compute() throws Algebra.TooManyTerms;
  }
}
