package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;

class ConcurrentUseTest {

  private static final ModelStructure STRUCTURE =
      ModelStructure.of("Made", "y ~ x + poly(x, 2) + (x | g) + (1 | h)")
          .response("y")
          .number("x")
          .factor("g", Levels.strings())
          .factor("h", Levels.strings())
          .basis("poly(x, 2)", Basis.polynomial("x", 2))
          .fixed(EffectTerm.intercept())
          .fixed(EffectTerm.of("poly(x, 2)"))
          .random(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")))
          .random(RandomTerm.by("h").of(EffectTerm.intercept()))
          .build();

  @Test
  void threadsThatReadTheSameSumsGetTheSameBits() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int seed = 0; seed < 150; seed++) {
        List<TestRow> rows = rows(seed, 256 + 3 * seed);
        long expected = bits(TestRow.sum(STRUCTURE, rows));
        RowAccumulator<TestRow> shared = TestRow.sum(STRUCTURE, rows);
        CyclicBarrier barrier = new CyclicBarrier(threads);
        Callable<Long> observation =
            () -> {
              barrier.await();
              return bits(shared);
            };
        List<Future<Long>> found = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
          found.add(pool.submit(observation));
        }
        for (Future<Long> future : found) {
          assertThat(future.get()).isEqualTo(expected);
        }
        assertThat(bits(shared)).isEqualTo(expected);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void readingChangesNoBitOfWhatIsSummedAfterwards() {
    for (int seed = 0; seed < 20; seed++) {
      List<TestRow> rows = rows(seed, 3000);
      Random random = new Random(seed);
      RowAccumulator<TestRow> read = new RowAccumulator<>(STRUCTURE, TestRow::read);
      RowAccumulator<TestRow> merged = TestRow.sum(STRUCTURE, rows.subList(0, 100));
      for (TestRow row : rows) {
        read.add(row);
        if (read.rows() > 100 && random.nextInt(100) == 0) {
          DesignAssembly.observe(read, false);
          TestRow.sum(STRUCTURE, rows.subList(0, 10)).merge(read);
          DesignAssembly.observe(read, false);
        }
      }
      assertThat(bits(read)).isEqualTo(bits(TestRow.sum(STRUCTURE, rows)));
      assertThat(bits(merged.merge(read)))
          .isEqualTo(
              bits(
                  TestRow.sum(STRUCTURE, rows.subList(0, 100))
                      .merge(TestRow.sum(STRUCTURE, rows))));
    }
  }

  @Test
  void twoThreadsThatFillAreRefusedAndTheSumsWithThem() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    RowAccumulator<TestRow> sums =
        new RowAccumulator<>(
            STRUCTURE,
            (row, out) -> {
              TestRow.read(row, out);
              inside.countDown();
              await(refused);
            });
    List<TestRow> rows = rows(1, 2);
    Thread first = new Thread(() -> sums.add(rows.get(0)));
    first.start();
    await(inside);
    String message =
        "Made: two threads used these cross-products at the same time, so rows are missing. Let"
            + " each thread fill cross-products of its own, and merge them";
    assertThatThrownBy(() -> DesignAssembly.observe(sums, false))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "Made: another thread is adding rows to these cross-products. Wait until all rows are"
                + " in");
    assertThatThrownBy(() -> sums.add(rows.get(1)))
        .isInstanceOf(BlupException.class)
        .hasMessage(message);
    refused.countDown();
    first.join();
    assertThatThrownBy(() -> DesignAssembly.observe(sums, false)).hasMessage(message);
    assertThatThrownBy(() -> sums.add(rows.get(1))).hasMessage(message);
  }

  @Test
  void oneThreadMayFillAfterAnother() throws Exception {
    List<TestRow> rows = rows(1, 2000);
    RowAccumulator<TestRow> sums = new RowAccumulator<>(STRUCTURE, TestRow::read);
    ExecutorService one = Executors.newSingleThreadExecutor();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < rows.size(); i++) {
        TestRow row = rows.get(i);
        (i % 3 == 0 ? one : other).submit(() -> sums.add(row)).get();
      }
    } finally {
      one.shutdown();
      other.shutdown();
    }
    assertThat(bits(sums)).isEqualTo(bits(TestRow.sum(STRUCTURE, rows)));
  }

  /** A plain counter that is only touched inside must not lose a single increment. */
  @Test
  void neverAreTwoThreadsInside() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int trial = 0; trial < 300; trial++) {
        ExclusiveUse use = new ExclusiveUse();
        long[] counter = new long[1];
        CyclicBarrier barrier = new CyclicBarrier(3);
        Callable<Long> visits =
            () -> {
              barrier.await();
              long visited = 0;
              for (int i = 0; i < 2000; i++) {
                if (use.enter()) {
                  counter[0]++;
                  visited++;
                  use.exit();
                }
              }
              return visited;
            };
        long visited = 0;
        for (Future<Long> future : pool.invokeAll(List.of(visits, visits, visits))) {
          visited += future.get();
        }
        assertThat(counter[0]).isEqualTo(visited);
        assertThat(use.enter()).isTrue();
        assertThat(use.enter()).isFalse();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<TestRow> rows(int seed, int count) {
    Random random = new Random(seed);
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          new TestRow(
              random.nextGaussian(),
              1,
              0,
              new double[] {5 + i * 0.001 + random.nextGaussian()},
              new String[] {"g" + random.nextInt(30 + i / 50), "h" + random.nextInt(7)}));
    }
    return rows;
  }

  /** All numbers of the equations, in one. */
  private static long bits(RowAccumulator<TestRow> sums) {
    NormalEquations equations = DesignAssembly.observe(sums, false).equations();
    long bits = hash(equations.border());
    for (List<double[]> numbers :
        List.of(equations.groupBorders(), equations.levelBlocks(), equations.pairBlocks())) {
      for (double[] values : numbers) {
        bits = 31 * bits + hash(values);
      }
    }
    return bits;
  }

  private static long hash(double[] values) {
    long hash = values.length;
    for (double value : values) {
      hash = 0x9E3779B97F4A7C15L * hash + Double.doubleToLongBits(value);
    }
    return hash;
  }
}
