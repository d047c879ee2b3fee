package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines of rows, blank lines and rows of several lines between them. */
class LineNumbersTest {

  @Test
  void rowsFollowEachOtherButWhereTheyDoNot() {
    LineNumbers numbers = new LineNumbers();
    long[] lines = {2, 3, 4, 7, 8, 10, 11};
    for (long line : lines) {
      numbers.add(line);
    }

    for (int row = 0; row < lines.length; row++) {
      assertThat(numbers.line(row)).hasValue(lines[row]);
    }
    assertThat(numbers.line(lines.length)).isEmpty();
    assertThat(numbers.line(-1)).isEmpty();
    assertThat(new LineNumbers().line(0)).isEmpty();
  }

  /** Memory does not grow with a file of rows that all have two lines. */
  @Test
  void afterManyJumpsLinesAreNotKnown() {
    LineNumbers numbers = new LineNumbers();
    IntStream.range(0, 200_000).forEach(row -> numbers.add(2L * row + 2));

    assertThat(numbers.line(65_535)).hasValue(2L * 65_535 + 2);
    assertThat(numbers.line(65_536)).isEmpty();
    assertThat(numbers.line(199_999)).isEmpty();
  }
}
