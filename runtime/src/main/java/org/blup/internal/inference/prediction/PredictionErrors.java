package org.blup.internal.inference.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.postfit.FittedEquations;
import org.blup.internal.reml.postfit.ThetaDerivatives;

/**
 * Mean squared errors of predictors, and their degrees of freedom. At the estimated θ the mean
 * squared error of {@code xᵀβ̂ + zᵀb̂} is Henderson's {@code v = σ² [zᵀΛ xᵀ] C⁻¹ [Λᵀz; x]}, and the
 * variances of what is drawn anew come on top.
 *
 * <p>To first order the estimation of θ adds {@code gᵀVg}, g the derivative of the predictor and V
 * the covariance of θ̂ from the observed information: Kackar and Harville's correction (1984, J.
 * Amer. Statist. Assoc. 79:853–862, section 4) given the data at hand (Kass &amp; Steffey 1989, J.
 * Amer. Statist. Assoc. 84:717–726, section 3; Booth &amp; Hobert 1998, J. Amer. Statist. Assoc.
 * 93:262–272).
 *
 * <p>Degrees of freedom are Satterthwaite's: {@code 2v² / (hᵀVh + 2v²/d)}, h the derivative of v
 * along the profile of σ² and d the residual degrees of freedom.
 */
public final class PredictionErrors {

  private final FittedEquations fitted;
  private final double variance;
  private final Supplier<ThetaDerivatives> derivatives;

  /**
   * Errors at an optimum.
   *
   * @param sigma the residual standard deviation
   * @param derivatives asked for only where the uncertainty of θ matters
   */
  public PredictionErrors(
      FittedEquations fitted, double sigma, Supplier<ThetaDerivatives> derivatives) {
    this.fitted = fitted;
    this.variance = sigma * sigma;
    this.derivatives = derivatives;
  }

  /** The mean squared error of a predictor at the estimated θ. */
  public double variance(LinearPredictor predictor) {
    return variance * relativeVariance(predictor);
  }

  /** The same over σ²; of the mean of a row of the fit, times its weight, the row's leverage. */
  public double relativeVariance(LinearPredictor predictor) {
    int groups = predictor.z().length;
    int[] nodes = new int[groups];
    int count = 0;
    double sum = predictor.residual();
    for (int g = 0; g < groups; g++) {
      if (takesPart(predictor, g)) {
        nodes[count++] = fitted.node(g, predictor.levels()[g]);
      }
      sum += freshVariance(g, predictor.fresh()[g]);
    }
    nodes = Arrays.copyOf(nodes, count);
    double[] weights = new double[fitted.order(nodes)];
    int at = 0;
    for (int g = 0; g < groups; g++) {
      if (takesPart(predictor, g)) {
        System.arraycopy(predictor.z()[g], 0, weights, at, predictor.z()[g].length);
        at += predictor.z()[g].length;
      }
    }
    System.arraycopy(predictor.x(), 0, weights, at, predictor.x().length);
    return sum + Quadratic.form(weights, fitted.errorCovariance(nodes), weights);
  }

  /**
   * The mean squared error, over σ², of {@code p − Σ k_i p_i} of predictors that are means of rows,
   * and of what is drawn anew in the first.
   *
   * @param rows the p_i
   * @param factors the k_i
   */
  public double relativeVariance(
      LinearPredictor predictor, List<LinearPredictor> rows, double[] factors) {
    double[] x = predictor.x().clone();
    Map<Integer, double[]> effects = new TreeMap<>();
    double sum = predictor.residual();
    for (int g = 0; g < predictor.z().length; g++) {
      sum += freshVariance(g, predictor.fresh()[g]);
    }
    add(predictor, 1, effects);
    for (int i = 0; i < factors.length; i++) {
      for (int c = 0; c < x.length; c++) {
        x[c] -= factors[i] * rows.get(i).x()[c];
      }
      add(rows.get(i), -factors[i], effects);
    }
    int[] nodes = effects.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] weights = new double[fitted.order(nodes)];
    int at = 0;
    for (double[] own : effects.values()) {
      System.arraycopy(own, 0, weights, at, own.length);
      at += own.length;
    }
    System.arraycopy(x, 0, weights, at, x.length);
    return sum + Quadratic.form(weights, fitted.errorCovariance(nodes), weights);
  }

  private void add(LinearPredictor predictor, double factor, Map<Integer, double[]> effects) {
    for (int g = 0; g < predictor.z().length; g++) {
      double[] z = predictor.z()[g];
      if (takesPart(predictor, g)) {
        double[] sum =
            effects.computeIfAbsent(
                fitted.node(g, predictor.levels()[g]), unused -> new double[z.length]);
        for (int a = 0; a < z.length; a++) {
          sum[a] += factor * z[a];
        }
      }
    }
  }

  private static boolean takesPart(LinearPredictor predictor, int group) {
    return predictor.levels()[group] >= 0
        && Arrays.stream(predictor.z()[group]).anyMatch(z -> z != 0);
  }

  /** {@code ‖Λᵀf‖²}. */
  private double freshVariance(int group, double[] fresh) {
    double[] lambda = fitted.relativeFactor(group);
    int k = fresh.length;
    double sum = 0;
    for (int b = 0; b < k; b++) {
      double element = 0;
      for (int a = 0; a < k; a++) {
        element += lambda[a * k + b] * fresh[a];
      }
      sum += element * element;
    }
    return sum;
  }

  /** What the estimation of θ adds to the mean squared error: {@code gᵀVg}. */
  public double thetaVariance(LinearPredictor predictor) {
    ThetaDerivatives known = derivatives.get();
    double[] gradient = new double[known.parameters()];
    addProduct(predictor.x(), known.beta(), 0, gradient);
    for (int g = 0; g < predictor.z().length; g++) {
      if (predictor.levels()[g] >= 0) {
        int row = predictor.levels()[g] * predictor.z()[g].length;
        addProduct(predictor.z()[g], known.effects(g), row * gradient.length, gradient);
      }
    }
    return Quadratic.form(gradient, known.covariance(), gradient);
  }

  /** Adds {@code weightsᵀD}, rows of D from a place on. */
  private static void addProduct(double[] weights, double[] rows, int start, double[] to) {
    int at = start;
    for (double weight : weights) {
      for (int i = 0; i < to.length; i++) {
        to[i] += weight * rows[at++];
      }
    }
  }

  /** Satterthwaite's degrees of freedom of {@link #variance}. */
  public double degreesOfFreedom(LinearPredictor predictor) {
    ThetaDerivatives known = derivatives.get();
    double relative = relativeVariance(predictor);
    double[] gradient =
        fitted.varianceGradient(
            predictor.x(), predictor.levels(), predictor.z(), predictor.fresh());
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += relative * known.logVarianceGradient()[i];
    }
    double spread = Quadratic.form(gradient, known.covariance(), gradient);
    return degreesOfFreedom(fitted, relative, spread);
  }

  /**
   * Satterthwaite's degrees of freedom of an estimated variance.
   *
   * @param variance v, in any unit
   * @param spread hᵀVh in its square: the variance of v by that of θ
   */
  public static double degreesOfFreedom(FittedEquations fitted, double variance, double spread) {
    double square = 2 * variance * variance;
    double ofSigma = fitted.isVarianceKnown() ? 0 : square / fitted.residualDegreesOfFreedom();
    return square / (spread + ofSigma);
  }
}
