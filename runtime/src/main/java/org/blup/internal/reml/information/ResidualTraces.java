package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.numeric.FivePoints;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.LevelSlopes;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.TemplateGradient;
import org.blup.internal.reml.setup.ResidualFit;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of {@code log|H|} for the parameters φ of the residuals' covariance R beside the
 * elements ρ: with f the traces of {@code M⁻¹ΛᵀZᵀM_jZΛ} for the matrices M_j,
 *
 * <pre>
 *   tr(H⁻¹∂_iR) = tr(R⁻¹∂_iR) + Σ ∂_ic_j f_j        tr(H⁻¹∂_ikR) = tr(R⁻¹∂_ikR) − Σ d_ik,j f_j
 * </pre>
 *
 * Those of the second order are what traces change with φ, by differences where there are random
 * effects. Parameters of levels are the last of φ: see {@link LevelParameters}.
 */
final class ResidualTraces {

  /**
   * Of differences with five points, for parameters that are angles and logarithms: truncation,
   * h⁴/30 of the fifth derivative, and rounding, 1e-16/h, are both about 1e-13.
   */
  private static final double STEP = 1e-3;

  private final MixedModelEquations model;
  private final ResidualFit fit;

  /** That of the last trace. */
  private @Nullable TemplateGradient gradient;

  /** {@code tr(H⁻¹∂_ikV)} of the elements and then φ, row by row: zero where V is linear. */
  private final double[] seconds;

  /** Of the elements and then φ. */
  final DeterminantDerivatives all;

  /** m + r, elements and φ. */
  private final int size;

  private final boolean hasLevelSeconds;

  /**
   * Computes them where the model was last factored.
   *
   * @param elements the derivatives for ρ there
   * @param products for the second derivatives for parameters of levels, which cost as many solves
   *     as there are levels; if absent these count as zero, in products as well: their differences,
   *     which are all that curvatures need, are right
   * @param elementTraces what finds the traces for ρ where the model is then factored
   */
  ResidualTraces(
      MixedModelEquations model,
      ResidualFit fit,
      DeterminantDerivatives elements,
      Optional<Precision> products,
      Supplier<double[]> elementTraces) {
    this.model = model;
    this.fit = fit;
    hasLevelSeconds = products.isPresent();
    int r = fit.parameters();
    int m = elements.traces().length;
    size = m + r;
    seconds = new double[size * size];
    if (r == 0) {
      all = elements;
      return;
    }
    ResidualEquations.At fitted = fit.at();
    ResidualForm.Combination at = fitted.combination();
    ToDoubleFunction<NormalEquations> trace = trace();
    double[] traces = Arrays.copyOf(elements.traces(), size);
    System.arraycopy(traces(fitted, trace), 0, traces, m, r);
    int own = fit.ofResiduals().length;
    double[] ofResiduals = at.secondTraces();
    double[] random = own == 0 ? new double[0] : fitted.seconds(ofMatrices(fitted, trace), trace);
    for (int i = 0; i < own; i++) {
      for (int k = 0; k < own; k++) {
        double second = ofResiduals[i * own + k] - random[i * own + k];
        seconds[(m + i) * size + m + k] = second;
      }
    }
    products.ifPresent(
        precision -> new LevelTraces(model, precision).addTo(seconds, size, m + own));
    double[] pairs = new double[size * size];
    for (int i = 0; i < m; i++) {
      System.arraycopy(elements.products(), i * m, pairs, i * size, m);
    }
    all = new DeterminantDerivatives(traces, pairs);
    if (model.lambda.length == 0) {
      System.arraycopy(at.traces(), 0, pairs, 0, pairs.length);
    } else {
      addDifferences(elementTraces, m, pairs);
    }
  }

  /** {@code tr(H⁻¹∂_ikV)}. */
  double second(int i, int k) {
    return seconds[i * size + k];
  }

  /**
   * {@code Σ ρ_k tr(H⁻¹∂_ikV)} over the elements for a parameter of levels if the second
   * derivatives are absent, else 0. V without its residuals is linear in ρ, so that this is {@code
   * tr(H⁻¹∂_iV)}.
   */
  double absentSeconds(int i) {
    return hasLevelSeconds ? 0 : all.traces()[i];
  }

  /** {@code tr(H⁻¹∂_iH)} for φ, where the model was last factored. */
  private double[] traces(ResidualEquations.At at, ToDoubleFunction<NormalEquations> trace) {
    double[] ofResiduals = traces(at.combination(), ofMatrices(at, trace));
    if (model.lambda.length == 0) {
      return ofResiduals;
    }
    double[] ofLevels = new LevelSlopes(model.sparse()).traces(Objects.requireNonNull(gradient));
    double[] traces = Arrays.copyOf(ofResiduals, ofResiduals.length + ofLevels.length);
    System.arraycopy(ofLevels, 0, traces, ofResiduals.length, ofLevels.length);
    return traces;
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
    TemplateGradient own = new TemplateGradient(model.sparse());
    own.computeDeterminant(0);
    gradient = own;
    return matrix -> own.trace(matrix, new double[0]);
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
        double[] ofResidual = traces(at, trace());
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
      int row = m + j;
      for (int i = 0; i < m + r; i++) {
        double change = i < m ? changes[j][i] : 0.5 * (changes[j][i] + changes[i - m][row]);
        products[row * size + i] = seconds[row * size + i] - change;
        products[i * size + row] = products[row * size + i];
      }
    }
  }
}
