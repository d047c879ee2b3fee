package org.blup.internal.design.coding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Keys are numbered as they come, be they small, large, negative, or some of each. */
class LongIndexTest {

  @Property(tries = 200)
  void keysAreNumberedInTheOrderInWhichTheyFirstCome(@ForAll long seed) {
    Random random = new Random(seed);
    int count = random.nextInt(3_000);
    int range = 1 + random.nextInt(10_000);
    int kinds = 1 + random.nextInt(5);
    LongIndex index = new LongIndex(random.nextBoolean() ? 16 : random.nextInt(2_000));
    Map<Long, Integer> expected = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      long key = key(random, random.nextInt(kinds), range);
      int number = expected.computeIfAbsent(key, absent -> expected.size());
      assertThat(index.add(key)).isEqualTo(number);
    }
    LongIndex copy = index.copy();
    assertThat(copy.size()).isEqualTo(expected.size());
    for (int i = 0; i < 100; i++) {
      long key = key(random, random.nextInt(5), 2 * range);
      assertThat(copy.find(key)).isEqualTo(expected.getOrDefault(key, -1));
      index.add(key);
    }
    expected.forEach(
        (key, number) -> {
          assertThat(copy.find(key)).isEqualTo(number);
          assertThat(copy.key(number)).isEqualTo(key);
        });
  }

  private static long key(Random random, int kind, int range) {
    int small = random.nextInt(range);
    return switch (kind) {
      case 0 -> small;
      case 1 -> (long) small << 32 | random.nextInt(8);
      case 2 -> -small;
      case 3 -> 1_000_000_000L + small;
      default -> random.nextLong();
    };
  }
}
