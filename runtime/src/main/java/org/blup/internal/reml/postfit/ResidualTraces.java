package org.blup.internal.reml.postfit;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.numeric.FivePoints;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.TemplateGradient;
import org.blup.internal.reml.setup.ResidualFit;

/**
 * The derivatives of {@code log|H|} for the parameters φ of the residuals' covariance R beside the
 * elements ρ: with f the traces of {@code M⁻¹ΛᵀZᵀM_jZΛ} for the matrices M_j,
 *
 * <pre>
 *   tr(H⁻¹∂_iR) = tr(R⁻¹∂_iR) + Σ ∂_ic_j f_j        tr(H⁻¹∂_ikR) = tr(R⁻¹∂_ikR) − Σ d_ik,j f_j
 * </pre>
 *
 * Those of the second order are what traces change with φ, by differences where there are random
 * effects.
 */
final class ResidualTraces {

  /**
   * Of differences with five points, for parameters that are angles and logarithms: truncation,
   * h⁴/30 of the fifth derivative, and rounding, 1e-16/h, are both about 1e-13.
   */
  private static final double STEP = 1e-3;

  private final MixedModelEquations model;
  private final ResidualFit fit;

  /** {@code tr(H⁻¹∂_ikR)}, row by row. */
  final double[] seconds;

  /** Of the elements and then φ. */
  final DeterminantDerivatives all;

  /**
   * Computes them where the model was last factored.
   *
   * @param elements the derivatives for ρ there
   * @param elementTraces what finds the traces for ρ where the model is then factored
   */
  ResidualTraces(
      MixedModelEquations model,
      ResidualFit fit,
      DeterminantDerivatives elements,
      Supplier<double[]> elementTraces) {
    this.model = model;
    this.fit = fit;
    int r = fit.parameters();
    if (r == 0) {
      seconds = new double[0];
      all = elements;
      return;
    }
    int m = elements.traces().length;
    ResidualEquations.At fitted = fit.at();
    ResidualForm.Combination at = fitted.combination();
    ToDoubleFunction<NormalEquations> trace = trace();
    double[] ofMatrices = ofMatrices(fitted, trace);
    seconds = at.secondTraces();
    double[] random = fitted.seconds(ofMatrices, trace);
    for (int e = 0; e < seconds.length; e++) {
      seconds[e] -= random[e];
    }
    double[] traces = Arrays.copyOf(elements.traces(), m + r);
    System.arraycopy(traces(at, ofMatrices), 0, traces, m, r);
    double[] products = new double[(m + r) * (m + r)];
    for (int i = 0; i < m; i++) {
      System.arraycopy(elements.products(), i * m, products, i * (m + r), m);
    }
    all = new DeterminantDerivatives(traces, products);
    if (model.lambda.length == 0) {
      System.arraycopy(at.traces(), 0, products, 0, products.length);
    } else {
      addDifferences(elementTraces, m, products);
    }
  }

  private static double[] traces(ResidualForm.Combination at, double[] ofMatrices) {
    double[] traces = at.logDeterminantSlopes().clone();
    double[][] slopes = at.slopes();
    for (int i = 0; i < traces.length; i++) {
      traces[i] += Quadratic.dot(slopes[i], ofMatrices);
    }
    return traces;
  }

  /** f where the model was last factored. */
  private ToDoubleFunction<NormalEquations> trace() {
    if (model.lambda.length == 0) {
      return matrix -> 0;
    }
    TemplateGradient gradient = new TemplateGradient(model.sparse());
    gradient.computeDeterminant(0);
    return matrix -> gradient.trace(matrix, new double[0]);
  }

  private static double[] ofMatrices(
      ResidualEquations.At at, ToDoubleFunction<NormalEquations> trace) {
    return at.matrices().stream().mapToDouble(trace).toArray();
  }

  private void addDifferences(Supplier<double[]> elementTraces, int m, double[] products) {
    NormalEquations equations = model.equations();
    int r = fit.parameters();
    double[][] changes = new double[r][m + r];
    for (int j = 0; j < r; j++) {
      for (int s = 0; s < FivePoints.VALUES; s++) {
        double[] phi = fit.phi();
        phi[j] += FivePoints.multiple(s) * STEP;
        ResidualEquations.At at = fit.residuals().at(phi);
        model.take(at.equations());
        model.factor(model.lambda);
        double[] ofResidual = traces(at.combination(), ofMatrices(at, trace()));
        double[] ofElements = elementTraces.get();
        for (int i = 0; i < m + r; i++) {
          double trace = i < m ? ofElements[i] : ofResidual[i - m];
          changes[j][i] += FivePoints.weight(s) / STEP * trace;
        }
      }
    }
    model.take(equations);
    model.factor(model.lambda);
    for (int j = 0; j < r; j++) {
      for (int i = 0; i < m; i++) {
        products[i * (m + r) + m + j] = -changes[j][i];
        products[(m + j) * (m + r) + i] = -changes[j][i];
      }
      for (int i = 0; i < r; i++) {
        double change = 0.5 * (changes[j][m + i] + changes[i][m + j]);
        products[(m + j) * (m + r) + m + i] = seconds[j * r + i] - change;
      }
    }
  }
}
