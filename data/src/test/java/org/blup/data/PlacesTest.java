package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that a fit cannot use are named by the line of the file that has them. */
class PlacesTest {

  private static final String MISSING =
      "reaction,days,note,subject\n1,0,\"two\nlines\",a\n\n2,NA,,a\n3,2,,b\n";

  /** The knot stands at the median, so that the rows are read twice. */
  @MixedModel("reaction ~ ns(days, 2) + (1 | subject)")
  record Curve(double reaction, double days, String subject) {}

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sleep.csv"), text);
  }

  @Test
  void aMissingValueOfAListIsNamedByItsLine() throws IOException {
    Path file = file(MISSING);
    List<Sleep> rows = SleepModel.readCsv(file);

    assertThatThrownBy(() -> SleepModel.fit(rows))
        .isInstanceOfSatisfying(
            MissingValueException.class,
            e -> {
              assertThat(e.component()).isEqualTo("days");
              assertThat(e.row()).isEqualTo(1);
            })
        .hasMessage(
            file
                + ", line 5: days is missing in row 1 (the 2nd); 1 of 3 rows has a missing value."
                + " Complete them, or leave them out with missing(OMIT)");
    assertThatThrownBy(() -> SleepModel.design(rows)).hasMessageStartingWith(file + ", line 5: ");
  }

  @Test
  void rowsThatAreReadForKnotsAreNamedByTheirLine() throws IOException {
    Path file = file(MISSING);
    List<Curve> rows = PlacesTest_CurveModel.readCsv(file);

    assertThatThrownBy(() -> PlacesTest_CurveModel.design(rows))
        .hasMessageStartingWith(file + ", line 5: days");
    assertThatThrownBy(() -> PlacesTest_CurveModel.fit(rows))
        .hasMessageStartingWith(file + ", line 5: days");
  }

  @Test
  void aMissingValueOfAStreamIsNamedByItsLine() throws IOException {
    Path file = file(MISSING);
    try (Stream<Sleep> rows = SleepModel.streamCsv(file)) {
      assertThatThrownBy(() -> SleepModel.fit(rows))
          .hasMessageStartingWith(file + ", line 5: days");
    }
  }

  @Test
  void anInfiniteValueIsNamedByItsLine() throws IOException {
    Path file = file("reaction,days,subject\n1,0,a\n2,Inf,a\n3,2,b\n");

    assertThatThrownBy(() -> SleepModel.fit(SleepModel.readCsv(file)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(file + ", line 3: days is Infinity in row 1 (the 2nd); a model");
  }

  /** Rows that were chosen or changed are no longer those of the file. */
  @Test
  void rowsOfOneselfAreNamedByTheirNumber() throws IOException {
    Path file = file(MISSING);
    try (Stream<Sleep> rows = SleepModel.streamCsv(file)) {
      assertThatThrownBy(() -> SleepModel.fit(rows.filter(row -> row.reaction() > 1)))
          .hasMessageStartingWith("Sleep: days is missing in row 0 (the 1st)");
    }
    assertThatThrownBy(() -> SleepModel.fit(List.copyOf(SleepModel.readCsv(file))))
        .hasMessageStartingWith("Sleep: days is missing in row 1 (the 2nd)");
  }

  @Test
  void aListOfRowsIsAsAnyList() throws IOException {
    List<Sleep> rows = SleepModel.readCsv(file("reaction,days,subject\n1,0,a\n2,1,b\n"));

    assertThat(rows).hasSize(2).isEqualTo(List.of(rows.get(0), rows.get(1)));
    assertThat(rows.stream().map(Sleep::subject)).containsExactly("a", "b");
    assertThat(rows.toArray()).hasSize(2);
    assertThatThrownBy(() -> rows.add(rows.get(0)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> rows.remove(0)).isInstanceOf(UnsupportedOperationException.class);
  }
}
