package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.blup.design.CrossProducts;
import org.blup.model.Fitting;
import org.blup.model.MissingValues;
import org.blup.model.ProgressListener;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Means;
import org.blup.model.means.Multiplicity;
import org.blup.model.profile.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener is told of the rows, and then of the search. */
class ProgressTest {

  @MixedModel("y ~ x + (1 | g)")
  record Row(double y, double x, int g) {}

  private static final int ROWS = 100_000;

  /** Rows read so far, and −1 for each evaluation. */
  private static final class Told implements ProgressListener {

    private final List<Long> events = new ArrayList<>();

    @Override
    public void evaluated(double[] theta, double criterion) {
      events.add(-1L);
    }

    @Override
    public void read(long rows) {
      events.add(rows);
    }
  }

  private final Told told = new Told();

  private final Fitting<Row, ProgressTest_RowModel.Fit> fitting =
      ProgressTest_RowModel.fitting().missing(MissingValues.OMIT).progress(told);

  private static List<Row> rows() {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> new Row(i % 7 == 0 ? Double.NaN : i % 13 + i % 10, i % 11, i % 10))
        .toList();
  }

  @Test
  void rowsAreToldBeforeTheSearchAndThoseLeftOutCount() {
    var fit = fitting.fit(rows());

    int evaluations = Collections.frequency(told.events, -1L);
    List<Long> read = told.events.subList(0, told.events.size() - evaluations);
    assertThat(read).doesNotContain(-1L).isSorted().hasSizeGreaterThan(3).endsWith((long) ROWS);
    assertThat(evaluations).isEqualTo(fit.evaluations());
  }

  @Test
  void aStreamTellsTheSame() {
    fitting.fit(rows());
    List<Long> ofList = List.copyOf(told.events);
    told.events.clear();

    fitting.fit(rows().stream());

    assertThat(told.events).isEqualTo(ofList);
  }

  @Test
  void theRowsOfCrossProductsWereReadBefore() {
    CrossProducts<Row> sums = ProgressTest_RowModel.crossProducts();
    rows().forEach(sums::add);

    fitting.fit(sums);

    assertThat(told.events).isNotEmpty().containsOnly(-1L);
  }

  @Test
  void aProfileTellsOfEachParameter() {
    List<String> done = new ArrayList<>();
    Profile profile =
        ProgressTest_RowModel.fitting()
            .fit(rows().stream().filter(row -> !Double.isNaN(row.y())).toList())
            .profile()
            .progress((count, of) -> done.add(count + " of " + of));

    assertThat(profile.intervals(0.9)).hasSize(4);

    assertThat(done).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
  }

  @MixedModel("y ~ f + (1 | g)")
  record Cell(double y, String f, int g) {}

  private static ProgressTest_CellModel.Fit cells() {
    return ProgressTest_CellModel.fit(
        IntStream.range(0, 60)
            .mapToObj(i -> new Cell(i % 13 + i % 10 + i % 4, "f" + i % 4, i % 10))
            .toList());
  }

  @ParameterizedTest
  @EnumSource(Multiplicity.class)
  void comparisonsTellOfTheirTestsAndAdjustedPValues(Multiplicity multiplicity) {
    boolean isControl = multiplicity == Multiplicity.DUNNETT;
    List<String> done = new ArrayList<>();
    Means<String> means =
        cells().referenceGrid().means("f").progress((count, of) -> done.add(count + " of " + of));
    Comparisons<String> comparisons = isControl ? means.versus("f2") : means.pairwise();

    String table = comparisons.adjust(multiplicity).toString();

    int steps = isControl ? 6 : 12;
    assertThat(done)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, steps).mapToObj(i -> i + " of " + steps).toList());
    Means<String> untold = cells().referenceGrid().means("f");
    assertThat(table)
        .isEqualTo(
            (isControl ? untold.versus("f2") : untold.pairwise()).adjust(multiplicity).toString());
  }

  @Test
  void meansTellOfEachOnce() {
    List<String> done = new ArrayList<>();
    Means<String> means =
        cells().referenceGrid().means("f").progress((count, of) -> done.add(count + " of " + of));

    assertThat(means.get("f3").estimate()).isPositive();
    assertThat(done).containsExactly("1 of 4");
    assertThat(means.toString()).isEqualTo(cells().referenceGrid().means("f").toString());
    assertThat(means.toJson()).isEqualTo(cells().referenceGrid().means("f").toJson());
    assertThat(done).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
  }

  /** An interrupt out of the listener ends the table, which can be asked for again. */
  @Test
  void aTableOfMeansCanBeGivenUp() {
    Comparisons<String> comparisons =
        cells()
            .means("f")
            .progress(
                (count, of) -> {
                  if (count == 3) {
                    Thread.currentThread().interrupt();
                  }
                })
            .pairwise();

    assertThatThrownBy(comparisons::toString).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(comparisons.toString())
        .isEqualTo(cells().referenceGrid().means("f").pairwise().toString());
  }
}
