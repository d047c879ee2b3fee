package org.blup.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.blup.linalg.cholesky.RandomBlockMatrix;
import org.blup.linalg.inverse.SelectedInverse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads change when work is done, and nothing else. */
class PiecesTest {

  @AfterEach
  void allowThreads() {
    Pieces.setThreads(true);
  }

  @Test
  void oneThreadAndSeveralGiveTheSameBits() {
    RandomBlockMatrix matrix = RandomBlockMatrix.crossed(7L, 300, 260, 3);
    Pieces.setThreads(false);
    double[] factor = matrix.factor().panels().clone();
    SelectedInverse inverse = new SelectedInverse(matrix.factor());
    inverse.compute(2);
    Pieces.setThreads(true);
    for (int repeat = 0; repeat < 10; repeat++) {
      assertThat(matrix.factor().panels()).isEqualTo(factor);
      SelectedInverse again = new SelectedInverse(matrix.factor());
      again.compute(2);
      assertThat(again.panels()).isEqualTo(inverse.panels());
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
