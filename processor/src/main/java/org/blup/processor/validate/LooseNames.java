package org.blup.processor.validate;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.blup.formula.Expression;
import org.blup.formula.Span;

/**
 * Looks for unknown names in a text that could not be parsed: what is told of the grammar alone may
 * be far from the mistake, as where {@code offset(x)} has become {@code offsetx)}.
 */
final class LooseNames {

  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])[A-Za-z][\\w.]*+(?!\\s*\\()", Pattern.UNICODE_CHARACTER_CLASS);

  /** Names that are no components where they stand as an argument. */
  private static final Set<String> CONTRASTS = Set.of("treatment", "sum", "helmert", "poly");

  private LooseNames() {}

  /** Adds a problem for each name that is unknown; quoted names are left alone. */
  static void check(String text, Names names) {
    if (text.chars().anyMatch(character -> "`'\"".indexOf(character) >= 0)) {
      return;
    }
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      if (!CONTRASTS.contains(matcher.group())) {
        Span span = new Span(matcher.start(), matcher.end());
        names.resolve(new Expression.Name(matcher.group(), span));
      }
    }
  }
}
