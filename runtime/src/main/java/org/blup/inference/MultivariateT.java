package org.blup.inference;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.blup.inference.IntegrationStages.Bound;

/**
 * The largest of several |t| with one variance estimate and any correlations.
 *
 * <p>Genz & Bretz (2002), Comparison of methods for the computation of multivariate t
 * probabilities, J. Comput. Graph. Stat. 11:950–971: separation of variables takes the integral to
 * the unit cube, and randomly shifted lattices integrate it there. The degrees of freedom need not
 * be whole, and the correlations may be singular.
 */
public final class MultivariateT {

  /**
   * Points of a lattice, times variables, times rank: what keeps a family of any size to seconds.
   */
  private static final double WORK = 5e6;

  /** To this accuracy critical values are found: the integration is coarser. */
  private static final double QUANTILE_ACCURACY = 1e-6;

  private final double[][] correlation;

  /**
   * The distribution.
   *
   * @param correlation m × m, positive semidefinite with ones on the diagonal
   */
  public MultivariateT(double[][] correlation) {
    this.correlation = correlation;
  }

  /**
   * P(max |T_i| &gt; c).
   *
   * @param degreesOfFreedom ν &gt; 0, whole or not; infinite if the variance is known
   * @param tolerance the error to come below, if the work allows: with many variables it does not
   */
  public Probability upperProbability(double c, double degreesOfFreedom, double tolerance) {
    double[] bounds = new double[correlation.length];
    Arrays.fill(bounds, c);
    Probability within = probability(bounds, degreesOfFreedom, tolerance);
    return new Probability(1 - within.value(), within.error());
  }

  /** P(|T_i| ≤ c_i for all i). */
  Probability probability(double[] bounds, double degreesOfFreedom, double tolerance) {
    Integrand integrand = new Integrand(correlation, bounds, degreesOfFreedom);
    int rank = integrand.stages.length;
    double mostPoints = WORK / ((double) rank * bounds.length);
    return KorobovLattice.integral(rank, integrand::at, tolerance, mostPoints);
  }

  /**
   * The c with P(max |T_i| ≤ c) = probability.
   *
   * @param tolerance the error in the probability to come below
   */
  public double quantile(double probability, double degreesOfFreedom, double tolerance) {
    double outside = 1 - probability;
    return Roots.ofDecreasing(
        c -> upperProbability(c, degreesOfFreedom, tolerance).value() - outside,
        3,
        QUANTILE_ACCURACY);
  }

  /** Π_j P(stage j | the stages before), each y the quantile that the point says. */
  private static final class Integrand {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double SMALLEST = 1e-16;

    private final Bound[][] stages;
    private final double[] bounds;
    private final boolean scaled;
    private final ScaleQuantiles scale;
    private final double[] y;

    Integrand(double[][] correlation, double[] bounds, double degreesOfFreedom) {
      List<List<Bound>> all = IntegrationStages.of(correlation, bounds).stages();
      stages = all.stream().map(stage -> stage.toArray(Bound[]::new)).toArray(Bound[][]::new);
      this.bounds = bounds;
      scaled = !Double.isInfinite(degreesOfFreedom);
      scale = new ScaleQuantiles(scaled ? degreesOfFreedom : 1);
      y = new double[stages.length];
    }

    double at(double[] point) {
      double s = scaled ? scale.at(deviate(point[stages.length - 1])) : 1;
      double product = 1;
      for (int stage = 0; stage < stages.length; stage++) {
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        for (Bound bound : stages[stage]) {
          double centre = 0;
          for (int k = 0; k < stage; k++) {
            centre -= bound.before()[k] * y[k];
          }
          double reach = s * bounds[bound.variable()] / Math.abs(bound.own());
          double middle = centre / bound.own();
          lower = Math.max(lower, middle - reach);
          upper = Math.min(upper, middle + reach);
        }
        if (lower >= upper) {
          return 0;
        }
        double below = NormalProbability.cumulative(lower);
        double within = NormalProbability.cumulative(upper) - below;
        product *= within;
        if (stage < stages.length - 1) {
          y[stage] = deviate(below + point[stage] * within);
        }
      }
      return product;
    }

    private static double deviate(double probability) {
      double inside = Math.max(SMALLEST, Math.min(1 - SMALLEST, probability));
      return ROOT_2 * Erf.erfInv(2 * inside - 1);
    }
  }
}
