package org.blup.internal.inference.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.blup.internal.inference.bootstrap.ReplicateRun.Outcome;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicate;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicator;
import org.junit.jupiter.api.Test;

/** Replicates by several threads. */
class ReplicateRunTest {

  private static final ReplicateRun RUN = new ReplicateRun(7);

  private static Outcome run(int threads, Replicator replicator) {
    return RUN.run(40, threads, () -> replicator, done -> {}, () -> false);
  }

  private static int number(long seed) {
    return IntStream.range(0, 40).filter(n -> RUN.seed(n) == seed).findFirst().orElseThrow();
  }

  @Test
  void threadsChangeNothing() {
    Replicator drawn =
        seed -> Optional.of(new Replicate(new double[] {seed, number(seed)}, seed % 2 == 0));
    Outcome one = run(1, drawn);
    Outcome three = run(3, drawn);

    assertThat(three.statistics()).isDeepEqualTo(one.statistics());
    assertThat(three.numbers()).isEqualTo(one.numbers());
    assertThat(three.singular()).isEqualTo(one.singular());
    assertThat(one.statistics()).hasDimensions(40, 2);
  }

  @Test
  void replicatesWithoutAFitAreLeftOutAndCounted() {
    Outcome outcome =
        run(
            2,
            seed ->
                number(seed) % 4 == 0
                    ? Optional.empty()
                    : Optional.of(
                        new Replicate(new double[] {number(seed)}, number(seed) % 10 == 1)));

    assertThat(outcome.requested()).isEqualTo(40);
    assertThat(outcome.failed()).isEqualTo(10);
    assertThat(outcome.singular()).isEqualTo(4);
    assertThat(outcome.numbers())
        .containsExactly(IntStream.range(0, 40).filter(n -> n % 4 != 0).toArray());
    assertThat(Arrays.stream(outcome.statistics()).mapToInt(each -> (int) each[0]).toArray())
        .isEqualTo(outcome.numbers());
  }

  @Test
  void aCancelledRunHasTheReplicatesMadeBefore() {
    AtomicInteger made = new AtomicInteger();
    Outcome outcome =
        RUN.run(
            40,
            1,
            () -> seed -> Optional.of(new Replicate(new double[] {1}, false)),
            done -> made.set(done),
            () -> made.get() == 5);

    assertThat(outcome.statistics()).hasNumberOfRows(5);
    assertThat(outcome.numbers()).containsExactly(0, 1, 2, 3, 4);
    assertThat(outcome.failed()).isZero();
    assertThat(outcome.requested()).isEqualTo(40);
  }

  @Test
  void anExceptionEndsAllThreads() {
    Replicator failing =
        seed -> {
          if (number(seed) == 11) {
            throw new IllegalStateException("replicate 11");
          }
          return Optional.of(new Replicate(new double[] {1}, false));
        };

    assertThatThrownBy(() -> run(3, failing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("replicate 11");
  }

  @Test
  void seedsDiffer() {
    long[] seeds =
        IntStream.range(0, 10_000)
            .mapToLong(n -> (n < 5000 ? RUN : new ReplicateRun(8)).seed(n % 5000))
            .toArray();

    assertThat(Arrays.stream(seeds).distinct().count()).isEqualTo(seeds.length);
  }
}
