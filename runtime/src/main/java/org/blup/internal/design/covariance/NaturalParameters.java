package org.blup.internal.design.covariance;

import java.util.Arrays;

/**
 * Variances and correlations as parameters η of sR: s and, where visits differ in variance, {@code
 * s exp(2φ_a)}; and of the correlations those which the others follow from, in an order in which
 * each depends on the angles up to its own.
 */
public final class NaturalParameters {

  private final PatternedCovariance structure;
  private final int visits;

  /** The structure's parameters, of which the first belongs to σ. */
  private final double[] all;

  private final double[] angles;

  /** Parameters φ before the angles. */
  private final int deviations;

  /**
   * At the parameters of a structure.
   *
   * @param all the first of them belongs to σ
   */
  public NaturalParameters(PatternedCovariance structure, int visits, double[] all) {
    this.structure = structure;
    this.visits = visits;
    this.all = all;
    deviations = structure.deviations(visits) - 1;
    angles = new double[all.length - 1 - deviations];
    System.arraycopy(all, deviations + 1, angles, 0, angles.length);
  }

  /**
   * What takes second derivatives for (φ, s) to those for η: {@code Σ w_ij ∂²(sR)/∂η_i∂η_j = Σ w_ij
   * ∂_ij(sR) − Σ g_k ∂_k(sR)}, {@code g = J⁻¹h} with J the derivatives of η and {@code h_c = Σ w_ij
   * ∂_ijη_c}. Of s, the last, g is zero, and of angles at a border, which are held.
   *
   * @param weights w for (φ, s)
   * @return g for φ
   */
  public double[] shift(double[] weights) {
    int m = deviations + angles.length;
    double[] shift = new double[m];
    for (int a = 0; a < deviations; a++) {
      shift[a] = 2 * weights[a * (m + 1) + a] + 2 * weights[a * (m + 1) + m];
    }
    double[] parameters = new double[angles.length + 1];
    parameters[0] = 1;
    System.arraycopy(angles, 0, parameters, 1, angles.length);
    PatternedCovariance.Template root =
        new PatternedCovariance(structure.correlation(), true).template(visits, parameters, 0);
    for (int c = 0; c < angles.length; c++) {
      if (structure.isAtBorder(angles[c])) {
        continue;
      }
      int a = row(c);
      int b = column(c);
      double left = 0;
      for (int i = 0; i < angles.length; i++) {
        for (int j = 0; j < angles.length; j++) {
          double weight = weights[(deviations + i) * (m + 1) + deviations + j];
          left += weight * second(root, a, b, i, j);
        }
      }
      for (int i = 0; i < c; i++) {
        left -= first(root, a, b, i) * shift[deviations + i];
      }
      shift[deviations + c] = left / first(root, a, b, c);
    }
    return shift;
  }

  /**
   * {@code Σ w_ij ∂²(sR)/∂η_i∂η_j} at s = 1, visits × visits.
   *
   * @param weights w for (φ, s)
   */
  public double[] seconds(double[] weights) {
    int m = deviations + angles.length;
    double[] own = new double[m * m];
    for (int i = 0; i < m; i++) {
      System.arraycopy(weights, i * (m + 1), own, i * m, m);
    }
    PatternedCovariance.Template template = structure.template(visits, all, 0, true);
    double[] sum = new VisitSeconds(visits, template).weighted(own);
    double[] shift = shift(weights);
    double[][] slopes = slopes(template);
    for (int i = 0; i < m; i++) {
      double withScale = 2 * weights[i * (m + 1) + m];
      SquareMatrix.addMultiple(withScale - shift[i], slopes[i], sum);
    }
    return sum;
  }

  /** {@code ∂_i(sR)} at s = 1, of φ and of s; zero of angles at a border, which are held. */
  public double[][] slopes() {
    double[][] slopes = slopes(structure.template(visits, all, 0, false));
    for (int c = 0; c < angles.length; c++) {
      if (structure.isAtBorder(angles[c])) {
        Arrays.fill(slopes[deviations + c], 0);
      }
    }
    return slopes;
  }

  private double[][] slopes(PatternedCovariance.Template template) {
    double[][] ofPhi = template.covarianceSlopes(visits, 1);
    double[][] slopes = Arrays.copyOf(ofPhi, ofPhi.length + 1);
    slopes[ofPhi.length] = template.covariance(visits);
    return slopes;
  }

  /** Where the correlation stands that takes the place of an angle. */
  private int row(int angle) {
    return angle + 1;
  }

  private int column(int angle) {
    return structure.correlation() == Correlation.ANTEDEPENDENCE ? angle : 0;
  }

  /** {@code ∂_i (LLᵀ)_ab}, i an angle. */
  private double first(PatternedCovariance.Template root, int a, int b, int i) {
    double[] change = root.first()[i + 1];
    return product(change, a, root.value(), b) + product(root.value(), a, change, b);
  }

  private double second(PatternedCovariance.Template root, int a, int b, int i, int j) {
    int row = Math.max(i, j) + 1;
    double[] change = root.second()[row * (row + 1) / 2 + Math.min(i, j) + 1];
    double[] ofI = root.first()[i + 1];
    double[] ofJ = root.first()[j + 1];
    return product(change, a, root.value(), b)
        + product(root.value(), a, change, b)
        + product(ofI, a, ofJ, b)
        + product(ofJ, a, ofI, b);
  }

  /** {@code Σ x_ac y_bc}. */
  private double product(double[] x, int a, double[] y, int b) {
    double sum = 0;
    for (int c = 0; c < visits; c++) {
      sum += x[a * visits + c] * y[b * visits + c];
    }
    return sum;
  }
}
