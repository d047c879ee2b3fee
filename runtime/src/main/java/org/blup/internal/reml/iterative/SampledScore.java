package org.blup.internal.reml.iterative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The score of REML or ML for crossed random intercepts {@code y = Xβ + Σ_g λ_g Z_g u_g + e}
 * without a factorisation of what crosses, and average information. With {@code M = ΛᵀZᵀWZΛ + I},
 * {@code R = ΛᵀZᵀWX} and {@code r = ΛᵀZᵀWy}, conjugate gradients ({@link SchurComplement}) give
 *
 * <pre>
 *   S_X = XᵀWX − RᵀM⁻¹R      β = S_X⁻¹ (XᵀWy − RᵀM⁻¹r)      u = M⁻¹ (r − Rβ)
 *   r² = yᵀWy − rᵀM⁻¹r − βᵀ(XᵀWy − RᵀM⁻¹r)                   σ² = r² / (n − p)    (ML: n)
 * </pre>
 *
 * and the derivative of the criterion for log λ_g is, with J_g levels and C Henderson's matrix
 * (Gilmour, Thompson &amp; Cullis 1995, Average information REML, Biometrics 51:1440–1450),
 *
 * <pre>
 *   2 (J_g − tr_g[C⁻¹] − u_gᵀu_g / σ²),      [C⁻¹]_ZZ = M⁻¹ + M⁻¹R S_X⁻¹ RᵀM⁻¹     (ML: M⁻¹)
 * </pre>
 *
 * The part of X is exact. That of M⁻¹ is split by the groups E that are eliminated and the others,
 * K, with S the Schur complement and {@code T = M_EE⁻¹ M_EK}:
 *
 * <pre>
 *   tr_g[M⁻¹] = tr_g[M_EE⁻¹] + tr(S⁻¹ T_gᵀT_g)  for g in E,        tr_g[S⁻¹]  for g in K
 * </pre>
 *
 * The trace of M_EE⁻¹ is exact. The others are expectations of {@code (T_g z)ᵀ(T_g S⁻¹z)} and of
 * {@code z_gᵀ(S⁻¹z)_g} over random signs z (Hutchinson 1990, A stochastic estimator of the trace of
 * the influence matrix, Commun. Stat. Simul. Comput. 19:433–450): diagonals enter exactly, for z² =
 * 1, and only what stands beside them varies. With the unit vectors for z the sums are exact. That
 * such iterations converge fast for factors that cross without structure, show Kündig &amp; Sigrist
 * (2025, Scalable Krylov subspace methods for generalized mixed effects models with crossed random
 * effects, arXiv 2505.09552).
 *
 * <p>Average information takes one solution a group: with {@code f_g = 2 λ_g Z_g u_g}, the
 * derivative of the covariance of y times {@code W e}, and P what M and X leave of W,
 *
 * <pre>
 *   AI_gh = (f_gᵀPf_h − (f_gᵀWe)(f_hᵀWe) / r²) / σ²       f_gᵀWe = 2 u_gᵀu_g = −∂r²
 * </pre>
 */
final class SampledScore {

  /** Columns that the trace for a group without variance is sampled by, or exact with. */
  private static final int MOST_AT_ZERO = 32;

  private final CrossedEquations equations;
  private final boolean reml;

  SampledScore(CrossedEquations equations, boolean reml) {
    this.equations = equations;
    this.reml = reml;
  }

  /**
   * What holds at some relative standard deviations.
   *
   * @param lambda of each group, by place
   * @param border β, u and r²
   * @param variance σ²
   * @param gradients for each column z the derivatives of the criterion for log λ; their mean is
   *     that of the criterion, or a sample's
   * @param information average information for log λ, row by row
   * @param betaSlopes for each group the derivatives of β for log λ
   * @param varianceSlopes for each group that of log σ²
   */
  record Point(
      double[] lambda,
      SchurComplement complement,
      SolvedBorder border,
      double variance,
      double[][] gradients,
      double[] information,
      double[][] betaSlopes,
      double[] varianceSlopes) {

    /** The mean of the derivatives. */
    double[] gradient() {
      double[] mean = new double[lambda.length];
      for (double[] sample : gradients) {
        for (int g = 0; g < mean.length; g++) {
          mean[g] += sample[g] / gradients.length;
        }
      }
      return mean;
    }
  }

  /** Evaluates score and average information. */
  Point at(double[] lambda, Probes probes) {
    SchurComplement complement = new SchurComplement(equations, lambda);
    SolvedBorder border = new SolvedBorder(equations, lambda);
    double[][] traces = new double[probes.count()][lambda.length];
    List<RightSide> sides = new ArrayList<>();
    for (int c = 0; c <= equations.equations.columns(); c++) {
      sides.add(border.side(c));
    }
    for (int number = 0; number < traces.length; number++) {
      sides.add(new TraceSide(equations, probes, number, traces[number]));
    }
    complement.solve(sides);
    border.factor();
    double df = equations.equations.rows() - (reml ? equations.equations.columns() : 0);
    double variance = border.residualSquare() / df;
    double[] squares = border.squaresOfModes();
    turnIntoGradients(traces, probes, complement, border, variance, squares);
    return withInformation(lambda, complement, border, variance, traces, squares);
  }

  private void turnIntoGradients(
      double[][] traces,
      Probes probes,
      SchurComplement complement,
      SolvedBorder border,
      double variance,
      double[] squares) {
    double[] eliminated = complement.eliminatedTraces();
    double[] fixed = reml ? border.fixedTraces() : new double[squares.length];
    for (double[] sample : traces) {
      for (int g = 0; g < squares.length; g++) {
        double trace = probes.isExact() ? sample[g] * traces.length : sample[g];
        trace += fixed[g] + (g < eliminated.length ? eliminated[g] : 0);
        sample[g] = 2 * (equations.levels(g) - trace - squares[g] / variance);
      }
    }
  }

  private Point withInformation(
      double[] lambda,
      SchurComplement complement,
      SolvedBorder border,
      double variance,
      double[][] gradients,
      double[] squares) {
    int groups = lambda.length;
    ProjectedColumns projected = new ProjectedColumns(equations, lambda, border);
    for (int g = 0; g < groups; g++) {
      double[] column = new double[equations.nodes()];
      for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
        column[i] = 2 * lambda[g] * border.mode(i);
      }
      projected.add(column);
    }
    double[] products = projected.products(complement, true);
    double[] information = new double[groups * groups];
    double[] varianceSlopes = new double[groups];
    double[][] betaSlopes = new double[groups][];
    for (int g = 0; g < groups; g++) {
      double[] fixed = projected.fixedEffects(g);
      varianceSlopes[g] = -2 * squares[g] / border.residualSquare();
      betaSlopes[g] = Arrays.stream(fixed).map(slope -> -slope).toArray();
      for (int h = 0; h < groups; h++) {
        double withResidual = 4 * squares[g] * squares[h] / border.residualSquare();
        information[g * groups + h] = (products[g * groups + h] - withResidual) / variance;
      }
    }
    return new Point(
        lambda.clone(),
        complement,
        border,
        variance,
        gradients,
        information,
        betaSlopes,
        varianceSlopes);
  }

  /**
   * Half the derivative of the criterion for λ_g² of a group whose λ is 0 at a point: {@code
   * tr(Z_gᵀPZ_g) − ‖Z_gᵀWe‖² / σ²}, the trace sampled by random signs. Where it is positive, no
   * variance is the best.
   */
  double slopeAtZero(Point point, int group) {
    ProjectedColumns projected = new ProjectedColumns(equations, point.lambda(), point.border());
    int levels = equations.levels(group);
    boolean isExact = levels <= MOST_AT_ZERO;
    int count = Math.min(levels, MOST_AT_ZERO);
    for (int c = 0; c < count; c++) {
      double[] column = new double[equations.nodes()];
      if (isExact) {
        column[equations.start[group] + c] = 1;
      } else {
        Probes.signs(~c, column, equations.start[group], equations.start[group + 1]);
      }
      projected.add(column);
    }
    double[] products = projected.products(point.complement(), reml);
    double trace = 0;
    for (int c = 0; c < count; c++) {
      trace += products[c * (count + 1)] / (isExact ? 1 : count);
    }
    double[] residual = point.border().residualProducts();
    double square = 0;
    for (int i = equations.start[group]; i < equations.start[group + 1]; i++) {
      square += residual[i] * residual[i];
    }
    return trace - square / point.variance();
  }
}
