package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.NaturalParameters;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.setup.Templates;

/**
 * Second derivatives of the elements ρ of a term's ΛΛᵀ for the natural parameters η of its form,
 * variances and correlations: {@code Σ w_ij ∂²ρ/∂η_i∂η_j}. Zero where ρ is linear in as many
 * parameters, and where a variance is zero. A correlation at its border is held there.
 */
final class FormSeconds {

  private final Templates templates;
  private final double[] rho;

  /** Of all terms at an optimum. */
  FormSeconds(TemplateDirections directions) {
    templates = directions.templates;
    rho = directions.rho;
  }

  /**
   * A number for each element.
   *
   * @param weights w as the covariance of the elements, and of what follows them
   * @param n the number of its rows
   */
  double[] weighted(double[] weights, int n) {
    double[] seconds = new double[rho.length];
    for (int t = 0; t < templates.terms().size(); t++) {
      Term term = templates.terms().get(t);
      if (term.structure() instanceof PatternedCovariance form && !form.isLinear(term.size())) {
        double[] covariance = covariance(t);
        if (hasVariances(term.size(), covariance)) {
          add(t, form, covariance, weights, n, seconds);
        }
      }
    }
    return seconds;
  }

  /** ΛΛᵀ, size × size. */
  private double[] covariance(int t) {
    int size = templates.terms().get(t).size();
    double[] covariance = new double[size * size];
    for (int e = templates.elementStart[t]; e < templates.elementStart[t + 1]; e++) {
      covariance[row(t, e) * size + column(t, e)] = rho[e];
      covariance[column(t, e) * size + row(t, e)] = rho[e];
    }
    return covariance;
  }

  private int row(int t, int element) {
    return templates.row[element] - templates.terms().get(t).offset();
  }

  private int column(int t, int element) {
    return templates.column[element] - templates.terms().get(t).offset();
  }

  private static boolean hasVariances(int size, double[] covariance) {
    return IntStream.range(0, size).allMatch(a -> covariance[a * (size + 1)] > 0);
  }

  /** By a covariance in the unit of its first variance, which is s. */
  private void add(
      int t, PatternedCovariance form, double[] covariance, double[] weights, int n, double[] to) {
    int size = templates.terms().get(t).size();
    double unit = covariance[0];
    double[] scaled = Arrays.stream(covariance).map(element -> element / unit).toArray();
    NaturalParameters natural = new NaturalParameters(form, size, form.parameters(size, scaled));
    double[] seconds = natural.seconds(ofParameters(t, natural.slopes(), unit, weights, n));
    for (int e = templates.elementStart[t]; e < templates.elementStart[t + 1]; e++) {
      to[e] = unit * seconds[row(t, e) * size + column(t, e)];
    }
  }

  /** The covariance of (φ, s), of which that of the elements has followed. */
  private double[] ofParameters(int t, double[][] slopes, double unit, double[] weights, int n) {
    int from = templates.elementStart[t];
    int elements = templates.elementStart[t + 1] - from;
    int size = templates.terms().get(t).size();
    int m = slopes.length;
    double[] jacobian = new double[elements * m];
    double[] own = new double[elements * elements];
    double[] identity = new double[elements * elements];
    for (int e = 0; e < elements; e++) {
      System.arraycopy(weights, (from + e) * n + from, own, e * elements, elements);
      identity[e * (elements + 1)] = 1;
      for (int i = 0; i < m; i++) {
        int at = row(t, from + e) * size + column(t, from + e);
        jacobian[e * m + i] = unit * slopes[i][at];
      }
    }
    double[] squares = Quadratic.congruence(elements, m, jacobian, identity);
    double[] inverse = PseudoInverse.ofPositive(m, squares);
    double[] product = Quadratic.congruence(elements, m, jacobian, own);
    return Quadratic.congruence(m, m, inverse, product);
  }
}
