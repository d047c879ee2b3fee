package org.blup.internal.model.bootstrap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.bootstrap.ParametricBootstrap;
import org.blup.internal.inference.bootstrap.ParametricBootstrap.Outcome;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.UserCode;
import org.blup.internal.reml.search.Solution;
import org.blup.model.bootstrap.Bootstrap;
import org.blup.model.bootstrap.BootstrapListener;
import org.blup.model.bootstrap.BootstrapResult;

/**
 * A parametric bootstrap of a fit.
 *
 * @param <F> the fit
 */
public final class FittedBootstrap<F> implements Bootstrap<F> {

  private final F fit;
  private final PostFit optimum;
  private final List<String> coefficients;
  private final BiFunction<NormalEquations, Solution, F> refitted;
  private final int replicates;
  private final long seed;
  private final int threads;
  private final boolean keepEffects;
  private final BootstrapListener listener;
  private final BooleanSupplier cancelled;

  /**
   * A bootstrap with a thousand replicates.
   *
   * @param coefficients the names of the kept coefficients
   * @param refitted makes the fit of the same model to another response
   */
  public FittedBootstrap(
      F fit,
      PostFit optimum,
      List<String> coefficients,
      BiFunction<NormalEquations, Solution, F> refitted) {
    this(
        fit,
        optimum,
        coefficients,
        refitted,
        1000,
        1,
        Runtime.getRuntime().availableProcessors(),
        false,
        (done, of) -> {},
        () -> false);
  }

  private FittedBootstrap(
      F fit,
      PostFit optimum,
      List<String> coefficients,
      BiFunction<NormalEquations, Solution, F> refitted,
      int replicates,
      long seed,
      int threads,
      boolean keepEffects,
      BootstrapListener listener,
      BooleanSupplier cancelled) {
    this.fit = fit;
    this.optimum = optimum;
    this.coefficients = coefficients;
    this.refitted = refitted;
    this.replicates = replicates;
    this.seed = seed;
    this.threads = threads;
    this.keepEffects = keepEffects;
    this.listener = listener;
    this.cancelled = cancelled;
  }

  private Bootstrap<F> with(
      int replicates,
      long seed,
      int threads,
      boolean keepEffects,
      BootstrapListener listener,
      BooleanSupplier cancelled) {
    return new FittedBootstrap<>(
        fit,
        optimum,
        coefficients,
        refitted,
        replicates,
        seed,
        threads,
        keepEffects,
        listener,
        cancelled);
  }

  @Override
  public Bootstrap<F> replicates(int replicates) {
    if (replicates < 2) {
      throw new BlupException(
          replicates + " replicates have no distribution: ask for 1000 or more.");
    }
    return with(replicates, seed, threads, keepEffects, listener, cancelled);
  }

  @Override
  public Bootstrap<F> seed(long seed) {
    return with(replicates, seed, threads, keepEffects, listener, cancelled);
  }

  @Override
  public Bootstrap<F> threads(int threads) {
    if (threads < 1) {
      throw new BlupException(threads + " threads do no work: ask for 1 or more.");
    }
    return with(replicates, seed, threads, keepEffects, listener, cancelled);
  }

  @Override
  public Bootstrap<F> keepingRandomEffects() {
    return with(replicates, seed, threads, true, listener, cancelled);
  }

  @Override
  public Bootstrap<F> progress(BootstrapListener listener) {
    Arguments.required(listener, "listener");
    return with(replicates, seed, threads, keepEffects, listener, cancelled);
  }

  @Override
  public Bootstrap<F> cancelledBy(BooleanSupplier cancelled) {
    Arguments.required(cancelled, "cancelled");
    return with(replicates, seed, threads, keepEffects, listener, cancelled);
  }

  @Override
  public BootstrapResult run() {
    BootstrapStatistics statistics = new BootstrapStatistics(optimum, coefficients);
    return run(
        new UserCode(), statistics.names(), statistics.of(optimum.solution()), statistics::of);
  }

  @Override
  public BootstrapResult run(Function<? super F, double[]> statistic) {
    int count = statistics(statistic, fit).length;
    return run(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList(), statistic);
  }

  @Override
  public BootstrapResult run(List<String> names, Function<? super F, double[]> statistic) {
    Set<String> seen = new HashSet<>();
    for (String name : Arguments.required(names, "names")) {
      if (!seen.add(name)) {
        throw new BlupException(
            "Two statistics are called '" + name + "': give each a name of its own.");
      }
    }
    UserCode user = new UserCode();
    return run(
        user,
        names,
        named(names, statistics(statistic, fit)),
        refit -> {
          F replicate = refitted.apply(refit.equations(), refit.solution());
          return named(names, user.call(() -> statistics(statistic, replicate)));
        });
  }

  private static <F> double[] statistics(Function<? super F, double[]> statistic, F fit) {
    double[] numbers = Arguments.required(statistic, "statistic").apply(fit);
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

  @Override
  public String toString() {
    return "%s replicates, seed %s, random effects %s"
        .formatted(replicates, seed, keepEffects ? "as predicted" : "drawn anew");
  }

  private BootstrapResult run(
      UserCode user,
      List<String> names,
      double[] estimate,
      ParametricBootstrap.Statistic statistic) {
    return user.within(
        () -> MemoryLimit.within(() -> replicated(user, names, estimate, statistic)));
  }

  private BootstrapResult replicated(
      UserCode user,
      List<String> names,
      double[] estimate,
      ParametricBootstrap.Statistic statistic) {
    ParametricBootstrap bootstrap =
        new ParametricBootstrap(
            optimum.design().equations(), optimum.isReml(), optimum.solution(), keepEffects, seed);
    Object turn = new Object();
    Outcome outcome =
        bootstrap.run(
            replicates,
            threads,
            statistic,
            done -> {
              synchronized (turn) {
                user.run(() -> listener.replicated(done, replicates));
              }
            },
            () -> user.call(cancelled::getAsBoolean));
    return new Replicates(new ArrayList<>(names), estimate, outcome, bootstrap);
  }
}
