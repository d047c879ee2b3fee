package org.blup.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.blup.internal.linalg.Threads;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.RandomBlockMatrix;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads change when work is done, and nothing else. */
class PiecesTest {

  /** The tail of the larger has work for many more pieces than the machine has threads. */
  @ParameterizedTest
  @CsvSource({"300, 260", "620, 560"})
  void anyNumberOfThreadsGivesTheSameBits(int rows, int columns) {
    RandomBlockMatrix matrix = RandomBlockMatrix.crossed(7L, rows, columns, 3);
    List<double[]> alone = Threads.of(1, () -> factorAndInverse(matrix));
    for (int threads : new int[] {2, 3, 8, 32, 2, 2}) {
      List<double[]> again = Threads.of(threads, () -> factorAndInverse(matrix));
      assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(alone);
    }
  }

  private static List<double[]> factorAndInverse(RandomBlockMatrix matrix) {
    BlockCholesky factor = matrix.factor();
    SelectedInverse inverse = new SelectedInverse(factor);
    inverse.compute(2);
    return List.of(factor.panels(), inverse.panels());
  }

  /** What the documentation promises of the cut: by size alone, and enough for many processors. */
  @Test
  void largeWorkIsCutIntoManyPieces() {
    assertThat(Pieces.count(4e5)).isEqualTo(1);
    assertThat(Pieces.count(1e6)).isEqualTo(4);
    assertThat(Pieces.count(8e7)).isEqualTo(20);
    assertThat(Pieces.count(1e12)).isEqualTo(Pieces.COUNT);
    assertThat(Pieces.count(1e12, 1280, 128)).isEqualTo(10);
  }

  @Test
  void noTwoPiecesShareAWorkersSpace() {
    AtomicIntegerArray inside = new AtomicIntegerArray(8);
    AtomicIntegerArray done = new AtomicIntegerArray(Pieces.COUNT);
    boolean alone =
        Threads.of(
            8,
            () -> {
              AtomicBoolean shared = new AtomicBoolean();
              Pieces.runByWorker(
                  Pieces.COUNT,
                  (piece, worker) -> {
                    if (inside.incrementAndGet(worker) > 1) {
                      shared.set(true);
                    }
                    Thread.yield();
                    done.incrementAndGet(piece);
                    inside.decrementAndGet(worker);
                  });
              return !shared.get();
            });
    assertThat(alone).isTrue();
    for (int piece = 0; piece < Pieces.COUNT; piece++) {
      assertThat(done.get(piece)).isEqualTo(1);
    }
  }

  @Test
  void severalThreadsTakePart() {
    CountDownLatch all = new CountDownLatch(2);
    boolean met =
        Threads.of(
            2,
            () -> {
              boolean[] waited = new boolean[2];
              Pieces.run(2, piece -> waited[piece] = meet(all));
              return waited[0] && waited[1];
            });
    assertThat(met).isTrue();
  }

  private static boolean meet(CountDownLatch all) {
    all.countDown();
    try {
      return all.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void eachPieceIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(Pieces.COUNT);
    Pieces.run(Pieces.COUNT, done::incrementAndGet);
    for (int piece = 0; piece < Pieces.COUNT; piece++) {
      assertThat(done.get(piece)).isEqualTo(1);
    }
  }

  @Test
  void failuresReachTheCaller() {
    assertThatThrownBy(
            () ->
                Pieces.run(
                    2,
                    piece -> {
                      if (piece == 1) {
                        throw new IllegalStateException("one");
                      }
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  /** Several threads share a queue of the pool: the task of one lies on top of another's. */
  @Test
  @Timeout(60)
  void noThreadWaitsForWorkersThatNeverCome() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    int workers = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch busy = new CountDownLatch(workers);
    for (int i = 0; i < workers; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    busy.await();
    AtomicIntegerArray done = new AtomicIntegerArray(Pieces.COUNT);
    Runnable work =
        () -> {
          for (int i = 0; i < 500; i++) {
            Pieces.run(Pieces.COUNT, done::incrementAndGet);
          }
        };
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(work);
      threads[i].start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } finally {
      end.countDown();
    }
    for (int piece = 0; piece < Pieces.COUNT; piece++) {
      assertThat(done.get(piece)).isEqualTo(500 * threads.length);
    }
  }
}
