package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_ARGUMENT;
import static org.blup.formula.ProblemCode.MISPLACED_RANDOM_TERM;
import static org.blup.formula.ProblemCode.UNKNOWN_STRUCTURE;
import static org.blup.formula.ProblemCode.WRONG_ARITY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.blup.Structure;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Parenthesised;

/** Reads {@code cs(e | g)}: a random term with the name of a covariance structure before it. */
final class StructuredTerms {

  /** What other programs call them, in lower case. */
  private static final Map<Structure, List<String>> OTHER_NAMES =
      Map.ofEntries(
          Map.entry(Structure.US, List.of("un", "unstr", "unstructured", "pdsymm", "corsymm")),
          Map.entry(Structure.DIAG, List.of("pddiag", "hetdiag", "un1", "varident")),
          Map.entry(Structure.ID, List.of("homdiag", "pdident", "identity", "iid", "ind", "vc")),
          Map.entry(
              Structure.CS, List.of("homcs", "compsymm", "pdcompsymm", "corcompsymm", "exch")),
          Map.entry(Structure.CSH, List.of("hetcs", "hcs")),
          Map.entry(Structure.AR1, List.of("ar", "corar1", "homar1")),
          Map.entry(Structure.AR1H, List.of("arh", "arh1", "hetar1")),
          Map.entry(Structure.AD, List.of("antedependence")),
          Map.entry(Structure.ADH, List.of("ante", "ante1")),
          Map.entry(Structure.TOEP, List.of("homtoep", "toeplitz")),
          Map.entry(Structure.TOEPH, List.of("hettoep")),
          Map.entry(Structure.EXP, List.of("ou", "car", "corcar1", "corexp", "sp_exp")),
          Map.entry(Structure.GAU, List.of("gauss", "gaussian", "corgaus")));

  private static final Map<String, Structure> BY_OTHER_NAME =
      OTHER_NAMES.entrySet().stream()
          .flatMap(e -> e.getValue().stream().map(name -> Map.entry(name, e.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, Structure> BY_KEYWORD =
      Arrays.stream(Structure.values())
          .collect(Collectors.toUnmodifiableMap(Structure::keyword, structure -> structure));

  /** Another name of {@link Structure#EXP}, by which time series have it. */
  private static final String CAR1 = "car1";

  private final Problems problems;

  StructuredTerms(Problems problems) {
    this.problems = problems;
  }

  /** Whether a function is one of the structures; {@code exp(x)} without a bar is a number. */
  static boolean isStructure(Call call) {
    return structure(call)
        .filter(structure -> !structure.isOverNumber() || bar(call).isPresent())
        .isPresent();
  }

  /** The structure that a function names. */
  static Optional<Structure> structure(Call call) {
    return call.function().equals(CAR1)
        ? Optional.of(Structure.EXP)
        : Optional.ofNullable(BY_KEYWORD.get(call.function()));
  }

  /** Whether a function is one of the structures, or nearly one. */
  static boolean isLikeStructure(Call call) {
    return structure(call).isPresent()
        || suggestion(call.function(), StructuredTerms::isOfEffects).isPresent();
  }

  /** The bar that is the only argument of a call. */
  static Optional<Binary> bar(Call call) {
    Expression argument = call;
    if (call.arguments().size() == 1) {
      argument = call.arguments().get(0);
    }
    while (argument instanceof Parenthesised parenthesised) {
      argument = parenthesised.inner();
    }
    return argument instanceof Binary binary && Operator.of(binary).isBar()
        ? Optional.of(binary)
        : Optional.empty();
  }

  /** The random term of a call to a structure; reports what keeps it from being one. */
  Optional<WrittenRandomTerm> read(Call call) {
    Optional<Binary> bar = bar(call);
    if (bar.isEmpty()) {
      reportNoRandomTerm(call);
      return Optional.empty();
    }
    if (structure(call).filter(Structure::isOverNumber).isPresent()) {
      String group = problems.source(bar.get().right().span());
      problems.report(
          UNKNOWN_STRUCTURE,
          problems.nameOf(call),
          "'%s' is a covariance of residuals by the distance of a number"
              .formatted(call.function()),
          "As in residual(%s(time | %s))".formatted(call.function(), group),
          "Effects of a factor's levels in their order have ar1(0 + f | %s)".formatted(group));
      return Optional.empty();
    }
    if (Operator.of(bar.get()) == Operator.DOUBLE_BAR) {
      problems.report(
          INVALID_ARGUMENT,
          problems.operatorSpan(bar.get()),
          "'||' is a covariance structure of its own and cannot stand in '%s'"
              .formatted(call.function()),
          "Write " + example(call));
      return Optional.empty();
    }
    return Optional.of(new WrittenRandomTerm(bar.get(), structure(call), call.span()));
  }

  /** Reports a structure where something else than the terms of a formula is read. */
  void reportMisplaced(Call call) {
    if (bar(call).isEmpty()) {
      reportNoRandomTerm(call);
      return;
    }
    problems.report(
        MISPLACED_RANDOM_TERM,
        call.span(),
        "A random term can only be added",
        "Write: … + " + problems.source(call.span()));
  }

  private void reportNoRandomTerm(Call call) {
    List<Expression> arguments = call.arguments();
    if (arguments.stream().anyMatch(Arithmetic::isBroken)) {
      return;
    }
    if (arguments.size() == 1) {
      problems.report(
          INVALID_ARGUMENT,
          arguments.get(0).span(),
          "'%s' is a covariance structure and takes a random term".formatted(call.function()),
          "As in " + example(call));
    } else {
      problems.report(
          WRONG_ARITY,
          call.span(),
          "'%s' takes one argument, not %s".formatted(call.function(), arguments.size()),
          "As in " + example(call));
    }
  }

  private static String example(Call call) {
    return call.function() + "(0 + f | group)";
  }

  /** Reports a name before a random term that is no structure. */
  void reportUnknown(Call call) {
    String name = call.function();
    Optional<String> nearest = suggestion(name, StructuredTerms::isOfEffects);
    Span parentheses = problems.parenthesesOf(call);
    if (nearest.isEmpty() && problems.nameOf(call).end() < parentheses.start()) {
      problems.reportMissingOperator(call);
      return;
    }
    List<String> help = new ArrayList<>();
    nearest.ifPresentOrElse(
        known -> help.add("Did you mean '" + known + "'?"),
        () -> {
          help.add(listing(StructuredTerms::isOfEffects));
          help.add("Effects are added with '+': " + name + " + " + problems.source(parentheses));
        });
    problems.report(
        UNKNOWN_STRUCTURE,
        problems.nameOf(call),
        "There is no covariance structure '" + name + "'",
        help.toArray(String[]::new));
  }

  /** Reports a name inside {@code residual} that is no structure. */
  void reportUnknownOfResiduals(Call call) {
    String name = call.function();
    problems.report(
        UNKNOWN_STRUCTURE,
        problems.nameOf(call),
        "There is no covariance structure '" + name + "'",
        suggestion(name, structure -> true)
            .map(known -> "Did you mean '" + known + "'?")
            .orElse(listing(structure -> true)));
  }

  private static Optional<String> suggestion(String name, Predicate<Structure> isMeant) {
    return Optional.ofNullable(BY_OTHER_NAME.get(name.toLowerCase(Locale.ROOT)))
        .filter(isMeant)
        .map(Structure::keyword)
        .or(() -> Spelling.suggest(name, keywords(isMeant)));
  }

  private static String listing(Predicate<Structure> isMeant) {
    return "The structures are: " + String.join(", ", keywords(isMeant));
  }

  private static List<String> keywords(Predicate<Structure> isMeant) {
    return Arrays.stream(Structure.values()).filter(isMeant).map(Structure::keyword).toList();
  }

  private static boolean isOfEffects(Structure structure) {
    return !structure.isOverNumber();
  }
}
