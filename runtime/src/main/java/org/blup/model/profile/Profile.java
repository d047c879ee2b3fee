package org.blup.model.profile;

import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.model.fit.Interval;
import org.blup.model.fit.StepListener;

/**
 * Profile likelihoods of every standard deviation, correlation, coefficient and σ, as lme4's {@code
 * profile} has them: of the ML deviance also for a REML fit, since REML criteria of different fixed
 * effects do not compare. Where lme4 steps along and interpolates, each value here is an optimum of
 * its own, and the ends of an interval are solved for. Immutable and thread-safe.
 */
public interface Profile {

  /** Every parameter by its name, in lme4's order. */
  Map<String, ProfiledParameter> parameters();

  /**
   * A parameter as lme4 names it: {@code sd_days|subject}, {@code cor_days.(Intercept)|subject},
   * {@code sigma}, or a coefficient.
   *
   * @throws BlupException if there is none of that name
   */
  ProfiledParameter parameter(String name);

  /**
   * The same, telling of each parameter whose interval is computed for {@link #intervals}, {@link
   * #table} or {@link #toJson}. An interrupt of the thread ends these with a {@link
   * java.util.concurrent.CancellationException}.
   */
  Profile progress(StepListener listener);

  /** The residual standard deviation. */
  ProfiledParameter sigma();

  /**
   * The intervals of all parameters, in lme4's order. Both ends are NaN where a search does not
   * end, or the data do not determine a parameter; {@link ProfiledParameter#interval} says why.
   */
  Map<String, Interval> intervals(double level);

  /**
   * The estimates and 95 % intervals as JSON, in fields whose names and order stay: see
   * docs/saving.md. Numbers that are NaN or infinite are null. Needs Jackson's core.
   */
  String toJson();

  /** The 95 % intervals, for reading. */
  @Override
  String toString();

  /**
   * The intervals of a level, for reading.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  String table(double level);
}
