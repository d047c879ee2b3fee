package org.blup.processor.validate.resolve;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blup.formula.Expression;
import org.blup.formula.ParseResult;
import org.blup.formula.Problem;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;

/**
 * Looks for unknown names where no term has them: in a text that could not be parsed, for what is
 * told of the grammar alone may be far from the mistake, as where {@code offset(x)} has become
 * {@code offsetx)}; and in what is removed without having been there.
 */
public final class LooseNames {

  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])[A-Za-z][\\w.]*+(?!\\s*\\()", Pattern.UNICODE_CHARACTER_CLASS);

  /** Unknown names where they stand as an argument. */
  private static final Set<String> PARAMETERS =
      Set.of("treatment", "sum", "helmert", "poly", "raw", "in", "by", "variance");

  private final String text;
  private final List<Problem> problems;
  private final Names names;

  private LooseNames(String text, List<Problem> problems, Names names) {
    this.text = text;
    this.problems = problems;
    this.names = names;
  }

  /** Adds a problem for each such name that is unknown; quoted names are left alone. */
  public static void check(String text, ParseResult parsed, Names names) {
    if (text.chars().anyMatch(character -> "`'\"".indexOf(character) >= 0)) {
      return;
    }
    LooseNames loose = new LooseNames(text, parsed.problems(), names);
    if (parsed.formula().isEmpty()) {
      loose.check(new Span(0, text.length()));
    } else {
      parsed.problems().stream()
          .filter(problem -> problem.code() == ProblemCode.REMOVES_NOTHING)
          .forEach(problem -> loose.check(problem.span()));
    }
  }

  private void check(Span span) {
    Matcher matcher = NAME.matcher(text).region(span.start(), span.end());
    matcher.useTransparentBounds(true);
    while (matcher.find()) {
      Span name = new Span(matcher.start(), matcher.end());
      if (!PARAMETERS.contains(matcher.group()) && !isTold(name)) {
        names.resolve(new Expression.Name(matcher.group(), name));
      }
    }
  }

  /** Whether a problem is reported for the name already, or for an equal sign next to it. */
  private boolean isTold(Span name) {
    return problems.stream()
        .filter(problem -> problem.code() != ProblemCode.REMOVES_NOTHING)
        .anyMatch(problem -> problem.span().equals(name) || isArgumentName(name, problem.span()));
  }

  private boolean isArgumentName(Span name, Span told) {
    boolean isEqualSign = text.startsWith("=", told.start()) && told.length() > 0;
    boolean isBefore =
        name.end() <= told.start() && text.substring(name.end(), told.start()).isBlank();
    boolean isBehind =
        told.end() <= name.start() && text.substring(told.end(), name.start()).isBlank();
    return isEqualSign && text.indexOf('~') >= 0 && (isBefore || isBehind);
  }
}
