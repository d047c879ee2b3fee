package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.junit.jupiter.api.Test;

/** Levels of two factors that follow each other in one long path: nothing recurses along it. */
class LongPathTest {

  private static final int LEVELS = 30_000;

  private static final int STACK = 256 << 10;

  @MixedModel("y ~ x + (1 | a) + (1 | b)")
  record Row(double y, double x, int a, int b) {}

  @Test
  void aPathOfLevelsNeedsNoDeepStack() throws InterruptedException {
    AtomicReference<LongPathTest_RowModel.Fit> fit = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> fit.set(LongPathTest_RowModel.fit(rows())), "small stack", STACK);
    thread.setUncaughtExceptionHandler((in, throwable) -> thrown.set(throwable));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
    assertThat(fit.get().a().levels()).hasSize(LEVELS);
    assertThat(fit.get().b().levels()).hasSize(LEVELS + 1);
    assertThat(fit.get().fixed().x().estimate()).isBetween(0.45, 0.55);
  }

  /** Each level of a meets two of b, and each of b two of a, twice. */
  private static Stream<Row> rows() {
    double[] effects = new SplittableRandom(1).doubles(2 * LEVELS + 1, -1, 1).toArray();
    return IntStream.range(0, 4 * LEVELS)
        .mapToObj(
            i -> {
              SplittableRandom random = new SplittableRandom(i);
              int a = i / 2 % LEVELS;
              int b = a + i % 2;
              double x = random.nextDouble();
              double noise = 2 * random.nextDouble() - random.nextDouble();
              return new Row(0.5 * x + effects[a] + effects[LEVELS + b] + noise, x, a, b);
            });
  }
}
