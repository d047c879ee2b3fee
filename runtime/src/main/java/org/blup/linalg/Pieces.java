package org.blup.linalg;

import java.util.concurrent.ForkJoinTask;
import java.util.function.IntConsumer;

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
    ForkJoinTask<?>[] tasks = new ForkJoinTask<?>[count];
    for (int piece = 1; piece < count; piece++) {
      int own = piece;
      tasks[piece] = ForkJoinTask.adapt(() -> work.accept(own)).fork();
    }
    try {
      work.accept(0);
    } catch (RuntimeException | Error e) {
      for (int piece = count - 1; piece > 0; piece--) {
        tasks[piece].quietlyJoin();
      }
      throw e;
    }
    for (int piece = count - 1; piece > 0; piece--) {
      tasks[piece].join();
    }
  }
}
