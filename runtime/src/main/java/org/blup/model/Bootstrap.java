package org.blup.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.design.BlupException;
import org.blup.design.ObservedDesign;
import org.blup.inference.bootstrap.ParametricBootstrap;
import org.blup.inference.bootstrap.ParametricBootstrap.Outcome;

/**
 * The choices of a parametric bootstrap, as lme4's {@code bootMer}: responses are drawn from the
 * fitted model and the model is fitted to each. No rows are needed, for a response enters a fit by
 * its cross-products alone, and those are drawn directly. The same seed gives the same replicates
 * on any number of threads. Immutable: each choice gives a new object.
 *
 * @param <R> the record the rows are
 */
public final class Bootstrap<R> {

  private final MixedFit<R> fit;
  private final int replicates;
  private final long seed;
  private final int threads;
  private final boolean keepEffects;
  private final BootstrapListener listener;
  private final BooleanSupplier cancelled;

  Bootstrap(MixedFit<R> fit) {
    this(
        fit,
        1000,
        1,
        Runtime.getRuntime().availableProcessors(),
        false,
        (done, of) -> {},
        () -> false);
  }

  private Bootstrap(
      MixedFit<R> fit,
      int replicates,
      long seed,
      int threads,
      boolean keepEffects,
      BootstrapListener listener,
      BooleanSupplier cancelled) {
    this.fit = fit;
    this.replicates = replicates;
    this.seed = seed;
    this.threads = threads;
    this.keepEffects = keepEffects;
    this.listener = listener;
    this.cancelled = cancelled;
  }

  /**
   * How many responses are drawn; 1,000 unless said otherwise.
   *
   * @throws BlupException if there are fewer than 2
   */
  public Bootstrap<R> replicates(int replicates) {
    if (replicates < 2) {
      throw new BlupException(
          replicates + " replicates have no distribution: ask for 1000 or more.");
    }
    return new Bootstrap<>(fit, replicates, seed, threads, keepEffects, listener, cancelled);
  }

  /** Where the random numbers come from; 1 unless said otherwise. */
  public Bootstrap<R> seed(long seed) {
    return new Bootstrap<>(fit, replicates, seed, threads, keepEffects, listener, cancelled);
  }

  /** How many threads work; as many as there are processors unless said otherwise. */
  public Bootstrap<R> threads(int threads) {
    if (threads < 1) {
      throw new BlupException(threads + " threads do no work: ask for 1 or more.");
    }
    return new Bootstrap<>(fit, replicates, seed, threads, keepEffects, listener, cancelled);
  }

  /**
   * Keeps the random effects as predicted and draws the residuals alone, as {@code bootMer} with
   * {@code use.u = TRUE}; else the effects of all levels are drawn anew each time.
   */
  public Bootstrap<R> keepingRandomEffects() {
    return new Bootstrap<>(fit, replicates, seed, threads, true, listener, cancelled);
  }

  /** Who is told how many replicates are done. */
  public Bootstrap<R> progress(BootstrapListener listener) {
    Fitting.required(listener, "listener");
    return new Bootstrap<>(fit, replicates, seed, threads, keepEffects, listener, cancelled);
  }

  /** Asked before each replicate whether to stop; what was done by then is kept. */
  public Bootstrap<R> cancelledBy(BooleanSupplier cancelled) {
    Fitting.required(cancelled, "cancelled");
    return new Bootstrap<>(fit, replicates, seed, threads, keepEffects, listener, cancelled);
  }

  /**
   * Runs with every standard deviation, correlation, σ and coefficient as statistics, by the names
   * of {@link Profile}.
   */
  public BootstrapResult run() {
    BootstrapStatistics statistics = new BootstrapStatistics(fit.estimates);
    return run(statistics.names(), statistics.of(fit.estimates.solution()), statistics::of);
  }

  /**
   * Runs with statistics of the whole refitted fit: {@code f -> new double[] {f.sigma()}}.
   *
   * @param statistic gives as many numbers for each fit; called by several threads. What it throws
   *     ends the bootstrap
   */
  public BootstrapResult run(Function<? super MixedFit<R>, double[]> statistic) {
    int count = statistics(statistic, fit).length;
    return run(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList(), statistic);
  }

  /**
   * The same with names for the statistics.
   *
   * @throws BlupException if there are not as many names as statistics, or two are the same
   */
  public BootstrapResult run(
      List<String> names, Function<? super MixedFit<R>, double[]> statistic) {
    Set<String> seen = new HashSet<>();
    for (String name : Fitting.required(names, "names")) {
      if (!seen.add(name)) {
        throw new BlupException(
            "Two statistics are called '" + name + "': give each a name of its own.");
      }
    }
    return run(
        names,
        named(names, statistics(statistic, fit)),
        refit ->
            named(names, statistics(statistic, fit.refitted(refit.equations(), refit.solution()))));
  }

  private static <R> double[] statistics(
      Function<? super MixedFit<R>, double[]> statistic, MixedFit<R> fit) {
    double[] numbers = Fitting.required(statistic, "statistic").apply(fit);
    if (numbers == null) {
      throw new BlupException("The statistic is null: give an array of numbers for each fit.");
    }
    return numbers.clone();
  }

  private static double[] named(List<String> names, double[] statistics) {
    if (names.size() != statistics.length) {
      throw new BlupException(
          "%s names for %s statistics of a fit: give one name each, and as many for every fit."
              .formatted(names.size(), statistics.length));
    }
    return statistics;
  }

  /** The choices made: {@code 1000 replicates, seed 1, random effects drawn anew}. */
  @Override
  public String toString() {
    return "%s replicates, seed %s, random effects %s"
        .formatted(replicates, seed, keepEffects ? "as predicted" : "drawn anew");
  }

  private BootstrapResult run(
      List<String> names, double[] estimate, ParametricBootstrap.Statistic statistic) {
    return MemoryLimit.within(() -> replicated(names, estimate, statistic));
  }

  private BootstrapResult replicated(
      List<String> names, double[] estimate, ParametricBootstrap.Statistic statistic) {
    Estimates estimates = fit.estimates;
    ObservedDesign design = estimates.design();
    ParametricBootstrap bootstrap =
        new ParametricBootstrap(
            design.equations(),
            estimates.criterion() == Criterion.REML,
            estimates.solution(),
            keepEffects,
            seed);
    Object turn = new Object();
    Outcome outcome =
        bootstrap.run(
            replicates,
            threads,
            statistic,
            done -> {
              synchronized (turn) {
                listener.replicated(done, replicates);
              }
            },
            cancelled);
    return new BootstrapResult(new ArrayList<>(names), estimate, outcome, bootstrap);
  }
}
