package org.blup.inference;

import org.blup.reml.FittedEquations;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a fit would be without some rows at the same θ, exactly and without a refit. With S the
 * covariance of the errors of prediction over σ², for the columns that the rows have, and G and c
 * their share in the cross-products, the equations without them have
 *
 * <pre>
 *   C₋⁻¹ = S (I − G S)⁻¹,     β̂₋ − β̂ = −[C₋⁻¹ c]_β,     r₋² = r² − Σ w e² − cᵀ C₋⁻¹ c
 * </pre>
 *
 * (Sherman, Morrison and Woodbury's formula; for linear models Cook &amp; Weisberg 1982, Residuals
 * and Influence in Regression, section 3.2). Everything stands in the working basis.
 *
 * @param change β̂₋ − β̂, length p
 * @param variance σ̂₋²
 * @param covariance of β̂₋, p × p row by row, σ̂₋² included
 * @param leverage the sum of the rows' hat values: {@code tr(G S)}
 * @param cooksDistance {@code changeᵀ V⁻¹ change / p} with V the covariance of β̂ of all rows
 */
public record Deletion(
    double[] change, double variance, double[] covariance, double leverage, double cooksDistance) {

  /**
   * Leaves rows out. What the rest does not determine is {@code NaN}.
   *
   * @param rows their share in the cross-products
   */
  public static Deletion of(FittedEquations fitted, RowProducts rows) {
    int order = rows.order();
    int p = fitted.equations().columns();
    int border = order - p;
    DMatrixRMaj s = new DMatrixRMaj(order, order, true, fitted.errorCovariance(rows.nodes()));
    DMatrixRMaj gram = new DMatrixRMaj(order, order);
    DMatrixRMaj right = new DMatrixRMaj(order, p + 1);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        gram.set(i, j, rows.gram(i, j));
      }
      right.set(i, p, rows.withResidual(i));
    }
    DMatrixRMaj rest = new DMatrixRMaj(order, order);
    CommonOps_DDRM.mult(gram, s, rest);
    double leverage = CommonOps_DDRM.trace(rest);
    for (int i = 0; i < order; i++) {
      for (int c = 0; c < p; c++) {
        right.set(i, c, rest.get(i, border + c));
      }
    }
    CommonOps_DDRM.scale(-1, rest);
    CommonOps_DDRM.addEquals(rest, CommonOps_DDRM.identity(order));
    DMatrixRMaj solved = new DMatrixRMaj(order, p + 1);
    if (!CommonOps_DDRM.solve(rest, right, solved)) {
      solved.fill(Double.NaN);
    }
    DMatrixRMaj product = new DMatrixRMaj(order, p + 1);
    CommonOps_DDRM.mult(s, solved, product);
    return of(fitted, rows, s, product, leverage);
  }

  private static Deletion of(
      FittedEquations fitted,
      RowProducts rows,
      DMatrixRMaj s,
      DMatrixRMaj product,
      double leverage) {
    int p = fitted.equations().columns();
    int border = rows.order() - p;
    double square = fitted.penalisedResidualSquare() - rows.squares();
    for (int i = 0; i < rows.order(); i++) {
      square -= rows.withResidual(i) * product.get(i, p);
    }
    double df = fitted.residualDegreesOfFreedom() - rows.rows();
    double variance = df > 0 ? square / df : Double.NaN;
    double[] change = new double[p];
    double[] covariance = new double[p * p];
    for (int a = 0; a < p; a++) {
      change[a] = -product.get(border + a, p);
      for (int b = 0; b < p; b++) {
        covariance[a * p + b] =
            variance * (s.get(border + a, border + b) + product.get(border + a, b));
      }
    }
    return new Deletion(
        change, variance, covariance, leverage, cooksDistance(fitted, s, border, change));
  }

  private static double cooksDistance(
      FittedEquations fitted, DMatrixRMaj s, int border, double[] change) {
    int p = change.length;
    if (p == 0) {
      return 0;
    }
    DMatrixRMaj fixed = CommonOps_DDRM.extract(s, border, border + p, border, border + p);
    DMatrixRMaj right = new DMatrixRMaj(p, 1, true, change);
    DMatrixRMaj solved = new DMatrixRMaj(p, 1);
    if (!CommonOps_DDRM.solve(fixed, right, solved)) {
      return Double.NaN;
    }
    double variance = fitted.penalisedResidualSquare() / fitted.residualDegreesOfFreedom();
    return CommonOps_DDRM.dot(right, solved) / (p * variance);
  }
}
