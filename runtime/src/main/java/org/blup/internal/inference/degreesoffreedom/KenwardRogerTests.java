package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.information.CovarianceDerivatives;

/**
 * Kenward & Roger's adjusted covariance and F tests (Kenward & Roger 1997, Biometrics 53:983–997;
 * in the form of Halekoh & Højsgaard 2014, J. Stat. Softw. 59(9), sections 3 and 4). With W the
 * covariance of the parameters
 *
 * <pre>
 *   Φ_A = Φ + 2 Φ (Σ W_ik (Q_ik − R_i Φ R_k − ¼ XᵀV⁻¹ ∂_ikV V⁻¹X)) Φ
 * </pre>
 *
 * where the last summand is left out, or zero, for covariances that are linear in their parameters.
 *
 * <p>Where the data determine the parameters poorly, W is large, and Φ_A need not be a covariance:
 * results with a variance that is not positive are {@code NaN}, and so is an F whose scale or
 * degrees of freedom are not positive.
 */
final class KenwardRogerTests implements FixedEffectTests {

  /** Numerators and denominators below this count as zero. */
  private static final double VANISHING = 1e-8;

  private final double[] covariance;
  private final double[] adjusted;
  private final double[][] products;
  private final double[] weights;
  private final VarianceOfVariance variances;

  /**
   * The tests at a solution by REML.
   *
   * @param determined whether the data determine every variance; else no covariance is a number
   */
  KenwardRogerTests(CovarianceDerivatives derivatives, KenwardRogerForm form, boolean determined) {
    covariance = derivatives.fixedCovariance();
    weights =
        form.observed()
            ? ParameterCovariance.observed(derivatives)
            : ParameterCovariance.expected(derivatives);
    variances = new VarianceOfVariance(derivatives, weights);
    products = new double[derivatives.parameters()][];
    for (int i = 0; i < products.length; i++) {
      products[i] = derivatives.fixedProduct(i);
    }
    adjusted = determined ? adjusted(derivatives, form.seconds()) : undetermined(covariance.length);
  }

  private static double[] undetermined(int length) {
    double[] result = new double[length];
    Arrays.fill(result, Double.NaN);
    return result;
  }

  private double[] adjusted(CovarianceDerivatives derivatives, boolean seconds) {
    int m = products.length;
    int p = (int) Math.round(Math.sqrt(covariance.length));
    double[] sum = derivatives.weightedProducts(weights);
    if (seconds) {
      double[] curvature = derivatives.weightedSeconds(weights);
      Arrays.setAll(sum, e -> sum[e] - 0.25 * curvature[e]);
    }
    for (int i = 0; i < m; i++) {
      double[] weighted = new double[p * p];
      for (int k = 0; k < m; k++) {
        for (int e = 0; e < sum.length; e++) {
          weighted[e] += weights[i * m + k] * products[k][e];
        }
      }
      double[] left = Quadratic.product(p, products[i], covariance);
      double[] square = Quadratic.product(p, left, weighted);
      Arrays.setAll(sum, e -> sum[e] - square[e]);
    }
    double[] half = Quadratic.product(p, covariance, sum);
    double[] change = Quadratic.product(p, half, covariance);
    double[] result = covariance.clone();
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        result[i * p + j] += change[i * p + j] + change[j * p + i];
      }
    }
    return result;
  }

  @Override
  public double[] covariance() {
    return adjusted;
  }

  /** For one hypothesis Kenward and Roger's formula is Satterthwaite's, with their W. */
  @Override
  public double degreesOfFreedom(double[] hypothesis) {
    return variances.degreesOfFreedom(hypothesis);
  }

  @Override
  public FStatistic joint(HypothesisSpace.Rows rows) {
    HypothesisAxes axes = new HypothesisAxes(rows, covariance);
    int q = axes.rank();
    double wald = wald(axes) / q;
    double[] a = moments(axes.axes);
    double a1 = a[0];
    double a2 = a[1];
    if (!(wald >= 0 && a2 >= 0)) {
      return FStatistic.undetermined(q);
    }
    if (a2 == 0) {
      return new FStatistic(wald, q, Double.POSITIVE_INFINITY);
    }
    return q == 1 ? new FStatistic(wald, 1, 2 / a2) : scaled(wald, q, a1, a2);
  }

  /** Wald's statistic by the adjusted covariance of the axes; NaN if that is not definite. */
  private double wald(HypothesisAxes axes) {
    int q = axes.rank();
    SymmetricEigen eigen = HypothesisAxes.eigen(q, Quadratic.forms(axes.axes, adjusted));
    double[] variances = eigen.values();
    double sum = 0;
    for (int e = 0; e < q; e++) {
      double difference = 0;
      for (int i = 0; i < q; i++) {
        difference += eigen.vector(e, i) * axes.t[i];
      }
      sum += variances[e] > 0 ? difference * difference / variances[e] : Double.NaN;
    }
    return sum;
  }

  /**
   * The scale and the degrees of freedom that give the statistic the mean and variance it has. In
   * balanced designs with 2 degrees of freedom mean and variance are infinite, and both scale and
   * the ratio they enter by become 1.
   */
  private static FStatistic scaled(double wald, int q, double a1, double a2) {
    double b = (a1 + 6 * a2) / (2 * q);
    double g = ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2);
    double divisor = 3 * q + 2 * (1 - g);
    double v0 = 1 + g / divisor * b;
    double v1 = 1 - (q - g) / divisor * b;
    double v2 = 1 - (q + 2 - g) / divisor * b;
    double expectation = 1 - a2 / q;
    double ratio = ratio(expectation, v1);
    double rho = ratio * ratio * v0 / v2 / q;
    double df = 4 + (q + 2) / (q * rho - 1);
    double scale = ratio(df * expectation, df - 2);
    return df > 0 && scale > 0 && Double.isFinite(scale)
        ? new FStatistic(scale * wald, q, df)
        : FStatistic.undetermined(q);
  }

  private static double ratio(double x, double y) {
    return Math.abs(x) < VANISHING && Math.abs(y) < VANISHING ? 1 : x / y;
  }

  /**
   * {@code A1 = Σ W_ik tr(ΘΦR_iΦ) tr(ΘΦR_kΦ)} and {@code A2 = Σ W_ik tr(ΘΦR_iΦ ΘΦR_kΦ)}, Θ being
   * LᵀL for axes L of variance 1.
   */
  private double[] moments(double[][] axes) {
    int m = products.length;
    int q = axes.length;
    double[][] u = new double[q][];
    for (int r = 0; r < q; r++) {
      u[r] = Quadratic.times(covariance, axes[r]);
    }
    double[][] forms = new double[m][];
    double[] traces = new double[m];
    for (int i = 0; i < m; i++) {
      forms[i] = Quadratic.forms(u, products[i]);
      for (int r = 0; r < q; r++) {
        traces[i] += forms[i][r * (q + 1)];
      }
    }
    double a1 = Quadratic.form(traces, weights, traces);
    double a2 = 0;
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        double sum = 0;
        for (int e = 0; e < q * q; e++) {
          sum += forms[i][e] * forms[k][e];
        }
        a2 += weights[i * m + k] * sum;
      }
    }
    return new double[] {a1, a2};
  }
}
