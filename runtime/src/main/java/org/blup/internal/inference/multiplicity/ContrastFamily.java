package org.blup.internal.inference.multiplicity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.blup.internal.inference.distributions.DunnettDistribution;
import org.blup.internal.inference.distributions.MultivariateT;
import org.blup.internal.inference.distributions.Probability;
import org.blup.internal.inference.distributions.Roots;
import org.blup.internal.inference.distributions.StudentizedRange;
import org.blup.internal.numeric.Interruption;
import org.jspecify.annotations.Nullable;

/**
 * Several t tests that share a variance estimate and are to hold together: adjusted p-values, and
 * critical values of simultaneous intervals. Each test refers to its own degrees of freedom, which
 * need be neither whole nor equal. Where the correlations are not positive semidefinite, as those
 * of an adjusted covariance may be, results of the joint distribution are {@code NaN}.
 */
public final class ContrastFamily {

  /** Target of the error of an integrated probability. */
  private static final double TOLERANCE = 1e-4;

  private final double[] t;
  private final double[] df;
  private final double[] p;
  private final Supplier<double[][]> correlation;
  private @Nullable MultivariateT joint;

  /**
   * A family of m tests.
   *
   * @param t the statistics
   * @param df their degrees of freedom, infinite for a normal
   * @param p their p-values one by one, on both sides
   * @param correlation of the estimates, m × m; asked for where a method needs it, since it may be
   *     large
   */
  public ContrastFamily(double[] t, double[] df, double[] p, Supplier<double[][]> correlation) {
    this.t = t;
    this.df = df;
    this.p = p;
    this.correlation = correlation;
  }

  /** Tukey's p-value of one test: all pairs of a number of means. */
  public double tukey(int means, int test) {
    double range = Math.sqrt(2) * Math.abs(t[test]);
    return bounded(test, new StudentizedRange(means, df[test]).upperProbability(range));
  }

  /** Critical |t| of Tukey's intervals at some degrees of freedom. */
  public static double tukeyCritical(int means, double level, double df) {
    return new StudentizedRange(means, df).quantile(level) / Math.sqrt(2);
  }

  /**
   * Dunnett's p-values, exact where the correlations are products, else as {@link #multivariateT}.
   *
   * @param done is run after each
   */
  public Probability[] dunnett(Runnable done) {
    DunnettDistribution exact = DunnettDistribution.of(correlation.get());
    return exact == null ? multivariateT(done) : exact(exact, done);
  }

  private Probability[] exact(DunnettDistribution distribution, Runnable done) {
    Probability[] adjusted = new Probability[t.length];
    for (int i = 0; i < t.length; i++) {
      Interruption.check();
      double upper = distribution.upperProbability(Math.abs(t[i]), df[i]);
      adjusted[i] = new Probability(bounded(i, upper), 0);
      done.run();
    }
    return adjusted;
  }

  /** Critical |t| of Dunnett's intervals, one for each test. */
  public double[] dunnettCritical(double level) {
    DunnettDistribution exact = DunnettDistribution.of(correlation.get());
    return exact == null
        ? multivariateTCritical(level)
        : byDf(nu -> Roots.ofDecreasing(c -> exact.upperProbability(c, nu) - (1 - level), 3));
  }

  /**
   * P-values by the joint distribution of all |t|, with the errors of the integration.
   *
   * @param done is run after each
   */
  public Probability[] multivariateT(Runnable done) {
    MultivariateT distribution = joint();
    Probability[] adjusted = new Probability[t.length];
    for (int i = 0; i < t.length; i++) {
      Probability upper = distribution.upperProbability(Math.abs(t[i]), df[i], TOLERANCE);
      adjusted[i] = new Probability(bounded(i, upper.value()), upper.error());
      done.run();
    }
    return adjusted;
  }

  /** The joint distribution: what was integrated for p-values is there for critical values. */
  private synchronized MultivariateT joint() {
    MultivariateT known = joint;
    if (known == null) {
      known = new MultivariateT(correlation.get());
      joint = known;
    }
    return known;
  }

  /** Critical |t| by the joint distribution of all |t|, one for each test. */
  public double[] multivariateTCritical(double level) {
    MultivariateT distribution = joint();
    return byDf(nu -> distribution.quantile(level, nu, TOLERANCE));
  }

  /** Between the p-value alone and Bonferroni's, where rounding would leave it outside. */
  private double bounded(int i, double adjusted) {
    return Math.min(1, Math.max(p[i], Math.min(t.length * p[i], adjusted)));
  }

  /** A value for each test, computed once for equal degrees of freedom. */
  private double[] byDf(DoubleUnaryOperator value) {
    Map<Double, Double> known = new HashMap<>();
    return Arrays.stream(df).map(nu -> known.computeIfAbsent(nu, value::applyAsDouble)).toArray();
  }
}
