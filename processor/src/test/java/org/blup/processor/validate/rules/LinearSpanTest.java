package org.blup.processor.validate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blup.formula.Formulas;
import org.blup.formula.ModelFormula;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearSpanTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + I(2 * x)",
        "x + I(x - 2000)",
        "x + z + I(x + z)",
        "x + I(x^2) + I((x - 1)^2)",
        "log(x) + log2(x)",
        "log10(x) + I(log(x) / 3)",
        "log(x + 1) + log(1 + x)",
        "x + pow(x, 2) + I(x * (x + 1))",
        "I(x - x)",
        "x:z + I(x * z)",
      })
  void theLastTermIsACombinationOfThoseBefore(String terms) {
    assertThat(lastIsNew(terms)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + I(x^2)",
        "x + z + I(x * z)",
        "x + I(1 / x)",
        "x + log(x)",
        "log(x) + log1p(x)",
        "I(x^0.5) + sqrt(x)",
        "I((x + z)^9) + x",
        "x + I(x / z)",
      })
  void theLastTermIsNew(String terms) {
    assertThat(lastIsNew(terms)).isTrue();
  }

  private static boolean lastIsNew(String terms) {
    ModelFormula formula = Formulas.parse("y ~ " + terms + " + (1 | g)").formula().orElseThrow();
    LinearSpan span = new LinearSpan();
    span.add(Polynomial.constant(1));
    List<Boolean> added =
        formula.fixed().terms().stream()
            .map(
                term ->
                    term.variables().stream()
                        .map(variable -> Polynomial.of(variable.expression()))
                        .reduce(Polynomial.constant(1), Polynomial::times))
            .map(span::add)
            .toList();
    return added.get(added.size() - 1);
  }
}
