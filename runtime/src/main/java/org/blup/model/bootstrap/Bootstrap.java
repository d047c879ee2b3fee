package org.blup.model.bootstrap;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.blup.exception.BlupException;
import org.blup.model.fit.StepListener;

/**
 * The choices of a parametric bootstrap, as lme4's {@code bootMer}: responses are drawn from the
 * fitted model and the model is fitted to each. Where residuals are independent no rows are needed,
 * for a response enters a fit by its cross-products alone, and those are drawn directly; else
 * responses are drawn row by row. The same seed gives the same replicates on any number of threads.
 * Immutable: each choice gives a new object.
 *
 * @param <F> the fit
 */
public interface Bootstrap<F> {

  /**
   * How many responses are drawn; 1,000 unless said otherwise.
   *
   * @throws BlupException if there are fewer than 2
   */
  Bootstrap<F> replicates(int replicates);

  /** Where the random numbers come from; 1 unless said otherwise. */
  Bootstrap<F> seed(long seed);

  /** How many threads work; as many as there are processors unless said otherwise. */
  Bootstrap<F> threads(int threads);

  /**
   * Keeps the random effects as predicted and draws the residuals alone, as {@code bootMer} with
   * {@code use.u = TRUE}; else the effects of all levels are drawn anew each time.
   */
  Bootstrap<F> keepingRandomEffects();

  /** Who is told how many replicates are done. */
  Bootstrap<F> progress(StepListener listener);

  /** Asked before each replicate whether to stop; what was done by then is kept. */
  Bootstrap<F> cancelledBy(BooleanSupplier cancelled);

  /**
   * Runs with every standard deviation, correlation, σ and coefficient as statistics, by the names
   * of {@link org.blup.model.profile.Profile}.
   */
  BootstrapResult run();

  /**
   * Runs with statistics of the whole refitted fit: {@code f -> new double[] {f.sigma()}}.
   *
   * @param statistic gives as many numbers for each fit; called by several threads. What it throws
   *     ends the bootstrap
   */
  BootstrapResult run(Function<? super F, double[]> statistic);

  /**
   * The same with names for the statistics.
   *
   * @throws BlupException if there are not as many names as statistics, or two are the same
   */
  BootstrapResult run(List<String> names, Function<? super F, double[]> statistic);

  /** The choices made: {@code 1000 replicates, seed 1, random effects drawn anew}. */
  @Override
  String toString();
}
