package org.blup.internal.inference.robust;

import java.util.Arrays;
import org.blup.internal.linalg.dense.Quadratic;

/**
 * The covariance of the fixed effects by what residuals of clusters say, whatever the covariance of
 * the response is: with W the inverse of a cluster's V, A what corrects its residuals e, and C the
 * covariance of β̂ by the model,
 *
 * <pre>
 *   C (Σ KᵀeeᵀK) C,     K = AᵀWX
 * </pre>
 *
 * Degrees of freedom are those of a χ² with the first two moments that {@code ℓᵀ} times this has
 * under the model (Bell &amp; McCaffrey 2002; Pustejovsky &amp; Tipton 2018, section 3): with
 * {@code g = KCℓ}, {@code a = gᵀVg} and {@code h = Xᵀg} of each cluster, {@code (tr Ω)² / tr Ω²},
 * {@code Ω_ij = δ_ij a_i − h_iᵀCh_j}. Clusters are gone through once for the covariance and once
 * for each question of degrees of freedom; nothing of them is kept.
 */
public final class RobustCovariance {

  private final double[] fixedCovariance;
  private final int columns;
  private final Iterable<Cluster> clusters;
  private final ClusterWeights weights;
  private final double[] covariance;
  private final long count;

  /**
   * Goes through the clusters.
   *
   * @param fixedCovariance C, p × p row by row
   * @param clusters all of them, in the same order each time
   */
  public RobustCovariance(
      double[] fixedCovariance, Correction correction, Iterable<Cluster> clusters) {
    this.fixedCovariance = fixedCovariance.clone();
    this.clusters = clusters;
    columns = (int) Math.round(Math.sqrt(fixedCovariance.length));
    weights = new ClusterWeights(columns, fixedCovariance, correction);
    double[] scores = new double[fixedCovariance.length];
    long number = 0;
    for (Cluster cluster : clusters) {
      double[] score = times(weights.of(cluster), cluster.residuals());
      addOuter(score, scores);
      number++;
    }
    count = number;
    double factor = correction == Correction.CR1 ? number / (number - 1.0) : 1;
    double[] half = Quadratic.product(columns, fixedCovariance, scores);
    covariance = Quadratic.product(columns, half, fixedCovariance);
    Arrays.setAll(covariance, e -> factor * covariance[e]);
  }

  /** How many clusters there are. */
  public long clusters() {
    return count;
  }

  /** The covariance of the coefficients, p × p row by row. */
  public double[] covariance() {
    return covariance.clone();
  }

  /** The standard error of {@code ℓᵀβ̂}. */
  public double standardError(double[] hypothesis) {
    return Math.sqrt(Quadratic.form(hypothesis, covariance, hypothesis));
  }

  /** The degrees of freedom of the t distribution of {@code ℓᵀβ̂} over its standard error. */
  public double degreesOfFreedom(double[] hypothesis) {
    double[] direction = Quadratic.times(fixedCovariance, hypothesis);
    double[] sum = new double[fixedCovariance.length];
    double trace = 0;
    double squares = 0;
    for (Cluster cluster : clusters) {
      double[] g = Quadratic.times(cluster.residuals().length, weights.of(cluster), direction);
      double[] h = times(cluster.x(), g);
      double own = Quadratic.form(g, cluster.covariance(), g);
      double shared = Quadratic.form(h, fixedCovariance, h);
      trace += own - shared;
      squares += own * (own - 2 * shared);
      addOuter(h, sum);
    }
    double[] product = Quadratic.product(columns, fixedCovariance, sum);
    double[] square = Quadratic.product(columns, product, product);
    for (int c = 0; c < columns; c++) {
      squares += square[c * (columns + 1)];
    }
    return trace * trace / squares;
  }

  /** {@code Xᵀv}, X n × p. */
  private double[] times(double[] x, double[] v) {
    return Quadratic.timesTransposed(columns, x, v);
  }

  private static void addOuter(double[] vector, double[] to) {
    int n = vector.length;
    for (int i = 0; i < n * n; i++) {
      to[i] += vector[i / n] * vector[i % n];
    }
  }
}
