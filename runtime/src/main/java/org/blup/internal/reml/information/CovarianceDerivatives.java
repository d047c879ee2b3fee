package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.solution.Solution;

/**
 * Derivatives of the optimum with respect to the covariance of the response, {@code V/σ̂² = Σ ρ_i
 * G_i + s R(φ)} with ρ the elements of ΛΛᵀ of each term (the diagonal, where it is uncorrelated) in
 * the working basis of Z, in the order of θ; φ the parameters of the residuals' covariance, if it
 * has any; and s = 1 the last. With G_i the derivatives, also {@code s ∂_jR}, and {@code P = V⁻¹ −
 * V⁻¹X Φ XᵀV⁻¹}
 *
 * <pre>
 *   Φ = (XᵀV⁻¹X)⁻¹      R_i = XᵀV⁻¹G_iV⁻¹X      Q_ik = XᵀV⁻¹G_iV⁻¹G_kV⁻¹X
 *   T_ik = tr(P G_i P G_k)        2K_ik = 2 yᵀP G_i P G_k P y
 * </pre>
 *
 * (Kenward &amp; Roger 1997, section 3.1, where P_i is −R_i). Half of T is the expected information
 * of REML, and the criterion's second derivatives are 2K − T, or 2K − tr(V⁻¹G_iV⁻¹G_k) by ML, and
 * where V is not linear {@code tr(P ∂_ikV) − yᵀP ∂_ikV P y} more. All of it comes from products
 * with {@code ZᵀH⁻¹Z}, one solve a column, and nothing of the size of the rows. X stands in the
 * working basis of the {@link NormalEquations}.
 */
public final class CovarianceDerivatives {

  /** Multiplications that are not worth saving: a tenth of a second or so. */
  static final double CHEAP = 1e8;

  private final int columns;

  /** How many elements ρ has. */
  private final int elements;

  private final int parameters;
  private final boolean isVarianceKnown;
  private final double[] fixedCovariance;
  private final double variance;
  private final FixedProducts fixed;
  private final ResidualParameters residual;
  private final double[] gradient;
  private final double[] hessian;
  private final double[] expected;
  private final TemplateDirections directions;
  private final VarianceChain chain;

  private CovarianceDerivatives(
      VariancePoint point,
      ResidualTraces traces,
      ResidualParameters residual,
      FixedProducts fixed) {
    this.fixed = fixed;
    this.residual = residual;
    directions = point.directions;
    columns = point.model.columns;
    elements = directions.parameters();
    parameters = elements + residual.count + 1;
    chain = new VarianceChain(directions, parameters);
    isVarianceKnown = point.model.isVarianceKnown();
    fixedCovariance = point.fixedCovariance;
    variance = point.variance;
    double[] rho = Arrays.copyOf(directions.rho, parameters - 1);
    double n = point.model.equations().rows();
    ResponseProducts ofResponse = new ResponseProducts(point, fixed, residual);
    DeterminantDerivatives determinant = traces.all;
    double[] restrictedTraces = determinant.traces().clone();
    double[] restricted = determinant.products().clone();
    fixed.restrict(restrictedTraces, restricted);
    expected = Homogeneous.extend(rho, restricted, restrictedTraces, n - columns);
    double df = point.model.degreesOfFreedom();
    boolean reml = point.model.reml;
    double[] ownTraces = reml ? restrictedTraces : determinant.traces();
    double[] products =
        reml ? expected : Homogeneous.extend(rho, determinant.products(), ownTraces, df);
    double[] squares = Homogeneous.extend(rho, ofResponse.products, ofResponse.squares, df);
    hessian = new double[parameters * parameters];
    for (int i = 0; i < hessian.length; i++) {
      hessian[i] = 2 * squares[i] - products[i];
    }
    gradient = new double[parameters];
    for (int i = 0; i < parameters - 1; i++) {
      gradient[i] = ownTraces[i] - ofResponse.squares[i];
    }
    gradient[parameters - 1] =
        Homogeneous.rest(rho, ownTraces, df) - Homogeneous.rest(rho, ofResponse.squares, df);
    addCurvature(point, traces);
  }

  /** {@code tr(P ∂_ikV) − yᵀP ∂_ikV P y} of the residuals' covariance. */
  private void addCurvature(VariancePoint point, ResidualTraces traces) {
    int r = residual.ofResiduals();
    addLevelCurvature(point, traces);
    if (r == 0) {
      return;
    }
    double[] forms = residual.residualForms();
    double[] fixedForms = residual.fixedForms(fixedCovariance);
    for (int j = 0; j < forms.length; j++) {
      forms[j] /= point.model.scaledVariance();
      forms[j] += point.model.reml ? fixedForms[j] / variance : 0;
    }
    double[] taken = residual.at.seconds(forms);
    int last = parameters - 1;
    for (int i = 0; i < r; i++) {
      int row = elements + i;
      for (int k = 0; k < r; k++) {
        double second = traces.second(row, elements + k);
        hessian[row * parameters + elements + k] += second - taken[i * r + k];
      }
      hessian[row * parameters + last] += gradient[row];
      hessian[last * parameters + row] += gradient[row];
    }
  }

  /** The same of the correlations of levels, with themselves and with elements. */
  private void addLevelCurvature(VariancePoint point, ResidualTraces traces) {
    LevelParameters levels = residual.levels;
    for (int l = 0; l < levels.count; l++) {
      int row = elements + residual.ofResiduals() + l;
      double own = traces.second(row, row) - taken(point, levels.second(l));
      hessian[row * (parameters + 1)] += own;
      for (int i = 0; i < elements; i++) {
        double mixed = traces.second(row, i) - taken(point, levels.withElement(l, i));
        hessian[row * parameters + i] += mixed;
        hessian[i * parameters + row] += mixed;
      }
      double withScale = traces.absentSeconds(row);
      hessian[row * parameters + parameters - 1] += withScale;
      hessian[(parameters - 1) * parameters + row] += withScale;
    }
  }

  /** {@code yᵀP ∂V P y}, and by REML what fixed effects take from {@code tr(P ∂V)}. */
  private double taken(VariancePoint point, double[] form) {
    double ofFixed = residual.levels.fixedTrace(form, fixedCovariance) / variance;
    double ofResponse = LevelParameters.ofResidual(form) / point.model.scaledVariance();
    return ofResponse + (point.model.reml ? ofFixed : 0);
  }

  /**
   * Computes the derivatives at an optimum.
   *
   * @param equations what the optimum was found from; not needed where the residuals' covariance
   *     has combined sums to them
   * @param solution the optimum
   * @param reml whether it is that of REML
   * @param everyDirection whether T must be known in all directions where templates are singular,
   *     and Q is asked for: Kenward and Roger's method needs them, Satterthwaite's does not
   */
  public static CovarianceDerivatives of(
      NormalEquations equations, Solution solution, boolean reml, boolean everyDirection) {
    ResidualFit fit = solution.residual().orElseGet(() -> ResidualFit.independent(equations));
    NormalEquations weighted = solution.residual().isPresent() ? fit.at().equations() : equations;
    VariancePoint point =
        new VariancePoint(solution.setup().with(weighted), solution, fit.parameters() + 1, reml);
    ResidualTraces traces = determinant(point, fit, solution, everyDirection);
    point.model.solve();
    ResidualParameters residual = new ResidualParameters(point.model, point.precision, fit);
    FixedProducts fixed = new FixedProducts(point, residual, everyDirection);
    return new CovarianceDerivatives(point, traces, residual, fixed);
  }

  /** The model holds the optimum's templates afterwards. */
  private static ResidualTraces determinant(
      VariancePoint point, ResidualFit residual, Solution solution, boolean everyDirection) {
    MixedModelEquations model = point.model;
    Templates templates = point.directions.templates;
    boolean[] exact = new boolean[templates.groups()];
    boolean all = true;
    Optional<Precision> ofLevels = everyDirection ? Optional.of(point.precision) : Optional.empty();
    for (int g = 0; g < exact.length; g++) {
      exact[g] = everyDirection && solution.isSingular() || isCheaperExactly(point, g);
      all &= exact[g];
    }
    model.factor(point.directions.lambda);
    DeterminantDerivatives known =
        new ExactTraces(model, point.precision, templates, exact).compute();
    if (all) {
      return new ResidualTraces(
          model,
          residual,
          known,
          ofLevels,
          () -> new ExactTraces(model, point.precision, templates, exact).compute().traces());
    }
    DifferencedTraces differenced = new DifferencedTraces(model, point.directions);
    DeterminantDerivatives rest = differenced.compute(exact);
    int m = templates.elements();
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        if (exact[templates.group[k]]) {
          rest.products()[i * m + k] = known.products()[i * m + k];
          rest.products()[k * m + i] = known.products()[i * m + k];
        }
      }
    }
    return new ResidualTraces(model, residual, rest, ofLevels, differenced::traces);
  }

  /** Whether a group's columns cost less than two factorisations and inverses a parameter. */
  private static boolean isCheaperExactly(VariancePoint point, int g) {
    Templates templates = point.directions.templates;
    boolean[] alone = new boolean[templates.groups()];
    alone[g] = true;
    ExactTraces traces = new ExactTraces(point.model, point.precision, templates, alone);
    double columns = 4.0 * traces.columns() * point.model.layout.symbolic.length();
    double parameters = IntStream.of(templates.group).filter(group -> group == g).count();
    return columns < Math.max(CHEAP, 6 * parameters * point.model.layout.symbolic.work());
  }

  /** The number of parameters: the elements of ρ, φ and s. */
  public int parameters() {
    return parameters;
  }

  /** Φ, p × p row by row. */
  public double[] fixedCovariance() {
    return fixedCovariance.clone();
  }

  /** R_i, p × p row by row: {@code ∂Φ = Φ R_i Φ}. */
  public double[] fixedProduct(int i) {
    return fixed.product(i);
  }

  /**
   * {@code Σ w_ik Q_ik}, p × p row by row.
   *
   * @param weights w, symmetric, for all parameters
   * @throws IllegalStateException if it was not asked for
   */
  public double[] weightedProducts(double[] weights) {
    return fixed.weightedPairs(weights);
  }

  /**
   * {@code Σ w_ik XᵀV⁻¹ ∂_ikV V⁻¹X}, p × p row by row, the derivatives being those for natural
   * parameters of the terms' forms and of the residuals' covariance: {@link FormSeconds}, {@link
   * ResidualForm.Combination#naturalSeconds}.
   *
   * @param weights w, symmetric, for all parameters
   */
  public double[] weightedSeconds(double[] weights) {
    int m = residual.ofResiduals() + 1;
    double[] own = new double[m * m];
    for (int i = 0; i < m; i++) {
      int row = i < m - 1 ? elements + i : parameters - 1;
      System.arraycopy(weights, row * parameters + elements, own, i * m, m - 1);
      own[i * m + m - 1] = weights[row * parameters + parameters - 1];
    }
    double[] seconds = residual.naturalSeconds(own);
    double[] ofLevels = residual.levelSeconds(weights, parameters, elements);
    Arrays.setAll(seconds, e -> (seconds[e] + ofLevels[e]) / variance);
    double[] ofForms = new FormSeconds(directions).weighted(weights, parameters);
    for (int i = 0; i < elements; i++) {
      if (ofForms[i] != 0) {
        double[] product = fixed.product(i);
        for (int e = 0; e < seconds.length; e++) {
          seconds[e] += ofForms[i] * product[e];
        }
      }
    }
    return seconds;
  }

  /** T, parameters × parameters row by row. */
  public double[] expectedTraces() {
    return expected.clone();
  }

  /**
   * The derivatives of (ρ, φ, s) for as many parameters as the terms' forms leave: where they leave
   * all elements, these are (ρ, φ, s) themselves. Parameters × form parameters row by row; none for
   * an s that is known.
   */
  public double[] formJacobian() {
    return ofEstimated(parameters, directions.formJacobian());
  }

  /** The columns of the parameters that are estimated: all but that of σ where it is known. */
  private double[] ofEstimated(int rows, double[] matrix) {
    if (!isVarianceKnown) {
      return matrix;
    }
    int m = matrix.length / rows;
    double[] estimated = new double[rows * (m - 1)];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(matrix, i * m, estimated, i * (m - 1), m - 1);
    }
    return estimated;
  }

  /**
   * The criterion's second derivatives for (θ, φ, σ/σ̂), θ in the user's basis: where rank is lost,
   * θ reaches what the optimum can reach. Row by row, as many rows as {@link #thetaJacobian} has
   * columns.
   */
  public double[] thetaHessian() {
    double[] withSigma =
        directions.ofParameters(chain.hessian(gradient, hessian), chain.gradient(gradient));
    int m = (int) Math.round(Math.sqrt(withSigma.length));
    double[] columns = ofEstimated(m, withSigma);
    return Arrays.copyOf(columns, columns.length / m * (columns.length / m));
  }

  /** The derivatives of (ρ, φ, s) for (θ, φ, σ/σ̂), a row for each of the former. */
  public double[] thetaJacobian() {
    return ofEstimated(parameters, directions.ofParameters(chain.jacobian()));
  }
}
