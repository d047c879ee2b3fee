package org.blup.internal.inference.bootstrap;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.postfit.ResponseDistribution;
import org.blup.internal.reml.search.Refitter;
import org.blup.internal.reml.search.Solution;
import org.blup.internal.reml.setup.Response;
import org.jspecify.annotations.Nullable;

/**
 * The parametric bootstrap (Efron &amp; Tibshirani 1993, An introduction to the bootstrap, section
 * 6.5) without rows: responses are drawn by their cross-products, and each is fitted from where the
 * fit itself ended. Each replicate has a stream of random numbers of its own, so that how many
 * threads there are changes nothing.
 */
public final class ParametricBootstrap {

  /** Computes the statistics of a refit. */
  public interface Statistic {
    double[] of(Refitter refit);
  }

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

  private final NormalEquations equations;
  private final boolean reml;
  private final Solution solution;
  private final ResponseDistribution distribution;
  private final long seed;

  /**
   * A bootstrap of a fit.
   *
   * @param reml the criterion of the fit: REML, or ML if false
   * @param keepEffects whether random effects stay as predicted; else each replicate draws them
   */
  public ParametricBootstrap(
      NormalEquations equations, boolean reml, Solution solution, boolean keepEffects, long seed) {
    this.equations = equations;
    this.reml = reml;
    this.solution = solution;
    this.seed = seed;
    distribution = new ResponseDistribution(equations, solution, keepEffects);
  }

  /**
   * Runs the replicates. An exception of a statistic, {@code progress} or {@code cancelled} ends
   * the work of all threads and is rethrown, the first of several.
   *
   * @param progress told how many are done, from the thread that did the last
   * @param cancelled asked before each replicate whether to stop
   */
  public Outcome run(
      int replicates,
      int threads,
      Statistic statistic,
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
            Refitter refitter = new Refitter(equations, reml, solution);
            ResponseDistribution.Workspace draws = distribution.new Workspace();
            int replicate = next.getAndIncrement();
            while (replicate < replicates && !cancelled.getAsBoolean()) {
              endings[replicate] = refit(replicate, refitter, draws, statistic, statistics);
              progress.accept(done.incrementAndGet());
              replicate = next.getAndIncrement();
            }
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
            next.set(replicates);
          }
        };
    runOn(Math.max(1, Math.min(threads, replicates)), work, () -> failure.get() != null);
    Throwable first = failure.get();
    if (first != null) {
      ParametricBootstrap.<RuntimeException>rethrow(first);
    }
    return outcome(statistics, endings);
  }

  /** Unchecked, as users may write in languages that throw checked exceptions undeclared. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }

  private Ending refit(
      int replicate,
      Refitter refitter,
      ResponseDistribution.Workspace draws,
      Statistic statistic,
      double[][] statistics) {
    Response response = draws.draw(random(replicate));
    if (!refitter.refit(response)) {
      return Ending.FAILED;
    }
    statistics[replicate] = statistic.of(refitter);
    return refitter.isSingular() ? Ending.SINGULAR : Ending.FITTED;
  }

  /** The stream of a replicate: the seed and the number, mixed as in MurmurHash3's finaliser. */
  private SplittableRandom random(int replicate) {
    long mixed = mix(mix(seed + 0x9E3779B97F4A7C15L) + replicate);
    return new SplittableRandom(mixed);
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

  /**
   * What the likelihood at the fit sees of each replicate: its sufficient statistics, drawn again.
   *
   * @return for each number the statistics of {@link Refitter#sufficient}
   */
  public double[][] sufficient(int[] numbers) {
    Refitter refitter = new Refitter(equations, reml, solution);
    ResponseDistribution.Workspace draws = distribution.new Workspace();
    double[][] statistics = new double[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      statistics[i] = refitter.sufficient(draws.draw(random(numbers[i])));
    }
    return statistics;
  }
}
