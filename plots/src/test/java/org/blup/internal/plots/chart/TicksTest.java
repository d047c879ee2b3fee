package org.blup.internal.plots.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {

  @Test
  void oneAloneWouldTellNoScale() {
    assertThat(Ticks.within(31, 82, 2).labels()).containsExactly("40", "60", "80");
    assertThat(Ticks.within(31, 82, 1).labels()).containsExactly("50");
  }

  @Test
  void roundNumbersAreNoMoreThanThereIsRoomFor() {
    assertThat(Ticks.within(0, 9, 2).labels()).containsExactly("0", "5");
    assertThat(Ticks.within(0, 10, 5).labels()).containsExactly("0", "5", "10");
    assertThat(Ticks.within(0, 10, 6).labels()).containsExactly("0", "2", "4", "6", "8", "10");
    assertThat(Ticks.within(-0.35, 0.4, 8).labels()).hasSizeLessThanOrEqualTo(8).contains("0");
  }
}
