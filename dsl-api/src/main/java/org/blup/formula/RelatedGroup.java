package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_GROUP;
import static org.blup.formula.ProblemCode.WRONG_ARITY;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;

/** Reads {@code related(animal)} as a grouping factor. */
final class RelatedGroup {

  static final String FUNCTION = "related";

  /** What other programs call it. */
  private static final Set<String> OTHER_NAMES =
      Set.of("ped", "pedigree", "vm", "vsr", "giv", "nrm", "gr", "relmat", "relationship");

  private final Problems problems;

  RelatedGroup(Problems problems) {
    this.problems = problems;
  }

  static boolean is(Expression expression) {
    return expression instanceof Call call && call.function().equals(FUNCTION);
  }

  /** Whether a name was probably meant to be that of the function. */
  static boolean isMeant(Call call) {
    return OTHER_NAMES.contains(call.function())
        || Spelling.suggest(call.function(), List.of(FUNCTION)).isPresent();
  }

  /** The factor whose levels are related; reports what keeps it from being one. */
  Optional<Name> read(Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.stream().anyMatch(Arithmetic::isBroken)) {
      return Optional.empty();
    }
    if (arguments.size() != 1) {
      problems.report(
          WRONG_ARITY,
          call.span(),
          "'%s' takes one argument, not %s".formatted(FUNCTION, arguments.size()),
          "As in (1 | related(animal)); the relationship itself is given to fitting(…)");
      return Optional.empty();
    }
    Expression argument = arguments.get(0);
    if (argument instanceof Name name) {
      return Optional.of(name);
    }
    problems.report(
        INVALID_GROUP,
        argument.span(),
        problems.quote(argument.span())
            + (argument instanceof Binary
                ? " are several factors, and a relationship is of one"
                : " is no component whose levels could be related"),
        "Compute it in a component of its own, as in (1 | related(animal))");
    return Optional.empty();
  }

  /** Reports one that is part of an interaction or a nesting. */
  void reportCombined(Expression related) {
    String text = problems.source(related.span());
    problems.report(
        INVALID_GROUP,
        related.span(),
        "'%s' cannot be combined with other factors".formatted(text),
        "A relationship is of one factor: add a term for each, (1 | %s) + (1 | b)".formatted(text));
  }
}
