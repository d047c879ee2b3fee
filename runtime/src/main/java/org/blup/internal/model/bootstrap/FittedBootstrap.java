package org.blup.internal.model.bootstrap;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.bootstrap.ParametricBootstrap;
import org.blup.internal.inference.bootstrap.ReplicateRun;
import org.blup.internal.inference.bootstrap.ReplicateRun.Outcome;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicate;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicator;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.UserCode;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.blup.model.bootstrap.Bootstrap;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.StepListener;

/**
 * A parametric bootstrap of a fit.
 *
 * @param <F> the fit
 */
public final class FittedBootstrap<F> implements Bootstrap<F> {

  private final F fit;
  private final PostFit optimum;
  private final List<String> coefficients;
  private final Method<F> method;
  private final BootstrapChoices choices;

  /** How replicates are made. */
  private sealed interface Method<F> {}

  /**
   * Of cross-products.
   *
   * @param refitted makes the fit of the same model to another response
   */
  private record Products<F>(BiFunction<NormalEquations, Solution, F> refitted)
      implements Method<F> {}

  /** Of rows. */
  private record ByRows<F>(RowReplicates<F> rows) implements Method<F> {}

  /**
   * A bootstrap with a thousand replicates, whose responses are drawn by their cross-products.
   *
   * @param coefficients the names of the kept coefficients
   * @param refitted makes the fit of the same model to another response
   */
  public static <F> FittedBootstrap<F> of(
      F fit,
      PostFit optimum,
      List<String> coefficients,
      BiFunction<NormalEquations, Solution, F> refitted) {
    return new FittedBootstrap<>(
        fit, optimum, coefficients, new Products<>(refitted), BootstrapChoices.usual());
  }

  /** The same, whose responses are drawn row by row. */
  public static <F> FittedBootstrap<F> ofRows(
      F fit, PostFit optimum, List<String> coefficients, RowReplicates<F> rows) {
    return new FittedBootstrap<>(
        fit, optimum, coefficients, new ByRows<>(rows), BootstrapChoices.usual());
  }

  private FittedBootstrap(
      F fit,
      PostFit optimum,
      List<String> coefficients,
      Method<F> method,
      BootstrapChoices choices) {
    this.fit = fit;
    this.optimum = optimum;
    this.coefficients = coefficients;
    this.method = method;
    this.choices = choices;
  }

  private Bootstrap<F> with(BootstrapChoices others) {
    return new FittedBootstrap<>(fit, optimum, coefficients, method, others);
  }

  @Override
  public Bootstrap<F> replicates(int replicates) {
    return with(choices.withReplicates(replicates));
  }

  @Override
  public Bootstrap<F> seed(long seed) {
    return with(choices.withSeed(seed));
  }

  @Override
  public Bootstrap<F> threads(int threads) {
    return with(choices.withThreads(threads));
  }

  @Override
  public Bootstrap<F> keepingRandomEffects() {
    return with(choices.keepingEffects());
  }

  @Override
  public Bootstrap<F> progress(StepListener listener) {
    return with(choices.withListener(Arguments.required(listener, "listener")));
  }

  @Override
  public Bootstrap<F> cancelledBy(BooleanSupplier cancelled) {
    return with(choices.cancelledBy(Arguments.required(cancelled, "cancelled")));
  }

  @Override
  public BootstrapResult run() {
    BootstrapStatistics statistics = new BootstrapStatistics(optimum, coefficients);
    double[] estimate = statistics.of(optimum);
    UserCode user = new UserCode();
    return method instanceof ByRows<F> byRows
        ? run(
            user,
            statistics.names(),
            estimate,
            byRows,
            refit -> statistics.of(byRows.rows().optimum().apply(refit)))
        : run(user, statistics.names(), estimate, statistics::of);
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
    double[] estimate = named(names, statistics(statistic, fit));
    Function<F, double[]> ofReplicate =
        replicate -> named(names, user.call(() -> statistics(statistic, replicate)));
    if (method instanceof ByRows<F> byRows) {
      return run(user, names, estimate, byRows, ofReplicate);
    }
    BiFunction<NormalEquations, Solution, F> refitted = ((Products<F>) method).refitted();
    return run(
        user,
        names,
        estimate,
        refit -> ofReplicate.apply(refitted.apply(refit.equations(), refit.solution())));
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
        .formatted(
            choices.replicates(),
            choices.seed(),
            choices.keepEffects() ? "as predicted" : "drawn anew");
  }

  private BootstrapResult run(
      UserCode user,
      List<String> names,
      double[] estimate,
      ParametricBootstrap.Statistic statistic) {
    return within(
        user,
        () -> {
          ParametricBootstrap bootstrap =
              new ParametricBootstrap(
                  optimum.design().equations(),
                  optimum.isReml(),
                  optimum.solution(),
                  choices.keepEffects(),
                  choices.seed());
          Outcome outcome =
              bootstrap.run(
                  choices.replicates(),
                  choices.threads(),
                  statistic,
                  choices.told(user),
                  choices.cancelled(user));
          return new Replicates(
              names, estimate, outcome, optimum.design().structure(), bootstrap::sufficient);
        });
  }

  private BootstrapResult run(
      UserCode user,
      List<String> names,
      double[] estimate,
      ByRows<F> byRows,
      Function<F, double[]> statistic) {
    RowReplicates<F> rows = byRows.rows();
    boolean keepEffects = choices.keepEffects();
    ReplicateRun run = new ReplicateRun(choices.seed());
    Replicator replicator = own -> replicate(rows, rows.draw(own, keepEffects), statistic);
    return within(
        user,
        () -> {
          Outcome outcome =
              run.run(
                  choices.replicates(),
                  choices.threads(),
                  () -> replicator,
                  choices.told(user),
                  choices.cancelled(user));
          return new Replicates(
              names,
              estimate,
              outcome,
              optimum.design().structure(),
              numbers ->
                  Arrays.stream(numbers)
                      .mapToObj(number -> rows.draw(run.seed(number), keepEffects))
                      .map(rows.sufficient())
                      .toArray(double[][]::new));
        });
  }

  /** A replicate; nothing if the responses have no fit. */
  private static <F> Optional<Replicate> replicate(
      RowReplicates<F> rows, double[] responses, Function<F, double[]> statistic) {
    F refit;
    try {
      refit = rows.refitting().apply(responses);
    } catch (UnidentifiableModelException | NoOptimumException e) {
      return Optional.empty();
    }
    boolean isSingular = rows.optimum().apply(refit).solution().isSingular();
    return Optional.of(new Replicate(statistic.apply(refit), isSingular));
  }

  private static BootstrapResult within(UserCode user, Supplier<BootstrapResult> run) {
    return user.within(() -> MemoryLimit.within(run));
  }
}
