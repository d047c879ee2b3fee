package org.blup.formula;

import static org.blup.formula.ProblemCode.INVALID_RESIDUAL;
import static org.blup.formula.ProblemCode.UNKNOWN_STRUCTURE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blup.Structure;
import org.blup.VarianceFunction;
import org.blup.formula.Expression.Call;

/** Reads {@code power(dose)}: how variances of residuals depend on a number. */
final class VarianceReader {

  /** What other programs call them, in lower case. */
  private static final Map<String, VarianceFunction> BY_OTHER_NAME =
      Map.ofEntries(
          Map.entry("varpower", VarianceFunction.POWER),
          Map.entry("pow", VarianceFunction.POWER),
          Map.entry("varexp", VarianceFunction.EXP),
          Map.entry("varfixed", VarianceFunction.KNOWN),
          Map.entry("fixed", VarianceFunction.KNOWN));

  private static final Map<String, VarianceFunction> BY_KEYWORD =
      Arrays.stream(VarianceFunction.values())
          .collect(Collectors.toUnmodifiableMap(VarianceFunction::keyword, function -> function));

  private final Problems problems;
  private final VariableReader variables;

  VarianceReader(Problems problems, VariableReader variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /** Whether it is a function of a number by the way it is written, known or not. */
  static boolean isFunctionCall(Expression expression) {
    if (!(expression instanceof Call call) || ResidualReader.isFactor(call)) {
      return false;
    }
    boolean isKnown = BY_KEYWORD.containsKey(call.function());
    return StructuredTerms.bar(call).isPresent()
        ? isKnown && StructuredTerms.structure(call).isEmpty()
        : isKnown || !StructuredTerms.isLikeStructure(call);
  }

  /** The variance function that is written, if it is a sound one. */
  Optional<VarianceTerm> read(Expression written) {
    if (!(written instanceof Call call)
        || ResidualReader.isFactor(call)
        || BY_KEYWORD.get(call.function()) == null) {
      reportUnknown(written);
      return Optional.empty();
    }
    if (call.arguments().stream().anyMatch(Arithmetic::isBroken)) {
      return Optional.empty();
    }
    VarianceFunction function = BY_KEYWORD.get(call.function());
    if (call.arguments().size() != 1 || StructuredTerms.bar(call).isPresent()) {
      problems.report(
          INVALID_RESIDUAL,
          call.span(),
          "The variance function '%s' takes one number".formatted(call.function()),
          "As in %s(%s); correlations that decay with a distance are residual(%s(time | subject))"
              .formatted(
                  call.function(),
                  function == VarianceFunction.KNOWN ? "v" : "dose",
                  Structure.EXP.keyword()));
      return Optional.empty();
    }
    return variables
        .number(ResidualReader.inner(call.arguments().get(0)))
        .map(number -> new VarianceTerm(function, number));
  }

  private void reportUnknown(Expression written) {
    if (!(written instanceof Call call) || ResidualReader.isFactor(call)) {
      problems.report(
          INVALID_RESIDUAL,
          written.span(),
          problems.quote(written.span()) + " is not a variance function",
          "As in variance = power(dose)");
      return;
    }
    problems.report(
        UNKNOWN_STRUCTURE,
        problems.nameOf(call),
        "There is no variance function '" + call.function() + "'",
        suggestion(call)
            .map(known -> "Did you mean '" + known + "'?")
            .orElse("The variance functions are: " + String.join(", ", keywords())));
  }

  private static Optional<String> suggestion(Call call) {
    return Optional.ofNullable(BY_OTHER_NAME.get(call.function().toLowerCase(Locale.ROOT)))
        .map(VarianceFunction::keyword)
        .or(() -> Spelling.suggest(call.function(), keywords()));
  }

  private static List<String> keywords() {
    return Arrays.stream(VarianceFunction.values()).map(VarianceFunction::keyword).toList();
  }
}
