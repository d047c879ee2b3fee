package org.blup.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.blup.exception.BlupException;
import org.blup.exception.UnknownLevelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fit answers by name, and what is made of it. */
class TableFitTest {

  private static final TableFit FIT = Blup.fit("reaction ~ days + (days | subject)", Data.sleep());

  @Test
  void groupsAreReachedByName() {
    assertThat(FIT.groups().keySet()).containsExactly("subject");
    assertThat(FIT.group("subject").levels()).hasSize(18).contains("308");
    assertThat(FIT.group("subject").correlation("(Intercept)", "days"))
        .isEqualTo(
            SleepModel.fit(SleepModel.readCsv(Data.file("sleepstudy")))
                .subject()
                .covariance()
                .correlation()
                .interceptDays());
    assertThatThrownBy(() -> FIT.group("subjekt"))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "'subjekt' is not a grouping factor of reaction ~ 1 + days + (1 + days | subject)."
                + " Those are: subject. Did you mean 'subject'?");
  }

  /** Prediction of day 7 of driver 308: the README's. */
  @Test
  void newRowsNeedNoResponse() {
    Table rows = Table.of("subject", List.of(308, 308)).with("days", new double[] {7, 2.5});

    double[] predicted = FIT.predict(rows);

    assertThat(predicted[0]).isCloseTo(391.3275, within(5e-5));
    assertThat(predicted[1])
        .isCloseTo(
            SleepModel.fit(SleepModel.readCsv(Data.file("sleepstudy")))
                    .predict(new Sleep(0, 2, 308))
                + 0.5 * FIT.conditionalModes("subject").coefficient(0, 1),
            within(1e-9));
  }

  @Test
  void newRowsAreOfTheTypesOfTheFit() {
    TableFit fit = Blup.fit("reaction ~ days + (1 | subject)", texts());

    double[] predicted = fit.predict(Data.csv("days,subject\n1,01\n2,x\n"));
    double[] whole = fit.predict(Data.csv("days,subject\n1,01\n"));

    assertThat(whole[0]).isEqualTo(predicted[0]);
    assertThat(predicted).doesNotContain(Double.NaN);
  }

  /** Subjects {@code 01} and {@code x}. */
  private static Table texts() {
    StringBuilder text = new StringBuilder("reaction,days,subject\n");
    for (int i = 0; i < 20; i++) {
      text.append(i % 7 + Math.sin(i)).append(',').append(i / 2);
      text.append(i % 2 == 0 ? ",01\n" : ",x\n");
    }
    return Data.csv(text.toString());
  }

  @Test
  void missingColumnsAndUnknownLevelsAreNamed() {
    assertThatThrownBy(() -> FIT.predict(Table.of("day", List.of(1))))
        .hasMessage(
            "The table lacks the columns 'days', 'subject' of the model"
                + " reaction ~ days + (days | subject). It has: day");
    assertThatThrownBy(
            () -> FIT.predict(Table.of("subject", List.of(999)).with("days", List.of(1))))
        .isInstanceOf(UnknownLevelException.class)
        .hasMessageStartingWith("The table, row 0 counted from 0: '999' is not a level of subject");
    assertThatThrownBy(() -> FIT.predict(Data.csv("days,subject\n1,308\n\n1,999\n")))
        .isInstanceOfSatisfying(
            UnknownLevelException.class, e -> assertThat(e.level()).isEqualTo("999"))
        .hasMessageStartingWith("data.csv, line 4: '999' is not a level of subject");
    assertThatThrownBy(
            () -> FIT.predict(Table.of("subject", List.of("x")).with("days", List.of(1))))
        .hasMessage(
            "Column 'subject', row 1: 'x' is not a whole number. Correct the value, or let the"
                + " column be of another type");
  }

  /** A random intercept in the other form: variances of a subject's rows are σ² and σ²ρ. */
  @Test
  void residualsAreAskedByTheValuesOfColumns() {
    TableFit covarying = Blup.fit("reaction ~ days + residual(cs(days | subject))", Data.sleep());
    TableFit intercepts = Blup.fit("reaction ~ days + (1 | subject)", Data.sleep());

    double between = intercepts.varianceComponents().get(0).variance();
    double total = between + Math.pow(intercepts.sigma(), 2);
    assertThat(covarying.residual().rho()).isCloseTo(between / total, within(1e-8));
    assertThat(covarying.residual().correlation(3, 7)).isCloseTo(between / total, within(1e-8));
    assertThat(covarying.residual().standardDeviation(3)).isCloseTo(Math.sqrt(total), within(1e-6));
    assertThatThrownBy(() -> covarying.residual().standardDeviation(12))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("12");
    assertThatThrownBy(intercepts::residual)
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith(
            "The residuals of reaction ~ 1 + days + (1 | subject) have no covariance to estimate");
  }

  @Test
  void anUpdateIsTheFitOfTheChangedFormula() {
    TableFit updated = FIT.update(". ~ . - (days | subject) + (1 | subject)");

    assertThat(updated.formula()).isEqualTo("reaction ~ 1 + days + (1 | subject)");
    assertThat(updated.criterion())
        .isEqualTo(Blup.fit("reaction ~ days + (1 | subject)", Data.sleep()).criterion());
    assertThat(FIT.anova(updated).df()).isEqualTo(2);
  }

  @Test
  void anUpdateThatRemovesWhatIsNotThereIsRefused() {
    assertThatThrownBy(() -> FIT.update(". ~ . - (1 | site)"))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "'. ~ . - (1 | site)' removes (1 | site), which the formula does not have:"
                + " reaction ~ 1 + days + (1 + days | subject)");
  }

  @Test
  void eachRowIsAsked() {
    Table rows = Table.of("subject", List.of(308, 309)).with("days", new double[] {7, 2});

    assertThat(FIT.each(rows, FIT.mixedFit().prediction()::predict))
        .containsExactly(FIT.predict(rows)[0], FIT.predict(rows)[1]);
  }

  @Test
  void residualsAndFittedValuesSumToTheResponse() {
    double[] fitted = FIT.fitted();
    double[] residuals = FIT.residuals();
    double[] response = FIT.table().numbers("reaction");

    assertThat(fitted[17] + residuals[17]).isCloseTo(response[17], within(1e-9));
    assertThat(FIT.mixedFit().diagnostics(FIT.rows())).isNotNull();
  }

  @Test
  void aModelIsCompiledOnceForTablesMadeOfEachOther() {
    Table sleep = Data.sleep();
    CompiledModel first = compiled(sleep);

    assertThat(compiled(sleep)).isSameAs(first);
    assertThat(compiled(sleep.with("night", new double[180]))).isSameAs(first);
    assertThat(compiled(sleep.as("subject", ColumnType.FACTOR))).isNotSameAs(first);
    assertThat(compiled(Data.sleep())).isNotSameAs(first);
  }

  private static CompiledModel compiled(Table table) {
    String formula = "reaction ~ days + (days | subject)";
    return table.models().get(new FormulaColumns(formula, table, java.util.Optional.empty()).key());
  }

  @Test
  void onlyTheLastUsedModelsAreKept() {
    Table table = Data.sleep();
    List<CompiledModel> models = new ArrayList<>();
    ModelCache cache = table.models();
    for (int i = 0; i < 66; i++) {
      models.add(
          cache.get(
              new FormulaColumns(
                      "reaction ~ I(days * " + (i + 2) + ") + (1 | subject)",
                      table,
                      java.util.Optional.empty())
                  .key()));
    }

    assertThat(
            cache.get(
                new FormulaColumns(
                        "reaction ~ I(days * 2) + (1 | subject)", table, java.util.Optional.empty())
                    .key()))
        .isNotSameAs(models.get(0));
  }

  @Test
  void knotsStandAtQuantilesOfTheTable(@TempDir Path folder) {
    Table sleep = Data.sleep();
    TableFit fit = Blup.fit("reaction ~ ns(days, 4) + (1 | subject)", sleep);
    TableFit written =
        Blup.fit("reaction ~ ns(days, knots(2, 4.5, 7), boundary(0, 9)) + (1 | subject)", sleep);

    assertThat(fit.criterion()).isEqualTo(written.criterion());
    assertThat(fit.update(". ~ . - ns(days, 4) + days").formula())
        .isEqualTo("reaction ~ 1 + days + (1 | subject)");
    Table few = Data.csv("days,subject\n3.5,308\n11,309\n");
    fit.save(folder.resolve("fit.json"));
    assertThat(Blup.load(folder.resolve("fit.json")).predict(few))
        .containsExactly(written.predict(few));
  }

  @Test
  void valuesOfANumberGroup() {
    Table table =
        Data.csv(
            "y,dose,g\n"
                + "1,0.5,a\n"
                + "2,0.5,b\n"
                + "4,1,a\n"
                + "3,1,b\n"
                + "7,1.5,a\n"
                + "5,1.5,b\n"
                + "2,0.5,a\n"
                + "1,1,b\n"
                + "6,1.5,a\n");
    TableFit fit = Blup.fit("y ~ dose + (1 | factor(dose))", table);

    assertThat(fit.groups()).containsOnlyKeys("factor(dose)");
    assertThat(fit.conditionalModes("factor(dose)").levels()).containsExactly("0.5", "1", "1.5");
  }
}
