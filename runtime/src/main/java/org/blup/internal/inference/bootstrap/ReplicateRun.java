package org.blup.internal.inference.bootstrap;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes replicates by several threads. Each replicate has a seed of its own, so that how many
 * threads there are changes nothing.
 */
public final class ReplicateRun {

  /** Draws responses and fits them; one for each thread. */
  public interface Replicator {

    /** A replicate; nothing if the response that was drawn has no fit. */
    Optional<Replicate> replicate(long seed);
  }

  /** The statistics of a replicate, and whether its fit is singular. */
  public record Replicate(double[] statistics, boolean isSingular) {}

  /** How a replicate ended. */
  private enum Ending {
    NONE,
    FITTED,
    SINGULAR,
    FAILED
  }

  /**
   * The replicates that have a statistic, in their order, and how the others ended.
   *
   * @param numbers for each replicate its number among those asked for
   */
  public record Outcome(
      double[][] statistics, int[] numbers, int failed, int singular, int requested) {}

  private final long seed;

  /** A run whose random numbers follow from a seed. */
  public ReplicateRun(long seed) {
    this.seed = seed;
  }

  /**
   * Runs the replicates. An exception of a replicator, {@code progress} or {@code cancelled} ends
   * the work of all threads and is rethrown, the first of several.
   *
   * @param replicators makes one for each thread
   * @param progress told how many are done, from the thread that did the last
   * @param cancelled asked before each replicate whether to stop
   */
  public Outcome run(
      int replicates,
      int threads,
      Supplier<? extends Replicator> replicators,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    double[][] statistics = new double[replicates][0];
    Ending[] endings = new Ending[replicates];
    Arrays.fill(endings, Ending.NONE);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable work =
        () -> {
          try {
            Replicator replicator = replicators.get();
            int number = next.getAndIncrement();
            while (number < replicates && !cancelled.getAsBoolean()) {
              Optional<Replicate> found = replicator.replicate(seed(number));
              statistics[number] = found.map(Replicate::statistics).orElse(new double[0]);
              endings[number] =
                  found
                      .map(each -> each.isSingular() ? Ending.SINGULAR : Ending.FITTED)
                      .orElse(Ending.FAILED);
              progress.accept(done.incrementAndGet());
              number = next.getAndIncrement();
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
            next.set(replicates);
          }
        };
    runOn(Math.max(1, Math.min(threads, replicates)), work, () -> failure.get() != null);
    Throwable first = failure.get();
    if (first != null) {
      ReplicateRun.<RuntimeException>rethrow(first);
    }
    return outcome(statistics, endings);
  }

  /** Unchecked, as users may write in languages that throw checked exceptions undeclared. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }

  /** The seed of a replicate: the seed and the number, mixed as in MurmurHash3's finaliser. */
  public long seed(int replicate) {
    return mix(mix(seed + 0x9E3779B97F4A7C15L) + replicate);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  /**
   * Does work on several threads, this one among them.
   *
   * @param failed whether the others may as well end at once
   */
  private static void runOn(int threads, Runnable work, BooleanSupplier failed) {
    Thread[] others = new Thread[threads - 1];
    for (int i = 0; i < others.length; i++) {
      others[i] = new Thread(work, "bootstrap-" + (i + 1));
      others[i].setDaemon(true);
      others[i].start();
    }
    work.run();
    boolean interrupted = Thread.interrupted();
    for (Thread other : others) {
      while (other.isAlive()) {
        if (interrupted || failed.getAsBoolean()) {
          other.interrupt();
        }
        try {
          other.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome outcome(double[][] statistics, Ending[] endings) {
    int kept = 0;
    int failed = 0;
    int singular = 0;
    double[][] all = new double[endings.length][];
    int[] numbers = new int[endings.length];
    for (int i = 0; i < endings.length; i++) {
      failed += endings[i] == Ending.FAILED ? 1 : 0;
      singular += endings[i] == Ending.SINGULAR ? 1 : 0;
      if (endings[i] == Ending.FITTED || endings[i] == Ending.SINGULAR) {
        numbers[kept] = i;
        all[kept++] = statistics[i];
      }
    }
    return new Outcome(
        Arrays.copyOf(all, kept), Arrays.copyOf(numbers, kept), failed, singular, endings.length);
  }
}
