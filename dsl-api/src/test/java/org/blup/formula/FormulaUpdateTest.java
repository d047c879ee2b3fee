package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixed parts are what R's {@code update.formula} makes of the same change. */
class FormulaUpdateTest {

  private static final String GENE = "y ~ 1 + drug + time + drug:time + (1 + time | subject)";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ". ~ .; y ~ 1 + drug + time + drug:time + (1 + time | subject)",
        ". ~ . - drug:time; y ~ 1 + drug + time + (1 + time | subject)",
        ". ~ . + dose; y ~ 1 + drug + time + dose + drug:time + (1 + time | subject)",
        "~ . - drug:time; y ~ 1 + drug + time + (1 + time | subject)",
        ". - drug:time; y ~ 1 + drug + time + (1 + time | subject)",
        "log(.) ~ .; log(y) ~ 1 + drug + time + drug:time + (1 + time | subject)",
        "z ~ .; z ~ 1 + drug + time + drug:time + (1 + time | subject)",
        ". ~ . - 1; y ~ 0 + drug + time + drug:time + (1 + time | subject)",
        ". ~ . - (time | subject); y ~ 1 + drug + time + drug:time",
        ". ~ . - (time | subject) + (1 | subject) - drug:time; y ~ 1 + drug + time + (1 | subject)",
        ". ~ . + (1 | site); "
            + "y ~ 1 + drug + time + drug:time + (1 + time | subject) + (1 | site)",
        ". ~ drug + (1 | subject); y ~ 1 + drug + (1 | subject)",
        ". ~ .:dose; " + "y ~ 1 + drug:dose + time:dose + drug:time:dose + (1 + time | subject)",
        ". ~ . - time - drug:time; y ~ 1 + drug + (1 + time | subject)",
        ". ~ . - (drug + time); y ~ 1 + drug:time + (1 + time | subject)",
        ". ~ . + offset(base) - offset(base); "
            + "y ~ 1 + drug + time + drug:time + offset(base) + (1 + time | subject)",
      })
  void changesAsRDoes(String change, String expected) {
    ModelFormula formula = Formulas.parse(GENE).formula().orElseThrow();

    String updated = FormulaUpdate.of(formula, change).text();

    assertThat(Formulas.parse(updated).formula().map(ModelFormula::label)).contains(expected);
  }

  @Test
  void aTermWithoutAnInterceptStaysSo() {
    assertThat(updated("y ~ 0 + x + (1 | g)", ". ~ . + z")).isEqualTo("y ~ 0 + x + z + (1 | g)");
    assertThat(updated("y ~ 0 + x + (1 | g)", ". ~ . + 1")).isEqualTo("y ~ 1 + x + (1 | g)");
  }

  @Test
  void nestedTermsGoAsTheyWereWritten() {
    assertThat(updated("y ~ x + (1 | a/b) + (1 | g)", ". ~ . - (1 | a/b)"))
        .isEqualTo("y ~ 1 + x + (1 | g)");
  }

  @Test
  void offsetsAndResidualsCanBeRemoved() {
    String formula = "y ~ x + offset(o) + residual(ar1(visit | subject))";

    assertThat(updated(formula, ". ~ . - offset(o) - residual(ar1(visit | subject)) + (1 | g)"))
        .isEqualTo("y ~ 1 + x + (1 | g)");
  }

  @Test
  void namesInBackticksMayHoldSigns() {
    assertThat(updated("y ~ `a - b` + x + (1 | g)", ". ~ . - `a - b`"))
        .isEqualTo("y ~ 1 + x + (1 | g)");
  }

  @Test
  void aRandomTermThatIsNotThereIsNamed() {
    ModelFormula formula = Formulas.parse(GENE).formula().orElseThrow();

    assertThat(FormulaUpdate.of(formula, ". ~ . - (1 | site)").absent())
        .isEqualTo(List.of("(1 | site)"));
  }

  @Test
  void whatIsWrongWithTheChangeIsWrongWithTheResult() {
    ModelFormula formula = Formulas.parse(GENE).formula().orElseThrow();

    String updated = FormulaUpdate.of(formula, ". ~ . + dose +").text();

    assertThat(updated)
        .isEqualTo("y ~ 1 + drug + time + drug:time + (1 + time | subject) + dose + ");
    assertThat(Formulas.parse(updated).problems().get(0).code())
        .isEqualTo(ProblemCode.MISSING_OPERAND);
  }

  private static String updated(String formula, String change) {
    String text = FormulaUpdate.of(Formulas.parse(formula).formula().orElseThrow(), change).text();
    return Formulas.parse(text).formula().orElseThrow().label();
  }
}
