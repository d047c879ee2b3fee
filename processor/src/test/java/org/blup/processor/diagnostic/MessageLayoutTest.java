package org.blup.processor.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import org.blup.formula.ProblemCode;
import org.blup.formula.Span;
import org.junit.jupiter.api.Test;

class MessageLayoutTest {

  @Test
  void theCaretStandsUnderTheFault() {
    assertThat(layout("y ~ x + (1 | g)", 4, 5))
        .isEqualTo("[BLUP201] wrong\ny ~ x + (1 | g)\n    ^\nhelp\nSee docs/errors/BLUP201.md");
  }

  @Test
  void ofAFormulaOnSeveralLinesOnlyTheFaultyOneIsShown() {
    assertThat(layout("y\n\t~ x\n\t+ z", 10, 11)).contains("\n+ z\n  ^\n");
  }

  @Test
  void aLongLineIsCutAroundTheFault() {
    String formula = "y ~ " + "x + ".repeat(1000) + "z";
    String[] lines = layout(formula, 2000, 2001).split("\n");
    assertThat(lines[1]).hasSizeLessThan(100).startsWith("…").endsWith("…");
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo(formula.charAt(2000));
  }

  @Test
  void aFaultBehindTheEndIsShownThere() {
    assertThat(layout("y ~", 3, 3)).contains("\ny ~\n   ^\n");
  }

  private static String layout(String formula, int start, int end) {
    Element nowhere = null;
    return MessageLayout.of(
        new Diagnostic(
            ProblemCode.UNKNOWN_VARIABLE,
            new Place(nowhere, null, null),
            "wrong",
            Optional.of(new Diagnostic.Excerpt(formula, new Span(start, end))),
            List.of("help")));
  }
}
