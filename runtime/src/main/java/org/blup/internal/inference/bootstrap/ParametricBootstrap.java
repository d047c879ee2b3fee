package org.blup.internal.inference.bootstrap;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.inference.bootstrap.ReplicateRun.Outcome;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicate;
import org.blup.internal.inference.bootstrap.ReplicateRun.Replicator;
import org.blup.internal.reml.postfit.ResponseDistribution;
import org.blup.internal.reml.search.Refitter;
import org.blup.internal.reml.solution.Solution;

/**
 * The parametric bootstrap (Efron &amp; Tibshirani 1993, An introduction to the bootstrap, section
 * 6.5) without rows: responses are drawn by their cross-products, and each is fitted from where the
 * fit itself ended.
 */
public final class ParametricBootstrap {

  /** Computes the statistics of a refit. */
  public interface Statistic {
    double[] of(Refitter refit);
  }

  private final NormalEquations equations;
  private final boolean reml;
  private final Solution solution;
  private final ResponseDistribution distribution;
  private final ReplicateRun run;

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
    distribution = new ResponseDistribution(equations, solution, keepEffects);
    run = new ReplicateRun(seed);
  }

  /** Runs the replicates, as {@link ReplicateRun#run} says. */
  public Outcome run(
      int replicates,
      int threads,
      Statistic statistic,
      IntConsumer progress,
      BooleanSupplier cancelled) {
    return run.run(replicates, threads, () -> replicator(statistic), progress, cancelled);
  }

  private Replicator replicator(Statistic statistic) {
    Refitter refitter = new Refitter(equations, reml, solution);
    ResponseDistribution.Workspace draws = distribution.new Workspace();
    return seed ->
        refitter.refit(draws.draw(new SplittableRandom(seed)))
            ? Optional.of(new Replicate(statistic.of(refitter), refitter.isSingular()))
            : Optional.empty();
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
      statistics[i] = refitter.sufficient(draws.draw(new SplittableRandom(run.seed(numbers[i]))));
    }
    return statistics;
  }
}
