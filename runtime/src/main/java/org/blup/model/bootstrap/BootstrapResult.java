package org.blup.model.bootstrap;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.fit.Interval;

/**
 * What a parametric bootstrap found: the statistics of every refit, and what follows from them. A
 * statistic that some refit does not have (a correlation where a variance is zero) is {@code NaN}
 * there, and left out of bias, standard error and intervals. Immutable.
 */
public interface BootstrapResult {

  /** The statistics in their order. */
  List<String> names();

  /** A statistic of the fit itself. */
  double estimate(String name);

  /** A statistic of every refit, in the order of the replicates; those that failed are left out. */
  double[] replicates(String name);

  /** How many refits there are. */
  int completed();

  /** How many were asked for: more than completed and failed ones only if it was cancelled. */
  int requested();

  /** How many refits found no optimum. */
  int failed();

  /** How many refits left some combination of random effects without variance. */
  int singular();

  /** The mean of the replicates less the estimate. */
  double bias(String name);

  /** The standard deviation of the replicates. */
  double standardError(String name);

  /** The percentile interval. */
  Interval interval(String name, double level);

  /**
   * An interval for a statistic.
   *
   * @throws BlupException if the level is not between 0 and 1, or there are too few replicates
   */
  Interval interval(String name, double level, BootstrapInterval kind);

  /**
   * Estimates, biases, standard errors, 95 % percentile intervals and all replicates as JSON, in
   * fields whose names and order stay: see docs/saving.md. Numbers that are NaN or infinite are
   * null. Needs Jackson's core.
   */
  String toJson();

  /** Estimates, biases, standard errors and 95 % percentile intervals, for reading. */
  @Override
  String toString();

  /**
   * The same with percentile intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);
}
