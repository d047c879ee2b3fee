package org.blup.processor.generate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blup.formula.Formulas;
import org.blup.formula.Variable;
import org.blup.processor.generate.TestModels;
import org.blup.processor.read.ModelHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {

  private static final ModelHeader HEADER =
      TestModels.header(
          TestModels.number("y"),
          TestModels.number("days"),
          TestModels.number("a"),
          TestModels.number("b"),
          TestModels.number("total_score"),
          TestModels.string("g"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "days, days",
        "total_score, total_score",
        "log(days), logDays",
        "I(days^2), iDays2",
        "I(days^0.5), iDays0_5",
        "I(a/b), iAOverB",
        "I(a*b), iATimesB",
        "I(a - b), iAMinusB",
        "I(-a), iMinusA",
        "I(2 * (a + b)), i2TimesAPlusB",
        "sqrt(a + 1), sqrtAPlus1",
        "factor(days), factorDays",
        "\"C(g, sum)\", g",
      })
  void variablesAreCalledWhatAReaderGuesses(String label, String name) {
    Variable variable =
        Formulas.parse("y ~ " + label + " + (1 | g)")
            .formula()
            .orElseThrow()
            .fixed()
            .terms()
            .get(0)
            .variables()
            .get(0);

    assertThat(new JavaNames(HEADER).of(TestModels.resolve(variable, HEADER))).isEqualTo(name);
  }

  @Test
  void levelsAreCapitalisedWords() {
    assertThat(JavaNames.levels(List.of("FEMALE", "Male", "veryLow", "VERY_LOW_1", "V1_2")))
        .containsExactly("Female", "Male", "VeryLow", "VeryLow1", "V1_2");
  }

  @Test
  void levelsThatWouldBecomeOneStayAsTheyAre() {
    assertThat(JavaNames.levels(List.of("A_B", "AB", "Ab"))).containsExactly("_A_B", "_AB", "_Ab");
  }

  @Test
  void namesThatAreTakenGetAnUnderscore() {
    assertThat(ReservedNames.avoid("class", ReservedNames.OBJECT)).isEqualTo("class_");
    assertThat(ReservedNames.avoid("hashCode", ReservedNames.OBJECT)).isEqualTo("hashCode_");
    assertThat(ReservedNames.avoid("days", ReservedNames.OBJECT)).isEqualTo("days");
  }
}
