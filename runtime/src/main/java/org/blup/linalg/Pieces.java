package org.blup.linalg;

import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that was cut into pieces which need nothing of each other, done by whatever threads are
 * free. How it is cut depends on the matrix alone, so results do not depend on the number of
 * threads.
 */
public final class Pieces {

  /** Into how many pieces large work is cut. */
  public static final int COUNT = 4;

  /** Multiplications below which threads cost more than they bring. */
  private static final double LARGE = 4e5;

  private static boolean threads = true;

  private Pieces() {}

  /** Whether work of so many multiplications is worth being cut. */
  public static boolean isLarge(double multiplications) {
    return multiplications > LARGE;
  }

  /** Does everything in the calling thread, or not; for tests. */
  static void setThreads(boolean allowed) {
    threads = allowed;
  }

  /** Takes a range of elements, in a piece that has scratch space of its own. */
  @FunctionalInterface
  public interface Range {
    void accept(int piece, int from, int to);
  }

  /** Does elements 0 … length − 1, in one piece or, if the work is large, in several. */
  public static void overRange(int length, double multiplications, Range work) {
    int count = isLarge(multiplications) ? COUNT : 1;
    run(
        count,
        piece ->
            work.accept(
                piece,
                (int) ((long) length * piece / count),
                (int) ((long) length * (piece + 1) / count)));
  }

  /** Does pieces 0 … count − 1. */
  public static void run(int count, IntConsumer work) {
    if (count == 1 || !threads) {
      for (int piece = 0; piece < count; piece++) {
        work.accept(piece);
      }
      return;
    }
    Piece[] pieces = new Piece[count];
    for (int piece = 1; piece < count; piece++) {
      pieces[piece] = (Piece) new Piece(work, piece).fork();
    }
    int next = count;
    try {
      work.accept(0);
      while (--next > 0) {
        pieces[next].finish();
      }
    } finally {
      while (--next > 0) {
        pieces[next].cancelOrAwait();
      }
    }
  }

  /**
   * A piece that is done by a worker, or by the thread that waits for it if no worker has begun:
   * all workers may be busy for ever, with what waits for this very thread.
   */
  private static final class Piece extends RecursiveAction {

    private static final long serialVersionUID = 1L;

    private final transient AtomicReference<@Nullable IntConsumer> work;
    private final int number;

    Piece(IntConsumer work, int number) {
      this.work = new AtomicReference<>(work);
      this.number = number;
    }

    @Override
    protected void compute() {
      IntConsumer taken = work.getAndSet(null);
      if (taken != null) {
        taken.accept(number);
      }
    }

    /** Does it, or waits for the worker that does. */
    void finish() {
      IntConsumer taken = work.getAndSet(null);
      if (taken == null) {
        join();
      } else {
        tryUnfork();
        taken.accept(number);
      }
    }

    /** Leaves it undone, or waits for the worker that does it. */
    void cancelOrAwait() {
      if (work.getAndSet(null) == null) {
        quietlyJoin();
      } else {
        tryUnfork();
      }
    }
  }
}
