package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnknownLevelException;
import org.junit.jupiter.api.Test;

/** What is said of formulas is what the compiler says of them, caret and all. */
class FormulaMessagesTest {

  @Test
  void aMisspeltColumnIsUnderlined() {
    assertThat(problems("reaction ~ dais + (days | subject)"))
        .containsExactly(
            """
            [BLUP201] 'dais' is not a column of the table
              reaction ~ dais + (days | subject)
                         ^^^^
              The table has: reaction, days, subject. Did you mean 'days'?
              See docs/errors/BLUP201.md\
            """);
  }

  @Test
  void allProblemsAreReported() {
    assertThat(problems("reaktion ~ dais + (days | subject")).hasSize(3);
  }

  @Test
  void whatThereIsIsListedWhole() {
    Table table = Data.sleep().with("night", Data.sleep().numbers("days"));

    assertThatThrownBy(() -> Blup.fit("reaction ~ days + (1 | night)", table))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("'night' holds numbers and cannot be a grouping factor")
        .hasMessageContaining("Possible grouping factors: days, subject");
  }

  @Test
  void theCaretStandsInTheFormulaAsItWasGiven() {
    assertThat(problems("reaction ~\t`d\\\"s` + (days | subject)").get(0).lines().toList())
        .contains("  reaction ~ `d\\\"s` + (days | subject)", "             ^^^^^^");
  }

  @Test
  void quotedNamesStayAsTheyAre() {
    Table table = Data.csv("y,component,Table\n1,a,1.5\n2,b,2.5\n3,a,1\n4,b,7\n");

    assertThatThrownBy(() -> Blup.fit("y ~ component + (1 | Table)", table))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("'Table' holds numbers and cannot be a grouping factor")
        .hasMessageContaining("y ~ component + (1 | Table)\n")
        .hasMessageContaining("write factor(Table)")
        .hasMessageContaining("Possible grouping factors: y, component");
  }

  @Test
  void whatIsNoColumnIsToBeComputedInOne() {
    assertThat(problems("reaction ~ cut(days, 3) + (1 | subject)").get(0))
        .contains("in a column of its own")
        .doesNotContain("component");
  }

  @Test
  void aModelWithoutRandomTermsIsNone() {
    assertThat(problems("reaction ~ days").get(0)).startsWith("[BLUP");
  }

  @Test
  void anUpdateIsCheckedAsAFormulaIs() {
    TableFit fit = Blup.fit("reaction ~ days + (days | subject)", Data.sleep());

    FormulaException error =
        catchThrowableOfType(FormulaException.class, () -> fit.update(". ~ . + dais"));

    assertThat(error.problems().get(0).lines().toList())
        .contains(
            "  reaction ~ 1 + days + (1 + days | subject) + dais",
            "                                               ^^^^");
  }

  @Test
  void warningsComeWithTheFit() {
    TableFit fit = Blup.fit("reaction ~ 1 + (days | subject)", Data.sleep());

    assertThat(fit.warnings()).hasSize(1);
    assertThat(fit.warnings().get(0)).startsWith("[BLUP9").doesNotContain("SuppressWarnings");
    assertThat(fit.toString()).endsWith(fit.warnings().get(0) + "\n");
  }

  @Test
  void namesThatOneCannotWriteInJavaAreNoProblem() {
    Table sleep = Data.sleep();
    Table renamed =
        Table.of("fixed", sleep.numbers("reaction"))
            .with("the class", sleep.numbers("days"))
            .with("`q`\"\\", sleep.numbers("days"))
            .with("means", sleep.texts("subject"));

    TableFit fit = Blup.fit("fixed ~ `the class` + (`the class` | means)", renamed);

    assertThat(fit.coefficients().get(1).name()).isEqualTo("`the class`");
    assertThat(Blup.fit("fixed ~ `\\`q\\`\"\\\\` + (1 | means)", renamed).mixedFit().rows())
        .isEqualTo(180);
    assertThat(fit.criterion())
        .isEqualTo(Blup.fit("reaction ~ days + (days | subject)", sleep).criterion());
  }

  @Test
  void aColumnThatIsNearlyNumericIsExplained() {
    Table table = Data.csv("y,g\n1,a\n2,a\nn/a,b\n4,b\n");

    FormulaException error =
        catchThrowableOfType(FormulaException.class, () -> Blup.fit("y ~ 1 + (1 | g)", table));

    assertThat(error.problems()).hasSize(2);
    assertThat(error.problems().get(1))
        .startsWith(
            "Column 'y' was read as texts, since not all of it are numbers: data.csv, line 4: y is"
                + " 'n/a', which is not a number.");
  }

  @Test
  void aFactorOfOneLevelIsNamed() {
    Table table = Data.csv("y,x,g\n1,a,p\n2,a,p\n3,a,q\n4.5,a,q\n");

    assertThatThrownBy(() -> Blup.fit("y ~ x + (1 | g)", table))
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("Table: x has only 1 level: 'a'.");
  }

  @Test
  void aReferenceThatIsNoLevelIsNamed() {
    Table table = Data.csv("y,x,g\n1,a,p\n2,b,p\n3,a,q\n4.5,b,q\n");

    assertThatThrownBy(() -> Blup.fit("y ~ C(x, treatment('c')) + (1 | g)", table))
        .isInstanceOfSatisfying(
            UnknownLevelException.class, e -> assertThat(e.level()).isEqualTo("c"))
        .hasMessageStartingWith("Table: ");
  }

  @Test
  void aMissingValueOfAFileIsNamedByItsLine() {
    Table table = Data.csv("y,x,g\n1,1,p\n\n2,NA,p\n3,3,q\n4.5,2,q\n").with("z", new int[4]);

    assertThatThrownBy(() -> Blup.fit("y ~ x + (1 | g)", table))
        .isInstanceOf(MissingValueException.class)
        .hasMessageStartingWith("data.csv, line 4: x is missing in row 1 (the 2nd); 1 of 4 rows");
  }

  @Test
  void aMissingValueOfAnArrayIsNamedByItsRow() {
    Table table =
        Table.of("y", new double[] {1, 2, Double.NaN, 4}).with("g", List.of("a", "a", "b", "b"));

    assertThatThrownBy(() -> Blup.fit("y ~ 1 + (1 | g)", table))
        .isInstanceOf(MissingValueException.class)
        .hasMessageStartingWith("Table: y is missing in row 2 (the 3rd); 1 of 4 rows");
  }

  @Test
  void relatedLevelsAskForTheirRelationship() {
    assertThatThrownBy(() -> Blup.fit("reaction ~ days + (1 | related(subject))", Data.sleep()))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "The levels of 'subject' are related in reaction ~ days + (1 | related(subject)): say"
                + " how, with related(\"subject\", relationship)");
  }

  @Test
  void weightsOfNoColumnAreNamed() {
    assertThatThrownBy(() -> Blup.fitting("y ~ x + (1 | g)", Data.sleep()).weights("day"))
        .hasMessage(
            "There is no column 'day'. The table has: reaction, days, subject."
                + " Did you mean 'days'?");
  }

  private static List<String> problems(String formula) {
    return catchThrowableOfType(FormulaException.class, () -> Blup.fit(formula, Data.sleep()))
        .problems();
  }
}
