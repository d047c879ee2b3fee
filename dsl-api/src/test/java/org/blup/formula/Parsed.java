package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What tests of the language have in common. */
final class Parsed {

  private Parsed() {}

  /** The formula of a text without errors. */
  static ModelFormula formula(String text) {
    ParseResult result = Formulas.parse(text);
    assertThat(result.formula()).as("%s: %s", text, result.problems()).isPresent();
    return result.formula().orElseThrow();
  }

  static String label(String text) {
    return formula(text).label();
  }

  /** The one problem of a text. */
  static Problem problem(String text) {
    List<Problem> problems = Formulas.parse(text).problems();
    assertThat(problems).as(text).hasSize(1);
    return problems.get(0);
  }

  /** The characters of a text that a problem points at. */
  static String marked(String text, Problem problem) {
    return text.substring(problem.span().start(), problem.span().end());
  }

  /** The rows of a tab-separated resource beside this class. */
  static List<String[]> table(String name) {
    try (InputStream resource = Parsed.class.getResourceAsStream(name)) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
