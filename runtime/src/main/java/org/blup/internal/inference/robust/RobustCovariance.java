package org.blup.internal.inference.robust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.inference.degreesoffreedom.FStatistic;
import org.blup.internal.inference.degreesoffreedom.FixedEffectTests;
import org.blup.internal.inference.degreesoffreedom.HypothesisAxes;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Interruption;
import org.blup.internal.numeric.Quadratic;

/**
 * Tests by the covariance of the fixed effects that residuals of clusters suggest, whatever the
 * covariance of the response is: with W the inverse of a cluster's V, A what corrects its residuals
 * e, and C the covariance of β̂ by the model,
 *
 * <pre>
 *   C (Σ KᵀeeᵀK) C,     K = AᵀWX
 * </pre>
 *
 * Degrees of freedom match the first two moments that it has if the model is right: those of a
 * single hypothesis Satterthwaite's (Bell &amp; McCaffrey 2002), those of several Hotelling's T² by
 * a Wishart distribution (HTZ of Pustejovsky &amp; Tipton 2018, J. Bus. Econ. Stat. 36:672–683,
 * section 3). Clusters are gone through once; a p × p matrix and a symmetric one stay of each.
 */
public final class RobustCovariance implements FixedEffectTests {

  /** Below this ratio of the least to the largest, the least variance is zero but for rounding. */
  private static final double VANISHING = 1e-10;

  /**
   * A cluster in the space of the coefficients.
   *
   * @param spread {@code KᵀVK}
   * @param reach {@code XᵀK}
   */
  private record Contribution(double[] spread, double[] reach) {}

  private final double[] fixedCovariance;
  private final int columns;
  private final List<Contribution> contributions = new ArrayList<>();
  private final LostDirections lost;
  private final double[] covariance;

  /**
   * What the covariance is expected to be if the model is right; for CR2 it is C. For CR1 that of
   * CR0.
   */
  private final double[] expected;

  /**
   * Goes through the clusters.
   *
   * @param fixedCovariance C, p × p row by row
   */
  public RobustCovariance(
      double[] fixedCovariance, Correction correction, Iterable<Cluster> clusters) {
    this.fixedCovariance = fixedCovariance.clone();
    columns = (int) Math.round(Math.sqrt(fixedCovariance.length));
    ClusterWeights weights = new ClusterWeights(columns, fixedCovariance, correction);
    lost = new LostDirections(columns, fixedCovariance);
    double[] scores = new double[fixedCovariance.length];
    double[] middle = new double[fixedCovariance.length];
    for (Cluster cluster : clusters) {
      Interruption.check();
      ClusterWeights.Weighted weighted = weights.of(cluster);
      double[] k = weighted.k();
      addOuter(Quadratic.timesTransposed(columns, k, cluster.residuals()), scores);
      lost.add(weighted.information());
      Contribution own = contribution(cluster, k);
      contributions.add(own);
      int p = columns;
      double[] shared = Quadratic.congruence(p, p, own.reach(), fixedCovariance);
      Arrays.setAll(middle, e -> middle[e] + own.spread()[e] - shared[e]);
    }
    double number = contributions.size();
    double factor = correction == Correction.CR1 ? number / (number - 1) : 1;
    covariance = inCovariance(scores, factor);
    expected = inCovariance(middle, 1);
  }

  private Contribution contribution(Cluster cluster, double[] k) {
    int n = cluster.residuals().length;
    double[] reach = new double[columns * columns];
    for (int s = 0; s < n; s++) {
      for (int e = 0; e < reach.length; e++) {
        reach[e] += cluster.x()[s * columns + e / columns] * k[s * columns + e % columns];
      }
    }
    return new Contribution(Quadratic.congruence(n, columns, k, cluster.covariance()), reach);
  }

  /** {@code factor C M C}. */
  private double[] inCovariance(double[] matrix, double factor) {
    double[] half = Quadratic.product(columns, fixedCovariance, matrix);
    double[] whole = Quadratic.product(columns, half, fixedCovariance);
    Arrays.setAll(whole, e -> factor * whole[e]);
    return whole;
  }

  /** How many clusters there are. */
  public int clusters() {
    return contributions.size();
  }

  @Override
  public double[] covariance() {
    return covariance.clone();
  }

  /** {@code NaN} where one cluster alone determines the estimate. */
  @Override
  public double standardError(double[] hypothesis) {
    return lost.affect(hypothesis)
        ? Double.NaN
        : Math.sqrt(Quadratic.form(hypothesis, covariance, hypothesis));
  }

  /** {@code NaN} as {@link #standardError}. */
  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    double deviation = Math.sqrt(Quadratic.form(hypothesis, expected, hypothesis));
    double[] axis = Arrays.stream(hypothesis).map(l -> l / deviation).toArray();
    return lost.affect(hypothesis) ? Double.NaN : 2 / relativeVariance(new double[][] {axis});
  }

  /** Undetermined where clusters are too few for the hypotheses. */
  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    int q = rows.hypotheses().length;
    double[][] axes = new HypothesisAxes(rows, fixedCovariance).axes;
    boolean isLost = Arrays.stream(rows.hypotheses()).anyMatch(lost::affect);
    if (isLost || isSingular(axes, covariance)) {
      return FStatistic.undetermined(q);
    }
    double eta = q * (q + 1) / relativeVariance(new HypothesisAxes(rows, expected).axes);
    double df = eta - q + 1;
    double wald = new HypothesisAxes(rows, covariance).wald();
    return df > 0 ? new FStatistic(df / (eta * q) * wald, q, df) : FStatistic.undetermined(q);
  }

  private static boolean isSingular(double[][] axes, double[] of) {
    double[] variances = new SymmetricEigen(axes.length, Quadratic.forms(axes, of)).values();
    return !(variances[0] > VANISHING * variances[axes.length - 1]);
  }

  /**
   * {@code Σ_st Var(d_st)}, d the covariance of hypotheses whose expected one is I. With {@code
   * P_ij = δ_ij A_i − N_ij} for clusters i and j, of {@code a_st = u_sᵀKᵀVKu_t}, {@code h_s =
   * XᵀKu_s}, {@code n_st = h_siᵀCh_tj} and {@code u = Cℓ}, it is {@code Σ_ij (tr² P_ij + tr
   * P_ij²)}; the sums over two clusters of N alone are those of {@code M_st = Σ_i h_si h_tiᵀ}.
   */
  private double relativeVariance(double[][] axes) {
    int q = axes.length;
    double[][] directions = new double[q][];
    Arrays.setAll(directions, s -> Quadratic.times(fixedCovariance, axes[s]));
    double[][] shared = new double[q * q][columns * columns];
    double sum = 0;
    for (Contribution each : contributions) {
      double[][] h = new double[q][];
      Arrays.setAll(h, s -> Quadratic.times(each.reach(), directions[s]));
      double[] a = Quadratic.forms(directions, each.spread());
      double[] n = Quadratic.forms(h, fixedCovariance);
      sum += trace(q, a) * (trace(q, a) - 2 * trace(q, n));
      sum += Quadratic.dot(a, a) - 2 * Quadratic.dot(a, n);
      for (int pair = 0; pair < shared.length; pair++) {
        addOuter(h[pair / q], h[pair % q], shared[pair]);
      }
    }
    double[][] products = new double[q * q][];
    Arrays.setAll(products, e -> Quadratic.product(columns, fixedCovariance, shared[e]));
    for (int pair = 0; pair < products.length; pair++) {
      double[] mirrored = products[pair % q * q + pair / q];
      sum += productTrace(products[pair], mirrored) + productTrace(products[pair], products[pair]);
    }
    return sum;
  }

  private static double trace(int n, double[] matrix) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += matrix[i * (n + 1)];
    }
    return trace;
  }

  /** {@code tr(AB)}. */
  private double productTrace(double[] a, double[] b) {
    double trace = 0;
    for (int e = 0; e < a.length; e++) {
      trace += a[e] * b[e % columns * columns + e / columns];
    }
    return trace;
  }

  private static void addOuter(double[] vector, double[] to) {
    addOuter(vector, vector, to);
  }

  private static void addOuter(double[] left, double[] right, double[] to) {
    int n = right.length;
    for (int e = 0; e < to.length; e++) {
      to[e] += left[e / n] * right[e % n];
    }
  }
}
