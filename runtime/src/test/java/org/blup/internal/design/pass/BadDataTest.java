package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kind of data that no model can use is named: component, row, value, and what to do. */
class BadDataTest {

  private record Sleep(
      double reaction, @Nullable Double days, double weight, @Nullable String subject) {}

  private static final ModelStructure SLEEP =
      ModelStructure.of("Sleep", "reaction ~ 1 + days + (1 + days | subject)")
          .response("reaction")
          .weight("weight")
          .number("days")
          .factor("subject", Levels.strings())
          .fixed(EffectTerm.intercept())
          .fixed(EffectTerm.of("days"))
          .random(RandomTerm.by("subject").of(EffectTerm.intercept(), EffectTerm.of("days")))
          .build();

  private static void read(Sleep row, DesignRow out) {
    out.response(row.reaction);
    out.number(0, DesignRow.value(row.days));
    out.weight(row.weight);
    out.level(0, row.subject);
  }

  @Test
  void noRows() {
    assertThatThrownBy(() -> observe(List.of()))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage("Sleep: there are no rows. A fit needs data");
  }

  @Test
  void aNullRow() {
    RowAccumulator<Sleep> sums = sums(good());
    assertThatThrownBy(() -> sums.add(null))
        .isInstanceOf(BlupException.class)
        .hasMessage("Sleep: row 12 (the 13th) is null. Leave it out");
  }

  @Test
  void aMissingNumber() {
    List<Sleep> rows = good();
    rows.set(2, new Sleep(1, null, 1, "a"));
    rows.set(5, new Sleep(Double.NaN, 1.0, 1, "a"));

    MissingValueException error =
        catchThrowableOfType(MissingValueException.class, () -> observe(rows));

    assertThat(error)
        .hasMessage(
            "Sleep: days is missing in row 2 (the 3rd); 2 of 12 rows have a missing value."
                + " Complete them, or leave them out with missing(OMIT)");
    assertThat(error.component()).isEqualTo("days");
    assertThat(error.row()).isEqualTo(2);
    assertThat(error.count()).isEqualTo(2);
  }

  @Test
  void aMissingLevel() {
    List<Sleep> rows = good();
    rows.set(0, new Sleep(1, 2.0, 1, null));
    assertThatThrownBy(() -> observe(rows))
        .hasMessage(
            "Sleep: subject is missing in row 0 (the 1st); 1 of 12 rows has a missing value."
                + " Complete them, or leave them out with missing(OMIT)");
  }

  @Test
  void onlyMissingValues() {
    RowAccumulator<Sleep> sums = sums(List.of(new Sleep(1, 1.0, Double.NaN, "a")));
    assertThatThrownBy(() -> DesignAssembly.observe(sums, true))
        .hasMessage(
            "Sleep: all rows, 1 in number, have a missing value and were left out. Complete some");
  }

  @Test
  void rowsWithMissingValuesAreLeftOutOnRequestAndCounted() {
    List<Sleep> rows = good();
    rows.add(4, new Sleep(1, null, 1, "never seen again"));
    ObservedDesign observed = DesignAssembly.observe(sums(rows), true);

    assertThat(observed.rows()).isEqualTo(12);
    assertThat(observed.omitted()).isEqualTo(1);
    assertThat(observed.equations())
        .usingRecursiveComparison()
        .isEqualTo(DesignAssembly.observe(sums(good()), false).equations());
  }

  @Test
  void anInfiniteNumber() {
    assertRejected(
        new Sleep(1, Double.NEGATIVE_INFINITY, 1, "z"),
        "Sleep: days is -Infinity in row 12 (the 13th); a model needs finite numbers. Correct the"
            + " value, or make it NaN to mean missing",
        "days",
        Double.NEGATIVE_INFINITY);
  }

  @Test
  void anInfiniteResponse() {
    assertRejected(
        new Sleep(Double.POSITIVE_INFINITY, 0.0, 1, "z"),
        "Sleep: reaction is Infinity in row 12 (the 13th); a model needs finite numbers. Correct"
            + " the value, or make it NaN to mean missing",
        "reaction",
        Double.POSITIVE_INFINITY);
  }

  @Test
  void aZeroWeight() {
    assertRejected(
        new Sleep(1, 0.0, 0, "z"),
        "Sleep: weight is 0.0 in row 12 (the 13th); a weight must be positive and finite. Leave out"
            + " rows that should not count",
        "weight",
        0);
  }

  @Test
  void aNegativeWeight() {
    assertRejected(
        new Sleep(1, 0.0, -2, "z"),
        "Sleep: weight is -2.0 in row 12 (the 13th); a weight must be positive and finite. Leave"
            + " out rows that should not count",
        "weight",
        -2);
  }

  @Test
  void aReaderThatFailsLeavesNoTrace() {
    RowAccumulator<Sleep> sums =
        new RowAccumulator<>(
            SLEEP,
            (row, out) -> {
              read(row, out);
              if (row.weight > 5) {
                throw new IllegalStateException("broken row");
              }
            });
    good().forEach(sums::add);
    assertThatThrownBy(() -> sums.add(new Sleep(1, 1.0, 6, "z"))).hasMessage("broken row");
    assertThat(DesignAssembly.observe(sums, false).group(0).levels())
        .containsExactly("a", "b", "c");
  }

  @Test
  void aGroupingFactorWithOneLevel() {
    assertFails(
        rows -> rows.replaceAll(row -> new Sleep(row.reaction, row.days, 1, "a")),
        "Sleep: subject has only 1 level: 'a'. A grouping factor needs two or more; take it out of"
            + " the model");
  }

  @Test
  void asManyLevelsAsRows() {
    assertFails(
        rows -> {
          for (int r = 0; r < rows.size(); r++) {
            rows.set(r, new Sleep(r % 5, (double) (r % 3), 1, "s" + r));
          }
        },
        "Sleep: subject has 12 levels in 12 rows. Its effects cannot be distinguished from the"
            + " residuals; it needs fewer levels than rows");
  }

  @Test
  void asManyEffectsAsRows() {
    assertFails(
        rows -> {
          for (int r = 0; r < rows.size(); r++) {
            rows.set(r, new Sleep(r % 5, (double) (r % 3), 1, "s" + r / 2));
          }
        },
        "Sleep: 12 random effects ((Intercept), days by subject) cannot be distinguished from the"
            + " residuals of 12 rows. Take effects out of the term, or add rows");
  }

  @Test
  void aConstantResponse() {
    assertFails(
        rows -> rows.replaceAll(row -> new Sleep(0.1, row.days, row.weight, row.subject)),
        "Sleep: reaction is the same in all 12 rows. There is nothing to explain");
  }

  @Test
  void aRandomEffectThatIsAlwaysZero() {
    assertFails(
        rows -> rows.replaceAll(row -> new Sleep(row.reaction, 0.0, 1, row.subject)),
        "Sleep: the random effect days by subject is zero, or too close to it, in all 12 rows. Its"
            + " variance cannot be estimated; take it out of the model");
  }

  @Test
  void squaresThatOverflow() {
    assertFails(
        rows -> rows.replaceAll(row -> new Sleep(row.reaction, row.days * 1e200, 1, row.subject)),
        "Sleep: the sum of squares of days overflows: some or all of its numbers are too large."
            + " Correct them, or divide it, or weight, by a power of ten");
  }

  @Test
  void squaresThatUnderflow() {
    for (double unit : new double[] {1e-155, 1e-200, 1e-300}) {
      assertFails(
          rows ->
              rows.replaceAll(
                  row -> new Sleep(row.reaction, unit * row.days, row.weight, row.subject)),
          "Sleep: the sum of squares of days underflows: its numbers are too close to zero."
              + " Multiply it, or weight, by a power of ten");
    }
    assertFails(
        rows ->
            rows.replaceAll(
                row -> new Sleep(1e-200 * row.reaction, row.days, row.weight, row.subject)),
        "Sleep: the sum of squares of reaction underflows: its numbers are too close to zero."
            + " Multiply it, or weight, by a power of ten");
  }

  @Test
  void asManyCoefficientsAsRows() {
    assertFails(
        rows -> {
          rows.subList(2, 12).clear();
          rows.set(1, new Sleep(5, 7.0, 1, "b"));
        },
        "Sleep: 2 fixed coefficients cannot be estimated from 2 rows. Take terms out, or add rows");
  }

  @Test
  void aFixedFactorWithOneLevel() {
    ModelStructure structure =
        ModelStructure.of("Sleep", "reaction ~ 1 + subject")
            .response("reaction")
            .number("days")
            .factor("subject", Levels.strings())
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("subject"))
            .build();
    RowAccumulator<Sleep> sums = new RowAccumulator<>(structure, BadDataTest::read);
    sums.add(new Sleep(1, 1.0, 1, "a"));
    sums.add(new Sleep(2, 1.0, 1, "a"));
    assertThatThrownBy(() -> DesignAssembly.observe(sums, false))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage(
            "Sleep: subject has only 1 level: 'a'. An effect of it needs two or more; take it out"
                + " of the model");
  }

  @Test
  void anUnknownReferenceLevel() {
    ModelStructure structure =
        ModelStructure.of("Sleep", "reaction ~ 1 + subject")
            .response("reaction")
            .number("days")
            .factor("subject", Levels.strings().coded(Contrast.treatment("B")))
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("subject"))
            .build();
    RowAccumulator<Sleep> sums = new RowAccumulator<>(structure, BadDataTest::read);
    good().forEach(sums::add);
    UnknownLevelException error =
        catchThrowableOfType(
            UnknownLevelException.class, () -> DesignAssembly.observe(sums, false));
    assertThat(error)
        .hasMessage(
            "Sleep: the reference level 'B' of subject does not occur in the data; subject has 3"
                + " levels: 'a', 'b', 'c'. Make one of them the reference");
    assertThat(error.factor()).isEqualTo("subject");
    assertThat(error.level()).isEqualTo("B");
  }

  @Test
  void aFactorThatIsGivenAnotherType() {
    RowAccumulator<Sleep> sums = new RowAccumulator<>(SLEEP, (row, out) -> out.level(0, 17L));
    assertThatThrownBy(() -> sums.add(new Sleep(1, 1.0, 1, "a")))
        .hasMessage("Sleep: subject was declared with strings, but was given integers");
  }

  @Test
  void positionsAreSpeltAsOrdinals() {
    assertThat(List.of(0L, 1L, 2L, 3L, 10L, 11L, 12L, 20L, 110L, 121L))
        .extracting(RowErrors::position)
        .containsExactly(
            "0 (the 1st)",
            "1 (the 2nd)",
            "2 (the 3rd)",
            "3 (the 4th)",
            "10 (the 11th)",
            "11 (the 12th)",
            "12 (the 13th)",
            "20 (the 21st)",
            "110 (the 111th)",
            "121 (the 122nd)");
  }

  private static void assertRejected(Sleep row, String message, String component, double value) {
    RowAccumulator<Sleep> sums = sums(good());
    InvalidValueException error =
        catchThrowableOfType(InvalidValueException.class, () -> sums.add(row));
    assertThat(error).hasMessage(message);
    assertThat(error.component()).isEqualTo(component);
    assertThat(error.row()).isEqualTo(12);
    assertThat(error.value()).isEqualTo(value);

    assertThat(sums.rows()).isEqualTo(12);
    assertThat(sums.omitted()).isZero();
    ObservedDesign observed = DesignAssembly.observe(sums, false);
    assertThat(observed.group(0).levels()).containsExactly("a", "b", "c");
    assertThat(observed.equations())
        .usingRecursiveComparison()
        .isEqualTo(DesignAssembly.observe(sums(good()), false).equations());
  }

  private static void assertFails(Consumer<List<Sleep>> spoil, String message) {
    List<Sleep> rows = good();
    spoil.accept(rows);
    assertThatThrownBy(() -> observe(rows))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessage(message);
  }

  private static ObservedDesign observe(List<Sleep> rows) {
    return DesignAssembly.observe(sums(rows), false);
  }

  private static RowAccumulator<Sleep> sums(List<Sleep> rows) {
    RowAccumulator<Sleep> sums = new RowAccumulator<>(SLEEP, BadDataTest::read);
    rows.forEach(sums::add);
    return sums;
  }

  private static List<Sleep> good() {
    List<Sleep> rows = new ArrayList<>();
    for (int r = 0; r < 12; r++) {
      rows.add(new Sleep(r * r % 7, (double) (r % 4), 1, String.valueOf((char) ('a' + r % 3))));
    }
    return rows;
  }
}
