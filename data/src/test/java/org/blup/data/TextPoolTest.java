package org.blup.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextPoolTest {

  private final TextPool pool = new TextPool();

  @Test
  void manyTextsAreEachKeptOnce() {
    List<String> first = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      first.add(of("g" + i));
    }
    int same = 0;
    for (int i = 0; i < 100_000; i++) {
      String again = of("g" + i);
      assertThat(again).isEqualTo("g" + i);
      same += again == first.get(i) ? 1 : 0;
    }
    assertThat(same).isGreaterThan(99_000);
  }

  @Test
  void everNewTextsAreStillRead() {
    for (int i = 0; i < 1_200_000; i++) {
      if (!of(Integer.toString(i)).equals(Integer.toString(i))) {
        throw new AssertionError(i);
      }
    }
  }

  /** "Aa" and "BB" have one hash, and so has every text made of as many of them. */
  @Test
  void textsOfOneHashTakeNoLongerThanOthers() {
    for (int i = 0; i < 1 << 16; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 16; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      assertThat(of(text.toString())).isEqualTo(text.toString());
    }
  }

  private String of(String text) {
    char[] within = ("(" + text + ")").toCharArray();
    return pool.of(within, 1, within.length - 1);
  }
}
