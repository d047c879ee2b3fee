package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.model.MissingValues;
import org.junit.jupiter.api.Test;

/** What is wrong, where, with which value, and what to do: the whole message of each error. */
class BadInputTest {

  @MixedModel("y ~ x + kind + (1 | subject)")
  record Trial(Double y, double x, String kind, String subject, @Weight double weight) {

    Trial withY(Double changed) {
      return new Trial(changed, x, kind, subject, weight);
    }

    Trial withX(double changed) {
      return new Trial(y, changed, kind, subject, weight);
    }

    Trial withKind(String changed) {
      return new Trial(y, x, changed, subject, weight);
    }

    Trial withSubject(String changed) {
      return new Trial(y, x, kind, changed, weight);
    }

    Trial withWeight(double changed) {
      return new Trial(y, x, kind, subject, changed);
    }
  }

  @MixedModel("log(y) ~ x + (1 | batch)")
  record Logged(double y, double x, int batch) {}

  @MixedModel("y ~ a + b + c + d + (1 | batch)")
  record Wide(double y, double a, double b, double c, double d, char batch) {}

  private static final double[] NOISE = {
    0.3, -0.8, 1.1, 0.2, -0.5, 0.9, -1.2, 0.4, 0.7, -0.1, -0.6, 0.5, 0.0, -0.9, 1.3, -0.2, 0.6, -0.4
  };

  @Test
  void noRows() {
    assertUnidentifiable(List.of(), "Trial: there are no rows. A fit needs data");
  }

  @Test
  void aMissingNumber() {
    List<Trial> rows = rowsWith(7, row -> row.withX(Double.NaN));

    assertMissing(
        rows,
        "x",
        7,
        1,
        "Trial: x is missing in row 7 (the 8th); 1 of 18 rows has a missing value."
            + " Complete them, or leave them out with missing(OMIT)");
  }

  @Test
  void missingResponses() {
    List<Trial> rows = rowsWith(2, row -> row.withY(null));
    rows.set(9, rows.get(9).withY(Double.NaN));
    rows.set(10, rows.get(10).withX(Double.NaN));

    assertMissing(
        rows,
        "y",
        2,
        3,
        "Trial: y is missing in row 2 (the 3rd); 3 of 18 rows have a missing value."
            + " Complete them, or leave them out with missing(OMIT)");
  }

  @Test
  void aMissingLevel() {
    assertMissing(
        rowsWith(0, row -> row.withSubject(null)),
        "subject",
        0,
        1,
        "Trial: subject is missing in row 0 (the 1st); 1 of 18 rows has a missing value."
            + " Complete them, or leave them out with missing(OMIT)");
  }

  @Test
  void aMissingWeight() {
    assertMissing(
        rowsWith(11, row -> row.withWeight(Double.NaN)),
        "weight",
        11,
        1,
        "Trial: weight is missing in row 11 (the 12th); 1 of 18 rows has a missing value."
            + " Complete them, or leave them out with missing(OMIT)");
  }

  @Test
  void missingRowsAreLeftOutAndCounted() {
    List<Trial> rows = rowsWith(2, row -> row.withY(null));
    rows.set(9, rows.get(9).withSubject(null));
    rows.set(10, rows.get(10).withX(Double.NaN));
    List<Trial> complete = new ArrayList<>(rows);
    complete.removeIf(row -> row.y() == null || row.subject() == null || Double.isNaN(row.x()));

    var fit = BadInputTest_TrialModel.fitting().missing(MissingValues.OMIT).fit(rows);

    assertThat(fit.omitted()).isEqualTo(3);
    assertThat(fit.rows()).isEqualTo(15);
    assertThat(fit.criterion()).isEqualTo(BadInputTest_TrialModel.fit(complete).criterion());
    assertThat(fit.toString()).contains("Rows left out because a value was missing: 3");
  }

  @Test
  void everyRowIsMissing() {
    List<Trial> rows = rows().stream().map(row -> row.withX(Double.NaN)).toList();

    assertThatExceptionOfType(UnidentifiableModelException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fitting().missing(MissingValues.OMIT).fit(rows))
        .withMessage(
            "Trial: all rows, 18 in number, have a missing value and were left out. Complete some");
  }

  @Test
  void anInfiniteNumber() {
    assertInvalid(
        rowsWith(3, row -> row.withX(Double.POSITIVE_INFINITY)),
        "x",
        3,
        Double.POSITIVE_INFINITY,
        "Trial: x is Infinity in row 3 (the 4th); a model needs finite numbers."
            + " Correct the value, or make it NaN to mean missing");
  }

  @Test
  void anInfiniteResponse() {
    assertInvalid(
        rowsWith(12, row -> row.withY(Double.NEGATIVE_INFINITY)),
        "y",
        12,
        Double.NEGATIVE_INFINITY,
        "Trial: y is -Infinity in row 12 (the 13th); a model needs finite numbers."
            + " Correct the value, or make it NaN to mean missing");
  }

  @Test
  void theLogarithmOfZero() {
    List<Logged> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(new Logged(i == 4 ? 0 : Math.exp(NOISE[i]), i, i % 3));
    }

    InvalidValueException error =
        catchThrowableOfType(InvalidValueException.class, () -> BadInputTest_LoggedModel.fit(rows));

    assertThat(error)
        .hasMessage(
            "Logged: log(y) is -Infinity in row 4 (the 5th); a model needs finite numbers."
                + " Correct the value, or make it NaN to mean missing");
    assertThat(error.component()).isEqualTo("log(y)");
  }

  @Test
  void aZeroWeight() {
    assertInvalid(
        rowsWith(2, row -> row.withWeight(0)),
        "weight",
        2,
        0,
        "Trial: weight is 0.0 in row 2 (the 3rd); a weight must be positive and finite."
            + " Leave out rows that should not count");
  }

  @Test
  void aNegativeWeight() {
    assertInvalid(
        rowsWith(1, row -> row.withWeight(-1.5)),
        "weight",
        1,
        -1.5,
        "Trial: weight is -1.5 in row 1 (the 2nd); a weight must be positive and finite."
            + " Leave out rows that should not count");
  }

  @Test
  void aGroupingFactorWithOneLevel() {
    assertUnidentifiable(
        rows().stream().map(row -> row.withSubject("Ann")).toList(),
        "Trial: subject has only 1 level: 'Ann'."
            + " A grouping factor needs two or more; take it out of the model");
  }

  @Test
  void aFactorWithOneLevel() {
    assertUnidentifiable(
        rows().stream().map(row -> row.withKind("easy")).toList(),
        "Trial: kind has only 1 level: 'easy'."
            + " An effect of it needs two or more; take it out of the model");
  }

  @Test
  void asManyLevelsAsRows() {
    List<Trial> rows = new ArrayList<>();
    rows().forEach(row -> rows.add(row.withSubject("s" + rows.size())));

    assertUnidentifiable(
        rows,
        "Trial: subject has 18 levels in 18 rows. Its effects cannot be distinguished from the"
            + " residuals; it needs fewer levels than rows");
  }

  /** Beside such a weight sums of squares keep nothing of the other rows. */
  @Test
  void aWeightFarAboveAllOthersIsNamed() {
    List<Trial> rows = rowsWith(11, row -> row.withWeight(1e15));
    assertThatExceptionOfType(UnidentifiableModelException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit(rows))
        .withMessageStartingWith(
            "Trial: weight is 1.0E15 in row 11 (the 12th), 1e14 times the geometric mean of all"
                + " weights: beside such rows the others are no more than rounding. Correct it,"
                + " leave such rows out, or bring weights closer to each other. If it is right:"
                + " the model fits the response perfectly");
  }

  @Test
  void aConstantResponse() {
    assertUnidentifiable(
        rows().stream().map(row -> row.withY(3.0)).toList(),
        "Trial: y is the same in all 18 rows. There is nothing to explain");
  }

  @Test
  void aPerfectFit() {
    assertUnidentifiable(
        rows().stream().map(row -> row.withY(1 + 2 * row.x())).toList(), perfectFit("x"));
  }

  @Test
  void aPerfectFitByLevels() {
    assertUnidentifiable(
        rows().stream().map(row -> row.withY(row.x() + row.subject().charAt(0))).toList(),
        perfectFit("(Intercept) by subject"));
  }

  @Test
  void moreCoefficientsThanRows() {
    List<Wide> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(new Wide(NOISE[i], i, i * i, NOISE[i + 5], NOISE[i + 10], i < 2 ? 'a' : 'b'));
    }

    assertThatExceptionOfType(UnidentifiableModelException.class)
        .isThrownBy(() -> BadInputTest_WideModel.fit(rows))
        .withMessage(
            "Wide: 5 fixed coefficients cannot be estimated from 5 rows."
                + " Take terms out, or add rows");
    assertThatExceptionOfType(UnidentifiableModelException.class)
        .isThrownBy(() -> BadInputTest_WideModel.fit(rows.subList(0, 3)))
        .withMessage(
            "Wide: 3 fixed coefficients cannot be estimated from 3 rows."
                + " Take terms out, or add rows");
  }

  @Test
  void anUnknownGroupInPredict() {
    var fit = BadInputTest_TrialModel.fit(rows());
    Trial stranger = rows().get(0).withSubject("Zoe");

    UnknownLevelException error =
        catchThrowableOfType(UnknownLevelException.class, () -> fit.predict(stranger));

    assertThat(error)
        .hasMessage(
            "'Zoe' is not a level of subject, which has 3 levels: 'Ann', 'Bob', 'Cat'. Predictions"
                + " for new levels: prediction().unknownLevels(UnknownLevels.POPULATION_MEAN)");
    assertThat(error.factor()).isEqualTo("subject");
    assertThat(error.level()).isEqualTo("Zoe");
    assertThat(fit.predictPopulation(stranger)).isFinite();
  }

  @Test
  void anUnknownFactorLevelInPredict() {
    var fit = BadInputTest_TrialModel.fit(rows());
    Trial odd = rows().get(0).withKind("odd");

    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predict(odd))
        .withMessage("'odd' is not a level of kind, which has 2 levels: 'easy', 'hard'");
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.predictPopulation(odd))
        .withMessage("'odd' is not a level of kind, which has 2 levels: 'easy', 'hard'");
  }

  @Test
  void anUnknownLevelOfAnAccessor() {
    var fit = BadInputTest_TrialModel.fit(rows());

    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.subject().get("Zoe"))
        .withMessage("'Zoe' is not a level of subject, which has 3 levels: 'Ann', 'Bob', 'Cat'");
    assertThatExceptionOfType(UnknownLevelException.class)
        .isThrownBy(() -> fit.fixed().kind("odd"))
        .withMessage("'odd' is not a level of kind, which has 2 levels: 'easy', 'hard'");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> fit.fixed().kind("easy"))
        .withMessage(
            "'easy' is the reference level of kind: it has no coefficient, the others are"
                + " differences from it. Coefficients: hard.");
  }

  @Test
  void aMissingNumberInPredictGivesNoNumber() {
    var fit = BadInputTest_TrialModel.fit(rows());

    assertThat(fit.predict(rows().get(0).withX(Double.NaN))).isNaN();
    assertThat(fit.residual(rows().get(0).withY(null))).isNaN();
  }

  @Test
  void rowsAreNull() {
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit((Iterable<Trial>) null))
        .withMessage("'rows' is null.");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit((Stream<Trial>) null))
        .withMessage("'rows' is null.");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit((CrossProducts<Trial>) null))
        .withMessage("'crossProducts' is null.");
  }

  @Test
  void aRowIsNull() {
    List<Trial> rows = rowsWith(5, row -> null);

    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit(rows))
        .withMessage("Trial: row 5 (the 6th) is null. Leave it out");
  }

  @Test
  void aRefusedRowLeavesCrossProductsAsTheyWere() {
    CrossProducts<Trial> parts = BadInputTest_TrialModel.crossProducts();
    rows().forEach(parts::add);
    Trial refused = rows().get(0).withSubject("Zoe").withX(Double.POSITIVE_INFINITY);

    assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> parts.add(refused));

    var fit = BadInputTest_TrialModel.fit(parts);
    assertThat(fit.rows()).isEqualTo(18);
    assertThat(fit.subject().levels()).containsExactly("Ann", "Bob", "Cat");
  }

  private static List<Trial> rows() {
    String[] subjects = {"Ann", "Bob", "Cat"};
    List<Trial> rows = new ArrayList<>();
    for (int i = 0; i < NOISE.length; i++) {
      double y = 4 + 0.5 * i + 3 * (i % 3) + NOISE[i];
      rows.add(new Trial(y, i, i % 4 < 2 ? "easy" : "hard", subjects[i % 3], 1 + i % 2));
    }
    return rows;
  }

  private static List<Trial> rowsWith(int changed, UnaryOperator<Trial> change) {
    List<Trial> rows = rows();
    rows.set(changed, change.apply(rows.get(changed)));
    return rows;
  }

  private static String perfectFit(String culprit) {
    return "Trial: the model fits the response perfectly: the residual variance is zero, or cannot"
        + " be distinguished from rounding; most of the response is explained by "
        + culprit
        + ". Check that the response is not computed from the predictors, remove terms, or subtract"
        + " a known part with offset(…)";
  }

  private static void assertUnidentifiable(List<Trial> rows, String message) {
    assertThatExceptionOfType(UnidentifiableModelException.class)
        .isThrownBy(() -> BadInputTest_TrialModel.fit(rows))
        .withMessage(message);
  }

  private static void assertMissing(
      List<Trial> rows, String component, long row, long count, String message) {
    MissingValueException error =
        catchThrowableOfType(MissingValueException.class, () -> BadInputTest_TrialModel.fit(rows));

    assertThat(error).hasMessage(message);
    assertThat(error.component()).isEqualTo(component);
    assertThat(error.row()).isEqualTo(row);
    assertThat(error.count()).isEqualTo(count);
  }

  private static void assertInvalid(
      List<Trial> rows, String component, long row, double value, String message) {
    InvalidValueException error =
        catchThrowableOfType(InvalidValueException.class, () -> BadInputTest_TrialModel.fit(rows));

    assertThat(error).hasMessage(message);
    assertThat(error.component()).isEqualTo(component);
    assertThat(error.row()).isEqualTo(row);
    assertThat(error.value()).isEqualTo(value);
  }
}
