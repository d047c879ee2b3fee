package org.blup.internal.inference.distributions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * The largest of several |t| with one variance estimate and any correlations R = LLᵀ of rank r.
 *
 * <p>The normals are T s = L r u: a direction u, uniform on the sphere of r dimensions, and a
 * length, χ_r. Given the direction the largest is the length times M(u) = max_i |ℓ_iᵀu|, and the
 * length over s is an F variable, so that
 *
 * <pre>
 *   P(max |T_i| &gt; c) = E_u P(F_{r,ν} &gt; (c / M(u))² / r)
 * </pre>
 *
 * (the spherical-radial transformation of Deák 1980, Numer. Math. 35:367–380, and of Somerville
 * 1997 for comparisons; Genz &amp; Bretz 2009, Computation of multivariate normal and t
 * probabilities, section 4.1.1). The directions are the same for every c and ν: a family of
 * comparisons costs one integration. Degrees of freedom need not be whole, and correlations may be
 * singular: comparisons of k means have k − 1 dimensions. Thread-safe.
 */
public final class MultivariateT {

  /** Largest number of directions times variables times rank: about a second of work. */
  private static final double WORK = 1.1e8;

  /** As Genz & Bretz report errors, over twelve shifts. */
  private static final double STANDARD_ERRORS = 3.5;

  /** To this accuracy critical values are found: the integration is coarser. */
  private static final double QUANTILE_ACCURACY = 1e-6;

  /** Conditional variances below this are zero up to rounding. */
  private static final double SINGULAR = 1e-10;

  /** With a conditional variance below this the matrix is not positive semidefinite. */
  private static final double NEGATIVE = -1e-7;

  private final double[][] columns;
  private final boolean isDistribution;

  /** The integrations so far, coarsest first. */
  private final List<DirectionMaxima> maxima = new ArrayList<>();

  /**
   * The distribution.
   *
   * @param correlation m × m with ones on the diagonal; if it is not semidefinite, all
   *     probabilities are {@code NaN}
   */
  public MultivariateT(double[][] correlation) {
    double[] rest = new double[correlation.length];
    columns = factor(correlation, rest);
    isDistribution = Arrays.stream(rest).allMatch(variance -> variance > NEGATIVE);
  }

  /**
   * P(max |T_i| &gt; c).
   *
   * @param degreesOfFreedom ν &gt; 0, whole or not; infinite if the variance is known
   * @param tolerance the error to reach, if the work allows: with many variables it does not
   */
  public Probability upperProbability(double c, double degreesOfFreedom, double tolerance) {
    if (!isDistribution) {
      return new Probability(Double.NaN, 0);
    }
    int size = 0;
    Probability result = upperProbability(c, degreesOfFreedom, size);
    while (result.error() > tolerance && isAllowed(size + 1)) {
      size++;
      result = combined(result, upperProbability(c, degreesOfFreedom, size));
    }
    return result;
  }

  /** Of independent estimates the mean by their precision. */
  private static Probability combined(Probability one, Probability other) {
    double squares = one.error() * one.error() + other.error() * other.error();
    double share = one.error() * one.error() / squares;
    double value = one.value() + share * (other.value() - one.value());
    return new Probability(value, one.error() * other.error() / Math.sqrt(squares));
  }

  private boolean isAllowed(int size) {
    int rank = columns.length;
    double numbers = (double) DirectionMaxima.turns(rank) * rank * columns[0].length;
    return size < KorobovLattice.sizes() && KorobovLattice.points(size) * numbers <= WORK;
  }

  private Probability upperProbability(double c, double degreesOfFreedom, int size) {
    double[] means = maxima(size).means(most -> longer(c / most, degreesOfFreedom));
    double mean = Arrays.stream(means).average().orElse(0);
    double squares = Arrays.stream(means).map(each -> (each - mean) * (each - mean)).sum();
    double error = Math.sqrt(squares / (means.length * (means.length - 1.0)));
    return new Probability(Math.max(0, Math.min(1, mean)), STANDARD_ERRORS * error);
  }

  private synchronized DirectionMaxima maxima(int size) {
    while (maxima.size() <= size) {
      maxima.add(DirectionMaxima.of(columns, maxima.size()));
    }
    return maxima.get(size);
  }

  /** P(√(r F_{r,ν}) > length). */
  private double longer(double length, double degreesOfFreedom) {
    double square = length * length;
    double half = columns.length / 2.0;
    return Double.isInfinite(degreesOfFreedom)
        ? Gamma.regularizedGammaQ(half, square / 2)
        : Beta.regularizedBeta(
            degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, half);
  }

  /**
   * The c with P(max |T_i| ≤ c) = probability.
   *
   * @param tolerance the largest error of the probability
   */
  public double quantile(double probability, double degreesOfFreedom, double tolerance) {
    double outside = 1 - probability;
    return Roots.ofDecreasing(
        c -> upperProbability(c, degreesOfFreedom, tolerance).value() - outside,
        3,
        QUANTILE_ACCURACY);
  }

  /**
   * The columns of Cholesky's factor, the largest variance first, as many as the rank.
   *
   * @param variance filled with what the columns leave of the diagonal
   */
  private static double[][] factor(double[][] correlation, double[] variance) {
    int m = correlation.length;
    Arrays.setAll(variance, i -> correlation[i][i]);
    List<double[]> columns = new ArrayList<>();
    while (columns.size() < m) {
      int pivot = 0;
      for (int i = 1; i < m; i++) {
        pivot = variance[i] > variance[pivot] ? i : pivot;
      }
      if (!(variance[pivot] > SINGULAR)) {
        break;
      }
      double[] column = correlation[pivot].clone();
      double root = Math.sqrt(variance[pivot]);
      for (int i = 0; i < m; i++) {
        for (double[] before : columns) {
          column[i] -= before[i] * before[pivot];
        }
        column[i] /= root;
        variance[i] -= column[i] * column[i];
      }
      columns.add(column);
    }
    return columns.toArray(double[][]::new);
  }
}
