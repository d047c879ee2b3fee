package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MissingValues;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.prediction.UnknownLevels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Results stand at the positions of the rows given, {@code NaN} where a value is missing. */
class RowsWithMissingValuesTest {

  enum Kind {
    EASY,
    HARD
  }

  @MixedModel("y ~ x * kind + (1 + kind | site:plot) + (1 | day)")
  record Row(
      @Nullable Double y,
      @Nullable Double x,
      @Nullable Kind kind,
      @Nullable String site,
      @Nullable Integer plot,
      @Nullable Character day) {}

  private static final List<Row> ROWS = rows();
  private static final RowsWithMissingValuesTest_RowModel.Fit FIT =
      RowsWithMissingValuesTest_RowModel.fitting().missing(MissingValues.OMIT).fit(ROWS);

  @Test
  void diagnosticsStandAtThePositionsOfTheRows() {
    Diagnostics diagnostics = FIT.diagnostics(ROWS);

    assertThat(FIT.omitted()).isEqualTo(6);
    assertThat(diagnostics.rows()).isEqualTo(ROWS.size());
    for (int i = 0; i < ROWS.size(); i++) {
      Double expected = isComplete(ROWS.get(i)) ? FIT.residual(ROWS.get(i)) : Double.NaN;
      assertThat(diagnostics.residual(i)).isEqualTo(expected);
      assertThat(Double.isNaN(diagnostics.hatValue(i))).isEqualTo(!isComplete(ROWS.get(i)));
      assertThat(Double.isNaN(diagnostics.cooksDistance(i))).isEqualTo(!isComplete(ROWS.get(i)));
    }
  }

  /** Rows that were left out for their response are left out again, whatever they are given. */
  @Test
  void refitsBootstrapsAndMeansAreThoseOfTheRowsKept() {
    List<Row> complete = ROWS.stream().filter(RowsWithMissingValuesTest::isComplete).toList();
    var fit = RowsWithMissingValuesTest_RowModel.fit(complete);
    double[] responses = new Random(5).doubles(ROWS.size()).toArray();
    double[] kept =
        IntStream.range(0, ROWS.size())
            .filter(i -> isComplete(ROWS.get(i)))
            .mapToDouble(i -> responses[i])
            .toArray();

    assertThat(FIT.refit(ROWS, responses).omitted()).isEqualTo(FIT.omitted());
    assertThat(FIT.refit(ROWS, responses).criterion())
        .isEqualTo(fit.refit(complete, kept).criterion());
    assertThat(FIT.refit(ROWS, FIT.simulate(ROWS, 1)).rows()).isEqualTo(FIT.rows());
    assertThat(FIT.bootstrap().replicates(5).run().replicates("sigma"))
        .isEqualTo(fit.bootstrap().replicates(5).run().replicates("sigma"));
    assertThat(FIT.means("kind").toString()).isEqualTo(fit.means("kind").toString());
  }

  @Test
  void theSameRowsMayBeGivenWithoutThoseLeftOut() {
    List<Row> complete = ROWS.stream().filter(RowsWithMissingValuesTest::isComplete).toList();
    Diagnostics diagnostics = FIT.diagnostics(complete);

    assertThat(diagnostics.rows()).isEqualTo(complete.size());
    assertThat(diagnostics.residual(5)).isEqualTo(FIT.residual(complete.get(5)));
  }

  @Test
  void responsesAreDrawnForTheRowsThatCanBePredicted() {
    double[] drawn = FIT.simulate(ROWS, 7);
    double[] conditional = FIT.simulateConditional(ROWS, 7);

    assertThat(drawn).hasSize(ROWS.size());
    for (int i = 0; i < drawn.length; i++) {
      boolean predicted = !Double.isNaN(FIT.predict(ROWS.get(i)));
      assertThat(Double.isNaN(drawn[i])).isEqualTo(!predicted);
      assertThat(Double.isNaN(conditional[i])).isEqualTo(!predicted);
    }
  }

  @Test
  void influenceCountsTheRowsOfTheFit() {
    assertThat(FIT.influence("day", ROWS).level("c").rows())
        .isEqualTo(
            ROWS.stream()
                .filter(RowsWithMissingValuesTest::isComplete)
                .filter(row -> Character.valueOf('c').equals(row.day()))
                .count());
  }

  @Test
  void aPredictionNeedsTheValuesThatItUses() {
    Row whole = new Row(null, 1.0, Kind.HARD, "A", 1, 'a');
    Row noDay = new Row(null, 1.0, Kind.HARD, "A", 1, null);
    Row noPlot = new Row(null, 1.0, Kind.HARD, "A", null, 'a');
    Row noKind = new Row(null, 1.0, null, "A", 1, 'a');
    Row noX = new Row(null, null, Kind.HARD, "A", 1, 'a');

    assertThat(FIT.predict(whole)).isFinite();
    for (Row row : List.of(noDay, noPlot, noKind, noX)) {
      assertThat(FIT.predict(row)).isNaN();
      assertThat(FIT.prediction().predict(row)).isNaN();
      assertThat(FIT.prediction().standardError(row)).isNaN();
      assertThat(FIT.prediction().predictionInterval(row, 0.9).upper()).isNaN();
      assertThat(FIT.prediction().unknownLevels(UnknownLevels.POPULATION_MEAN).standardError(row))
          .isNaN();
    }
    assertThat(FIT.predictPopulation(noDay)).isEqualTo(FIT.predictPopulation(whole));
    assertThat(FIT.predictPopulation(noPlot)).isEqualTo(FIT.predictPopulation(whole));
    assertThat(FIT.predictPopulation(noKind)).isNaN();
    assertThat(FIT.prediction().including("site:plot").predict(noDay))
        .isEqualTo(FIT.prediction().including("site:plot").predict(whole));
    assertThat(FIT.prediction().including("site:plot").standardError(noDay))
        .isEqualTo(FIT.prediction().including("site:plot").standardError(whole));
    assertThat(FIT.prediction().including("day").standardError(noPlot)).isFinite();
    assertThat(FIT.isEstimable(noDay)).isTrue();
    assertThat(FIT.isEstimable(noKind)).isFalse();
  }

  @Test
  void rowsThatCannotBeReadAreAnsweredByName() {
    Iterable<Row> withoutIterator = RowsWithMissingValuesTest::nothing;

    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> RowsWithMissingValuesTest_RowModel.fit(withoutIterator))
        .withMessage("'rows' gave null for an iterator(). Let it return a new iterator each time.");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.diagnostics(withoutIterator))
        .withMessageContaining("null for an iterator()");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> FIT.simulate(Collections.singletonList(null), 1))
        .withMessage("Row 0 is null. Leave it out.");
    assertThatExceptionOfType(BlupException.class)
        .isThrownBy(() -> RowsWithMissingValuesTest_RowModel.crossProducts().merge(nothing()))
        .withMessage("Row: the part to merge is null. Merge a part");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  private static boolean isComplete(Row row) {
    return row.y() != null
        && row.x() != null
        && row.kind() != null
        && row.site() != null
        && row.plot() != null
        && row.day() != null;
  }

  private static List<Row> rows() {
    Random random = new Random(3);
    double[] plots = random.doubles(12).toArray();
    double[] kinds = random.doubles(12).toArray();
    double[] days = random.doubles(8).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      int plot = i % 12;
      Kind kind = i / 12 % 2 == 0 ? Kind.EASY : Kind.HARD;
      int day = i / 24 % 8;
      double x = random.nextGaussian();
      double y = x + plots[plot] + kind.ordinal() * kinds[plot] + days[day] + random.nextGaussian();
      String site = plot < 6 ? "A" : "B";
      rows.add(new Row(y, x, kind, site, plot % 6, (char) ('a' + day)));
    }
    rows.set(0, change(rows.get(0), 0));
    rows.set(9, change(rows.get(9), 1));
    rows.set(10, change(rows.get(10), 2));
    rows.set(120, change(rows.get(120), 3));
    rows.set(238, change(rows.get(238), 4));
    rows.set(239, change(rows.get(239), 5));
    return rows;
  }

  private static Row change(Row row, int missing) {
    return new Row(
        missing == 0 ? null : row.y(),
        missing == 1 ? null : row.x(),
        missing == 2 ? null : row.kind(),
        missing == 3 ? null : row.site(),
        missing == 4 ? null : row.plot(),
        missing == 5 ? null : row.day());
  }
}
