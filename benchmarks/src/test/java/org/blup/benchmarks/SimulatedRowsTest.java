package org.blup.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimulatedRowsTest {

  @Test
  void rowsAreTheSameAtEachReading() {
    Iterable<Simulated.Slope> rows = SimulatedRows.slopes(1_000, 50, Simulated.Slope::new);
    assertThat(rows).hasSize(1_000).containsExactlyElementsOf(rows);
  }

  /** A sum of four uniform numbers: its mean over n draws has a standard deviation of 1/√n. */
  @Test
  void bellShapedNumbersHaveMeanZeroAndVarianceOne() {
    int n = 1_000_000;
    double sum = 0;
    double squares = 0;
    for (double value : new Numbers(1).bells(n, 1)) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / n).isCloseTo(0, within(5e-3));
    assertThat(squares / n).isCloseTo(1, within(5e-3));
  }
}
