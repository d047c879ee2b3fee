package org.blup.internal.plots.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoothTest {

  @Test
  void aLineIsItsOwnSmooth() {
    double[] x = IntStream.range(0, 50).mapToDouble(i -> i * i).toArray();
    double[] y = IntStream.range(0, 50).mapToDouble(i -> 3 - 2.0 * i * i).toArray();

    Smooth smooth = Smooth.of(x, y);

    assertThat(smooth.x()).isEqualTo(x);
    assertThat(smooth.y()).containsExactly(y, within(1e-8));
  }

  /** R 4: {@code lowess(1:9, c(2, 4, 3, 6, 8, 5, 9, 12, 10), f = 2/3, iter = 0)$y}. */
  @Test
  void agreesWithLowess() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double[] y = {2, 4, 3, 6, 8, 5, 9, 12, 10};

    assertThat(Smooth.of(x, y).y())
        .containsExactly(
            new double[] {
              2.090154560,
              3.198730575,
              4.425758173,
              5.443452511,
              6.317856257,
              7.595130775,
              8.743614430,
              9.994947934,
              11.316841954
            },
            within(1e-6));
  }

  @Test
  void manyPointsAreAveragedInGroups() {
    double[] x = IntStream.range(0, 100_000).mapToDouble(i -> i % 7919).toArray();
    double[] y = IntStream.range(0, 100_000).mapToDouble(i -> 5 + i % 7919 * 0.25).toArray();

    Smooth smooth = Smooth.of(x, y);

    assertThat(smooth.x().length).isLessThanOrEqualTo(400);
    for (int i = 0; i < smooth.x().length; i++) {
      assertThat(smooth.y()[i]).isCloseTo(5 + smooth.x()[i] * 0.25, within(1e-6));
    }
  }
}
