package org.blup.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.blup.formula.Parsed.formula;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table 2 of Bates et al. (2015), "Fitting Linear Mixed-Effects Models Using lme4". */
class Lme4FormulaTableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(1 | g); 1 + (1 | g)",
        "0 + offset(o) + (1 | g); -1 + offset(o) + (1 | g)",
        "(1 | g1/g2); (1 | g1) + (1 | g1:g2)",
        "(1 | g1) + (1 | g2); 1 + (1 | g1) + (1 | g2)",
        "x + (x | g); 1 + x + (1 + x | g)",
      })
  void formulaAndAlternativeAreOneModel(String formula, String alternative) {
    assertThat(formula("y ~ " + formula).label()).isEqualTo(formula("y ~ " + alternative).label());
  }

  /** The last row, which text alone cannot decide: it takes that x is a number. */
  @Test
  void uncorrelatedEffectsOfNumbersAreTermsOfTheirOwn() {
    ModelFormula formula = formula("y ~ x + (x || g)");
    ModelFormula alternative = formula("y ~ 1 + x + (1 | g) + (0 + x | g)");
    assertThat(formula.fixed().label()).isEqualTo(alternative.fixed().label());
    assertThat(separated(formula)).isEqualTo(separated(alternative));
  }

  private static List<String> separated(ModelFormula formula) {
    return formula.random().stream().flatMap(Lme4FormulaTableTest::separated).toList();
  }

  private static Stream<String> separated(RandomTerm term) {
    Stream<String> intercept = Stream.of("1").filter(one -> term.effects().intercept());
    Stream<String> slopes = term.effects().terms().stream().map(Term::label);
    return Stream.concat(intercept, slopes).map(effect -> effect + " by " + term.groupLabel());
  }
}
