package org.blup.internal.reml.information;

import java.util.Arrays;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.TemplateGradient;
import org.blup.internal.reml.setup.Templates;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The derivatives of {@code log|H|} by central differences of its exact gradient for θ, from the
 * inverse on the pattern of the factor: two factorisations a parameter, however many levels are
 * connected. With J = ∂ρ/∂θ
 *
 * <pre>
 *   ∂_θ log|H| = Jᵀt        ∂²_θ log|H| = −Jᵀ d J + Σ t_k ∂²ρ_k
 * </pre>
 *
 * Where templates are singular J is not invertible; t and d are then known only as far as changes
 * of θ reach them, which is all that derivatives for θ need.
 */
final class DifferencedTraces {

  /**
   * Steps as a share of the size at which the determinant changes: near the cube root of the
   * gradient's rounding, some 1e-13, which is best for central differences (Nocedal &amp; Wright
   * 2006, section 8.1). Truncation, h²/6, is about 1e-9.
   */
  private static final double STEP = 1e-4;

  private final MixedModelEquations model;
  private final TemplateDirections directions;
  private final TemplateGradient gradient;

  DifferencedTraces(MixedModelEquations model, TemplateDirections directions) {
    this.model = model;
    this.directions = directions;
    gradient = new TemplateGradient(model.sparse());
  }

  /**
   * Computes d for all pairs of parameters that are not left out, and t for all. The model holds
   * the templates of the directions afterwards.
   *
   * @param leftOut for each group whether its parameters are
   */
  DeterminantDerivatives compute(boolean[] leftOut) {
    int m = directions.parameters();
    double[][] moved = directions.templates.newFactors();
    double[] size = sizes();
    double[] hessian = new double[m * m];
    for (int i = 0; i < m; i++) {
      if (leftOut[directions.templates.group[i]]) {
        continue;
      }
      double step = STEP * size[i];
      directions.move(i, step, moved);
      double[] above = gradient(moved);
      directions.move(i, -step, moved);
      double[] below = gradient(moved);
      for (int k = 0; k < m; k++) {
        double change = (above[k] - below[k]) / (2 * step);
        hessian[i * m + k] += change / 2;
        hessian[k * m + i] += change / 2;
      }
    }
    return forCovariances(gradient(directions.lambda), hessian, size);
  }

  /** Computes t at the templates of the directions, which the model holds afterwards. */
  double[] traces() {
    double[] slope = gradient(directions.lambda);
    double[] size = sizes();
    return traces(slope, size, inverseJacobian(size));
  }

  private double[] gradient(double[][] lambda) {
    model.factor(lambda);
    gradient.computeDeterminant(0);
    Templates templates = directions.templates;
    double[] derivatives = new double[directions.parameters()];
    for (int i = 0; i < derivatives.length; i++) {
      int k = templates.groupSize(templates.group[i]);
      double[] g = gradient.gradient[templates.group[i]];
      for (int a = 0; a < k; a++) {
        derivatives[i] += 2 * g[templates.column[i] * k + a] * directions.direction[i][a];
      }
    }
    return derivatives;
  }

  /** For each parameter the size of its row of Λ, or at which {@code ΛᵀZᵀWZΛ} reaches 1. */
  private double[] sizes() {
    Templates templates = directions.templates;
    NormalEquations equations = model.equations();
    double[][] sums = new double[templates.groups()][];
    Arrays.setAll(sums, equations::levelSum);
    double[] size = new double[directions.parameters()];
    for (int i = 0; i < size.length; i++) {
      int g = templates.group[i];
      int k = templates.groupSize(g);
      int a = templates.row[i];
      double mean = sums[g][a * (k + 1)] / equations.groups().get(g).levels();
      double square = 0;
      for (int b = 0; b < k; b++) {
        square += directions.lambda[g][a * k + b] * directions.lambda[g][a * k + b];
      }
      size[i] = Math.max(Math.sqrt(square), 1 / Math.sqrt(mean));
    }
    return size;
  }

  /** From derivatives for θ to those for ρ, parameters measured by their sizes. */
  private DeterminantDerivatives forCovariances(double[] slope, double[] hessian, double[] size) {
    int m = slope.length;
    double[] scale = scales(size);
    DMatrixRMaj inverse = inverseJacobian(size);
    double[] traces = traces(slope, size, inverse);
    DMatrixRMaj curved = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double sum = -hessian[i * m + j];
        for (int k = 0; k < m; k++) {
          sum += traces[k] * directions.secondDerivative(k, i, j);
        }
        curved.set(i, j, sum * size[i] * size[j]);
      }
    }
    DMatrixRMaj half = new DMatrixRMaj(m, m);
    DMatrixRMaj products = new DMatrixRMaj(m, m);
    CommonOps_DDRM.multTransA(inverse, curved, half);
    CommonOps_DDRM.mult(half, inverse, products);
    for (int k = 0; k < m; k++) {
      for (int l = 0; l < m; l++) {
        products.set(k, l, products.get(k, l) / (scale[k] * scale[l]));
      }
    }
    return new DeterminantDerivatives(traces, products.data);
  }

  private double[] scales(double[] size) {
    double[] scale = new double[size.length];
    Arrays.setAll(scale, k -> size[k] * size[diagonalOf(k)]);
    return scale;
  }

  /** {@code J⁻¹}, parameters and elements in units of their sizes. */
  private DMatrixRMaj inverseJacobian(double[] size) {
    int m = size.length;
    double[] scale = scales(size);
    DMatrixRMaj jacobian = new DMatrixRMaj(m, m);
    for (int k = 0; k < m; k++) {
      for (int i = 0; i < m; i++) {
        jacobian.set(k, i, directions.derivative(k, i) * size[i] / scale[k]);
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(m, m);
    CommonOps_DDRM.pinv(jacobian, inverse);
    return inverse;
  }

  private double[] traces(double[] slope, double[] size, DMatrixRMaj inverse) {
    double[] scale = scales(size);
    double[] traces = new double[size.length];
    for (int k = 0; k < traces.length; k++) {
      for (int i = 0; i < traces.length; i++) {
        traces[k] += inverse.get(i, k) * slope[i] * size[i] / scale[k];
      }
    }
    return traces;
  }

  /** The parameter on the diagonal above or below a parameter, in its column. */
  private int diagonalOf(int k) {
    Templates templates = directions.templates;
    int i = k;
    while (templates.row[i] != templates.column[k]) {
      i--;
    }
    return i;
  }
}
