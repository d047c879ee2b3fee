package org.blup.internal.numeric;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic parallel loops: work is cut into independent pieces, and as many threads as the
 * machine has take them one by one. How work is cut depends on its size alone, so results do not
 * depend on the number of threads. Threads are those of the common pool, or of the pool that the
 * calling thread belongs to. An interrupt of the calling thread ends a loop between two pieces.
 */
public final class Pieces {

  /** Into how many pieces work is cut at most. */
  public static final int COUNT = 64;

  /** Multiplications below which threads cost more than they bring. */
  private static final double LARGE = 4e5;

  /** The least number of pieces that larger work is cut into. */
  private static final int FEWEST = 4;

  /** Multiplications of a piece, where there are more pieces than the fewest. */
  private static final double OF_PIECE = 4e6;

  private Pieces() {}

  /** Whether work of so many multiplications is worth being cut. */
  public static boolean isLarge(double multiplications) {
    return multiplications > LARGE;
  }

  /** The number of pieces for work of a number of multiplications. */
  public static int count(double multiplications) {
    if (!isLarge(multiplications)) {
      return 1;
    }
    return (int) Math.max(FEWEST, Math.min(COUNT, multiplications / OF_PIECE));
  }

  /**
   * The same where an element is best taken together with others, as rows of dense products are.
   *
   * @param elements so many of a piece, where there are more pieces than the fewest
   */
  public static int count(double multiplications, int length, int elements) {
    return Math.min(count(multiplications), Math.max(FEWEST, length / elements));
  }

  /** Where one of several pieces of a length begins. */
  public static int begin(int length, int piece, int count) {
    return (int) ((long) length * piece / count);
  }

  /** Takes a range of elements. */
  @FunctionalInterface
  public interface Range {

    /**
     * Takes elements {@code from … to}.
     *
     * @param number of the piece or of the worker; nobody else has it meanwhile
     */
    void accept(int number, int from, int to);
  }

  /** Takes a piece. */
  @FunctionalInterface
  public interface Work {

    /**
     * Takes a piece.
     *
     * @param worker a number below the number of pieces that no other thread has meanwhile: it says
     *     which scratch space to use. Results may not depend on it.
     */
    void accept(int piece, int worker);
  }

  /** Does elements 0 … length − 1, in one piece or, if the work is large, in several. */
  public static void overRange(int length, double multiplications, Range work) {
    int count = count(multiplications);
    run(
        count,
        piece -> work.accept(piece, begin(length, piece, count), begin(length, piece + 1, count)));
  }

  /** The same, where results need no place of their own and scratch space is each worker's. */
  public static void overRangeByWorker(int length, int count, Range work) {
    runByWorker(
        count,
        (piece, worker) ->
            work.accept(worker, begin(length, piece, count), begin(length, piece + 1, count)));
  }

  /** Does pieces 0 … count − 1. */
  public static void run(int count, IntConsumer work) {
    runByWorker(count, (piece, worker) -> work.accept(piece));
  }

  /** Does pieces 0 … count − 1 with scratch space of each worker. */
  public static void runByWorker(int count, Work work) {
    run(count, work, true);
  }

  /** The same, whether the thread is interrupted or not: for what must not be done by half. */
  public static void runToEnd(int count, Work work) {
    run(count, work, false);
  }

  private static void run(int count, Work work, boolean mayEnd) {
    if (mayEnd) {
      Interruption.check();
    }
    int threads = Math.min(count, threads());
    if (threads == 1) {
      for (int piece = 0; piece < count; piece++) {
        if (mayEnd) {
          Interruption.check();
        }
        work.accept(piece, 0);
      }
      return;
    }
    Loop loop = new Loop(count, work, mayEnd);
    Worker[] others = new Worker[threads];
    for (int worker = 1; worker < threads; worker++) {
      others[worker] = (Worker) new Worker(loop, worker).fork();
    }
    loop.take(0);
    for (int worker = threads - 1; worker > 0; worker--) {
      others[worker].end();
    }
    loop.rethrow();
  }

  /** How many threads work on a loop at most; results may not depend on it. */
  public static int threads() {
    ForkJoinPool pool = ForkJoinTask.getPool();
    return pool == null ? ForkJoinPool.getCommonPoolParallelism() + 1 : pool.getParallelism();
  }

  /** The pieces that no worker has taken yet. */
  private static final class Loop {

    private final int count;
    private final Work work;
    private final boolean mayEnd;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Loop(int count, Work work, boolean mayEnd) {
      this.count = count;
      this.work = work;
      this.mayEnd = mayEnd;
    }

    /** Takes pieces until there are none, or one has failed. */
    void take(int worker) {
      try {
        for (int p = next.getAndIncrement(); p < count; p = next.getAndIncrement()) {
          if (mayEnd && worker == 0) {
            Interruption.check();
          }
          work.accept(p, worker);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
        next.set(count);
      }
    }

    void rethrow() {
      Throwable failed = failure.get();
      if (failed instanceof Error error) {
        throw error;
      }
      if (failed instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }

  /**
   * Another thread's part. What has not begun when all pieces are taken is not waited for: all
   * threads of the pool may be busy for ever, with what waits for this very thread.
   */
  private static final class Worker extends RecursiveAction {

    private static final long serialVersionUID = 1L;

    private final transient Loop loop;
    private final int number;
    private final AtomicBoolean begun = new AtomicBoolean();

    Worker(Loop loop, int number) {
      this.loop = loop;
      this.number = number;
    }

    @Override
    protected void compute() {
      if (begun.compareAndSet(false, true)) {
        loop.take(number);
      }
    }

    /** Waits for it if it has begun; else it never will. */
    void end() {
      if (begun.compareAndSet(false, true)) {
        tryUnfork();
      } else {
        join();
      }
    }
  }
}
