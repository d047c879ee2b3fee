package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_GROUP;
import static org.blup.formula.ProblemCode.WRONG_ARITY;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.LevelStructure;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;

/** Reads {@code related(animal)}, {@code rw1(year)} and the like as a grouping factor. */
final class CovaryingGroup {

  private static final Map<String, LevelStructure> BY_FUNCTION =
      Stream.of(LevelStructure.values())
          .filter(structure -> structure != LevelStructure.INDEPENDENT)
          .collect(Collectors.toUnmodifiableMap(LevelStructure::keyword, s -> s));

  /** What other programs call them. */
  private static final Map<String, LevelStructure> BY_OTHER_NAME =
      Map.ofEntries(
          Map.entry("ped", LevelStructure.RELATED),
          Map.entry("pedigree", LevelStructure.RELATED),
          Map.entry("vm", LevelStructure.RELATED),
          Map.entry("vsr", LevelStructure.RELATED),
          Map.entry("giv", LevelStructure.RELATED),
          Map.entry("nrm", LevelStructure.RELATED),
          Map.entry("gr", LevelStructure.RELATED),
          Map.entry("relmat", LevelStructure.RELATED),
          Map.entry("relationship", LevelStructure.RELATED),
          Map.entry("rw", LevelStructure.RW1),
          Map.entry("walk", LevelStructure.RW1),
          Map.entry("crw1", LevelStructure.RW1),
          Map.entry("crw2", LevelStructure.RW2),
          Map.entry("ar", LevelStructure.AR1),
          Map.entry("AR1", LevelStructure.AR1));

  private final Problems problems;

  CovaryingGroup(Problems problems) {
    this.problems = problems;
  }

  /** How levels covary by a group as it is written: independent where it is no such function. */
  static LevelStructure of(Expression expression) {
    return expression instanceof Call call
        ? BY_FUNCTION.getOrDefault(call.function(), LevelStructure.INDEPENDENT)
        : LevelStructure.INDEPENDENT;
  }

  static boolean is(Expression expression) {
    return of(expression) != LevelStructure.INDEPENDENT;
  }

  /** What a name was probably meant to be. */
  static Optional<LevelStructure> meant(Call call) {
    LevelStructure other = BY_OTHER_NAME.get(call.function());
    return Optional.ofNullable(other)
        .or(
            () ->
                Spelling.suggest(call.function(), BY_FUNCTION.keySet().stream().sorted().toList())
                    .map(BY_FUNCTION::get));
  }

  /** Whether a function is a correlation that residuals may have, and levels may not. */
  static boolean isDecay(Call call) {
    return Set.of("exp", "gau", "car1").contains(call.function());
  }

  /** A group for messages: {@code related(animal)}, {@code rw1(year)}. */
  static String example(LevelStructure structure) {
    return structure.keyword() + (structure.isOrdered() ? "(year)" : "(animal)");
  }

  /** The factor whose levels covary; reports what keeps it from being one. */
  Optional<Name> read(Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.stream().anyMatch(Arithmetic::isBroken)) {
      return Optional.empty();
    }
    LevelStructure structure = of(call);
    String example = "(1 | %s)".formatted(example(structure));
    if (arguments.size() != 1) {
      problems.report(
          WRONG_ARITY,
          call.span(),
          "'%s' takes one argument, not %s".formatted(structure.keyword(), arguments.size()),
          "As in "
              + example
              + (structure.isOrdered() ? "" : "; the relationship itself is given to fitting(…)"));
      return Optional.empty();
    }
    Expression argument = arguments.get(0);
    if (argument instanceof Name name) {
      return Optional.of(name);
    }
    problems.report(
        INVALID_GROUP,
        argument.span(),
        problems.quote(argument.span()) + fault(structure, argument),
        factorOf(argument)
            .map(name -> "Write the component itself: %s(%s)".formatted(structure.keyword(), name))
            .orElse("Compute it in a component of its own, as in " + example));
    return Optional.empty();
  }

  private static String fault(LevelStructure structure, Expression argument) {
    boolean several = argument instanceof Binary;
    if (structure.isOrdered()) {
      return several
          ? " are several factors, and %s is of one".formatted(indefinite(structure))
          : " is not a component whose levels could be steps";
    }
    return several
        ? " are several factors, and a relationship is of one"
        : " is not a component whose levels could be related";
  }

  private static String indefinite(LevelStructure structure) {
    return structure.isWalk() ? "a random walk" : "an autoregression";
  }

  /** The name under {@code factor(…)}. */
  private static Optional<String> factorOf(Expression expression) {
    return expression instanceof Call call
            && call.function().equals(Function.FACTOR.text())
            && call.arguments().size() == 1
            && call.arguments().get(0) instanceof Name name
        ? Optional.of(Names.print(name.name()))
        : Optional.empty();
  }

  /** Reports one that is part of an interaction or a nesting. */
  void reportCombined(Expression group) {
    String text = problems.source(group.span());
    String kind =
        switch (of(group)) {
          case RW1, RW2 -> "A random walk";
          case AR1 -> "An autoregression";
          case RELATED, INDEPENDENT -> "A relationship";
        };
    problems.report(
        INVALID_GROUP,
        group.span(),
        "'%s' cannot be combined with other factors".formatted(text),
        "%s is of one factor: add a term for each, (1 | %s) + (1 | b)".formatted(kind, text));
  }
}
