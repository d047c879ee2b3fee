package org.blup.inference;

import java.util.ArrayList;
import java.util.List;

/**
 * A region |T_i| ≤ c_i of correlated normal variables T = L Y, written so that independent Y can be
 * integrated one after the other: stage j bounds y_j given those before it.
 *
 * <p>L is a pivoted Cholesky factor. Genz & Bretz (2009), Computation of Multivariate Normal and t
 * Probabilities, sections 4.1.3 and 5.2: the variable with the smallest conditional probability
 * comes first; where the correlations have rank r &lt; m, a dependent variable bounds the last y
 * that it is made of, so there are only r stages.
 */
final class IntegrationStages {

  /** Conditional variances below this are zero up to rounding. */
  private static final double SINGULAR = 1e-10;

  private static final double COEFFICIENT = 1e-7;

  /**
   * One variable's part in a stage.
   *
   * @param variable its number
   * @param before its coefficients on the y of the stages before
   * @param own its coefficient on the y of this stage
   */
  record Bound(int variable, double[] before, double own) {}

  private final List<List<Bound>> stages;

  private IntegrationStages(List<List<Bound>> stages) {
    this.stages = stages;
  }

  /**
   * Orders and factors.
   *
   * @param correlation m × m, positive semidefinite
   * @param bounds c, m numbers: they only decide the order
   */
  static IntegrationStages of(double[][] correlation, double[] bounds) {
    int m = correlation.length;
    double[][] factor = new double[m][m];
    double[] variance = new double[m];
    double[] centre = new double[m];
    boolean[] done = new boolean[m];
    for (int i = 0; i < m; i++) {
      variance[i] = correlation[i][i];
    }
    int rank = 0;
    while (rank < m) {
      int pivot = leastLikely(variance, centre, bounds, done);
      if (pivot < 0) {
        break;
      }
      done[pivot] = true;
      double root = Math.sqrt(variance[pivot]);
      factor[pivot][rank] = root;
      double expected = truncatedMean(centre[pivot] / root, bounds[pivot] / root);
      for (int i = 0; i < m; i++) {
        if (!done[i]) {
          double rest = correlation[i][pivot];
          for (int k = 0; k < rank; k++) {
            rest -= factor[i][k] * factor[pivot][k];
          }
          factor[i][rank] = rest / root;
          variance[i] -= factor[i][rank] * factor[i][rank];
          centre[i] += factor[i][rank] * expected;
        }
      }
      rank++;
    }
    return new IntegrationStages(stages(factor, rank));
  }

  /** The stages, each with at least one bound. */
  List<List<Bound>> stages() {
    return stages;
  }

  private static List<List<Bound>> stages(double[][] factor, int rank) {
    List<List<Bound>> stages = new ArrayList<>();
    for (int stage = 0; stage < rank; stage++) {
      stages.add(new ArrayList<>());
    }
    for (int i = 0; i < factor.length; i++) {
      int last = rank - 1;
      while (last > 0 && Math.abs(factor[i][last]) < COEFFICIENT) {
        last--;
      }
      double[] before = new double[last];
      System.arraycopy(factor[i], 0, before, 0, last);
      stages.get(last).add(new Bound(i, before, factor[i][last]));
    }
    return stages;
  }

  /** The variable that is least likely to be within its bounds, of those not yet determined. */
  private static int leastLikely(
      double[] variance, double[] centre, double[] bounds, boolean[] done) {
    int least = -1;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < variance.length; i++) {
      if (!done[i] && variance[i] > SINGULAR) {
        double root = Math.sqrt(variance[i]);
        double probability =
            NormalProbability.between(
                (-bounds[i] - centre[i]) / root, (bounds[i] - centre[i]) / root);
        if (probability < smallest) {
          smallest = probability;
          least = i;
        }
      }
    }
    return least;
  }

  /** E(Y | −bound − centre ≤ Y ≤ bound − centre) of a standard normal Y. */
  private static double truncatedMean(double centre, double bound) {
    double lower = -bound - centre;
    double upper = bound - centre;
    double probability = NormalProbability.between(lower, upper);
    return probability > 0
        ? (NormalProbability.density(lower) - NormalProbability.density(upper)) / probability
        : 0;
  }
}
