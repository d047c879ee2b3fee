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
import java.util.Set;
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
          Map.entry(Structure.TOEPH, List.of("hettoep")));

  private static final Map<String, Structure> BY_OTHER_NAME =
      OTHER_NAMES.entrySet().stream()
          .flatMap(e -> e.getValue().stream().map(name -> Map.entry(name, e.getKey())))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Map<String, Structure> BY_KEYWORD =
      Arrays.stream(Structure.values())
          .collect(Collectors.toUnmodifiableMap(Structure::keyword, structure -> structure));

  /** Structures of residuals over time, of variance functions and of known variances. */
  private static final Set<String> LATER = Set.of("car1", "gau", "exp", "power", "known");

  private final Problems problems;

  StructuredTerms(Problems problems) {
    this.problems = problems;
  }

  /** Whether a function is one of the structures. */
  static boolean isStructure(Call call) {
    return structure(call).isPresent();
  }

  /** The structure that a function names. */
  static Optional<Structure> structure(Call call) {
    return Optional.ofNullable(BY_KEYWORD.get(call.function()));
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
    Optional<String> nearest = suggestion(name);
    Span parentheses = problems.parenthesesOf(call);
    if (nearest.isEmpty() && problems.nameOf(call).end() < parentheses.start()) {
      problems.reportMissingOperator(call);
      return;
    }
    List<String> help = new ArrayList<>();
    nearest.ifPresentOrElse(
        known -> help.add("Did you mean '" + known + "'?"),
        () -> {
          help.add(listing());
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
        LATER.contains(name)
            ? "The covariance structure '" + name + "' is not supported yet"
            : "There is no covariance structure '" + name + "'",
        suggestion(name)
            .filter(known -> !LATER.contains(name))
            .map(known -> "Did you mean '" + known + "'?")
            .orElse(listing()));
  }

  private static Optional<String> suggestion(String name) {
    return Optional.ofNullable(BY_OTHER_NAME.get(name.toLowerCase(Locale.ROOT)))
        .map(Structure::keyword)
        .or(() -> Spelling.suggest(name, keywords()));
  }

  private static String listing() {
    return "The structures are: " + String.join(", ", keywords());
  }

  private static List<String> keywords() {
    return Arrays.stream(Structure.values()).map(Structure::keyword).toList();
  }
}
