package org.blup.internal.inference.diagnostics;

import java.util.List;
import org.blup.internal.reml.postfit.FittedEquations;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The fit without some rows at the same θ, exactly and without a refit. With S the covariance of
 * the errors of prediction over σ², for the columns that the rows have, and G and c their share in
 * the cross-products, the equations without them have
 *
 * <pre>
 *   C₋⁻¹ = S (I − G S)⁻¹,     β̂₋ − β̂ = −[C₋⁻¹ c]_β,     r₋² = r² − Σ w e² − cᵀ C₋⁻¹ c
 * </pre>
 *
 * (Sherman, Morrison and Woodbury's formula; for linear models Cook &amp; Weisberg 1982, Residuals
 * and Influence in Regression, section 3.2). Everything stands in the working basis.
 *
 * <p>Levels that have no other rows are eliminated first, by {@code G₂₂ − G₂₁Λ (ΛᵀG₁₁Λ + I)⁻¹
 * ΛᵀG₁₂}, and r² loses their ‖u‖². With large variances the rest of the formula would take this as
 * a difference of large numbers, and lose twice as many digits as the ratio of variances has.
 *
 * @param change β̂₋ − β̂, length p
 * @param variance σ̂₋²
 * @param covariance of β̂₋, p × p row by row, σ̂₋² included
 * @param leverage the sum of the rows' hat values: {@code tr(G S)}
 * @param cooksDistance {@code changeᵀ V⁻¹ change / p} with V the covariance of β̂ of all rows
 * @param undetermined a basis of the directions of β that the other rows leave undetermined; what
 *     is not orthogonal to them has no meaning in change and covariance
 */
public record CaseDeletion(
    double[] change,
    double variance,
    double[] covariance,
    double leverage,
    double cooksDistance,
    List<double[]> undetermined) {

  /**
   * Leaves rows out.
   *
   * @param rows their share in the cross-products
   * @param rowsOf for each group how many rows each of its levels has in the whole fit
   * @param undetermined a basis of the directions of β that the other rows leave undetermined
   */
  public static CaseDeletion of(
      FittedEquations fitted, RowProducts rows, long[][] rowsOf, List<double[]> undetermined) {
    return new Calculation(fitted, rows, rows.arrange(fitted, rowsOf), undetermined).deletion();
  }

  /** The columns that are left once levels without other rows are eliminated, β last. */
  private static final class Calculation {

    private final FittedEquations fitted;
    private final RowProducts rows;
    private final int[] places;
    private final List<double[]> undetermined;
    private final int p;
    private final int own;
    private final int order;
    private final int border;
    private final double leverage;

    /** S. */
    private final DMatrixRMaj s;

    /** G of the columns left. */
    private final DMatrixRMaj gram;

    /** ‖u‖² of the levels eliminated. */
    private double penalty;

    Calculation(
        FittedEquations fitted,
        RowProducts rows,
        RowProducts.Arrangement columns,
        List<double[]> undetermined) {
      this.fitted = fitted;
      this.rows = rows;
      this.undetermined = undetermined;
      places = columns.places();
      p = fitted.equations().columns();
      own = columns.own();
      order = rows.order() - own;
      border = order - p;
      int all = rows.order();
      DMatrixRMaj whole = new DMatrixRMaj(all, all, true, fitted.errorCovariance(columns.nodes()));
      DMatrixRMaj wholeGram = gram(0, all, 0, all);
      leverage = traceOfProduct(wholeGram, whole);
      s = CommonOps_DDRM.extract(whole, own, all, own, all);
      gram = CommonOps_DDRM.extract(wholeGram, own, all, own, all);
      if (own > 0) {
        eliminate(columns.factors());
      }
      undetermined.forEach(this::fix);
    }

    private static double traceOfProduct(DMatrixRMaj left, DMatrixRMaj right) {
      double trace = 0;
      for (int i = 0; i < left.getNumElements(); i++) {
        trace += left.get(i) * right.get(i);
      }
      return trace;
    }

    private DMatrixRMaj gram(int row0, int row1, int column0, int column1) {
      DMatrixRMaj block = new DMatrixRMaj(row1 - row0, column1 - column0);
      for (int i = row0; i < row1; i++) {
        for (int j = column0; j < column1; j++) {
          block.set(i - row0, j - column0, rows.gram(places[i], places[j]));
        }
      }
      return block;
    }

    private void eliminate(List<double[]> factors) {
      DMatrixRMaj lambda = new DMatrixRMaj(own, own);
      int start = 0;
      for (double[] factor : factors) {
        int k = (int) Math.round(Math.sqrt(factor.length));
        CommonOps_DDRM.insert(new DMatrixRMaj(k, k, true, factor), lambda, start, start);
        start += k;
      }
      DMatrixRMaj half = new DMatrixRMaj(own, own);
      CommonOps_DDRM.multTransA(lambda, gram(0, own, 0, own), half);
      DMatrixRMaj penalised = CommonOps_DDRM.identity(own);
      CommonOps_DDRM.multAdd(half, lambda, penalised);
      DMatrixRMaj across = new DMatrixRMaj(own, order);
      CommonOps_DDRM.multTransA(lambda, gram(0, own, own, own + order), across);
      CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(own, true);
      if (!cholesky.decompose(penalised)) {
        gram.fill(Double.NaN);
        return;
      }
      DMatrixRMaj lower = cholesky.getT(null);
      DMatrixRMaj solved = new DMatrixRMaj(own, order);
      CommonOps_DDRM.solve(lower, across, solved);
      CommonOps_DDRM.multAddTransA(-1, solved, solved, gram);
      DMatrixRMaj residual = new DMatrixRMaj(own, 1);
      for (int i = 0; i < own; i++) {
        residual.set(i, rows.withResidual(places[i]));
      }
      DMatrixRMaj u = new DMatrixRMaj(own, 1);
      CommonOps_DDRM.multTransA(lambda, residual, u);
      penalty = CommonOps_DDRM.dot(u, u);
    }

    /** Holds a direction of β where it is, which changes nothing that the other rows determine. */
    private void fix(double[] direction) {
      double square = 0;
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          square += direction[i] * s.get(border + i, border + j) * direction[j];
        }
      }
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          double information = direction[i] * direction[j] / square;
          gram.set(border + i, border + j, gram.get(border + i, border + j) - information);
        }
      }
    }

    CaseDeletion deletion() {
      DMatrixRMaj right = new DMatrixRMaj(order, p + 1);
      DMatrixRMaj rest = new DMatrixRMaj(order, order);
      CommonOps_DDRM.mult(gram, s, rest);
      for (int i = 0; i < order; i++) {
        right.set(i, p, withResidual(i));
        for (int c = 0; c < p; c++) {
          right.set(i, c, rest.get(i, border + c));
        }
      }
      CommonOps_DDRM.scale(-1, rest);
      CommonOps_DDRM.addEquals(rest, CommonOps_DDRM.identity(order));
      DMatrixRMaj solved = new DMatrixRMaj(order, p + 1);
      if (order > 0 && !CommonOps_DDRM.solve(rest, right, solved)) {
        solved.fill(Double.NaN);
      }
      DMatrixRMaj product = new DMatrixRMaj(order, p + 1);
      CommonOps_DDRM.mult(s, solved, product);
      return deletion(product);
    }

    private CaseDeletion deletion(DMatrixRMaj product) {
      double square = fitted.penalisedResidualSquare() - rows.squares() - penalty;
      for (int i = 0; i < order; i++) {
        square -= withResidual(i) * product.get(i, p);
      }
      double variance = variance(square);
      double[] change = new double[p];
      double[] covariance = new double[p * p];
      for (int a = 0; a < p; a++) {
        change[a] = -product.get(border + a, p);
        for (int b = 0; b < p; b++) {
          covariance[a * p + b] =
              variance * (s.get(border + a, border + b) + product.get(border + a, b));
        }
      }
      return new CaseDeletion(
          change, variance, covariance, leverage, cooksDistance(change), undetermined);
    }

    private double withResidual(int i) {
      return rows.withResidual(places[own + i]);
    }

    private double variance(double square) {
      if (fitted.isVarianceKnown()) {
        return fitted.residualVariance();
      }
      boolean restricted = fitted.residualDegreesOfFreedom() < fitted.equations().rows();
      double df = fitted.residualDegreesOfFreedom() - rows.rows();
      df += restricted ? undetermined.size() : 0;
      return df > 0 ? square / df : Double.NaN;
    }

    private double cooksDistance(double[] change) {
      if (p == 0 || !undetermined.isEmpty()) {
        return p == 0 ? 0 : Double.NaN;
      }
      DMatrixRMaj fixed = CommonOps_DDRM.extract(s, border, border + p, border, border + p);
      DMatrixRMaj right = new DMatrixRMaj(p, 1, true, change);
      DMatrixRMaj solved = new DMatrixRMaj(p, 1);
      if (!CommonOps_DDRM.solve(fixed, right, solved)) {
        return Double.NaN;
      }
      return CommonOps_DDRM.dot(right, solved) / (p * fitted.residualVariance());
    }
  }
}
