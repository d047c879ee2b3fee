package org.blup.processor.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;

/**
 * Lays a diagnostic out as text:
 *
 * <pre>
 * [BLUP201] 'dais' is not a component of Sleep
 * reaction ~ dais + (days | subject)
 *            ^^^^
 * Sleep has: reaction, days, subject. Did you mean 'days'?
 * See docs/errors/BLUP201.md
 * </pre>
 *
 * The compiler indents all lines but the first.
 */
final class MessageLayout {

  /** Long formulas are cut to the neighbourhood of the error. */
  private static final int WIDTH = 96;

  private static final String CUT = "…";

  private MessageLayout() {}

  static String of(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>();
    lines.add("[" + diagnostic.code().id() + "] " + diagnostic.message());
    diagnostic
        .excerpt()
        .filter(excerpt -> !excerpt.formula().isBlank())
        .ifPresent(excerpt -> addExcerpt(excerpt, lines));
    lines.addAll(diagnostic.help());
    lines.add(seePage(diagnostic.code()));
    return String.join("\n", lines);
  }

  /** The last line of every message. */
  static String seePage(ProblemCode code) {
    return "See " + code.page();
  }

  private static void addExcerpt(Diagnostic.Excerpt excerpt, List<String> lines) {
    Window window = Window.around(excerpt.formula(), excerpt.span());
    lines.add(window.text());
    lines.add(" ".repeat(window.caret()) + "^".repeat(window.carets()));
  }

  /** One line of a formula, or a part of it, with the place of the caret in it. */
  private record Window(String text, int caret, int carets) {

    static Window around(String formula, Span span) {
      int fault = Math.min(span.start(), formula.length());
      int start = lineStart(formula, fault);
      int end = lineEnd(formula, fault);
      while (start < fault && Character.isWhitespace(formula.charAt(start))) {
        start++;
      }
      String before = "";
      String after = "";
      if (end - start > WIDTH) {
        int cutStart = Math.max(start, Math.min(fault - WIDTH / 3, end - WIDTH));
        int cutEnd = Math.min(end, cutStart + WIDTH);
        before = cutStart > start ? CUT : "";
        after = cutEnd < end ? CUT : "";
        start = cutStart;
        end = cutEnd;
      }
      String text = before + formula.substring(start, end).replace('\t', ' ') + after;
      int carets = Math.max(1, Math.min(span.end(), end) - fault);
      return new Window(text.stripTrailing(), before.length() + fault - start, carets);
    }

    private static int lineStart(String formula, int at) {
      return formula.lastIndexOf('\n', at - 1) + 1;
    }

    private static int lineEnd(String formula, int at) {
      int end = formula.indexOf('\n', at);
      return end < 0 ? formula.length() : end;
    }
  }
}
