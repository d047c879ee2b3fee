package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** The criteria and average information by their definitions, with V = W⁻¹ + ZΛΛᵀZᵀ in full. */
public final class DenseReference {

  private final Rows rows;
  private final boolean reml;
  private final RealMatrix z;
  private final RealMatrix x;
  private final RealVector y;
  private final RealMatrix lambda;
  private final RealMatrix v;
  private final RealMatrix inverse;

  public DenseReference(Rows rows, double[][] factors, boolean reml) {
    this(rows, factors, reml, inverseWeights(rows));
  }

  private static RealMatrix inverseWeights(Rows rows) {
    return MatrixUtils.createRealDiagonalMatrix(
        Arrays.stream(rows.weights).map(weight -> 1 / weight).toArray());
  }

  /** With R in the place of W⁻¹. */
  public DenseReference(Rows rows, double[][] factors, boolean reml, RealMatrix r) {
    this.rows = rows;
    this.reml = reml;
    z = new Array2DRowRealMatrix(rows.denseZ());
    y = new ArrayRealVector(rows.y);
    x = rows.x.length == 0 ? null : new Array2DRowRealMatrix(rows.x).transpose();
    lambda = new Array2DRowRealMatrix(rows.denseLambda(factors));
    RealMatrix zl = z.multiply(lambda);
    v = zl.multiply(zl.transpose()).add(r);
    inverse = MatrixUtils.inverse(v);
  }

  private static double logDeterminant(RealMatrix matrix) {
    return Math.log(new LUDecomposition(matrix).getDeterminant());
  }

  /** {@code V⁻¹ − V⁻¹X(XᵀV⁻¹X)⁻¹XᵀV⁻¹}. */
  public RealMatrix projection() {
    if (x == null) {
      return inverse;
    }
    RealMatrix vx = inverse.multiply(x);
    RealMatrix middle = MatrixUtils.inverse(x.transpose().multiply(vx));
    return inverse.subtract(vx.multiply(middle).multiply(vx.transpose()));
  }

  double degreesOfFreedom() {
    return reml ? rows.size() - rows.x.length : rows.size();
  }

  double variance() {
    return rows.isVarianceKnown() ? 1 : square() / degreesOfFreedom();
  }

  private double square() {
    return y.dotProduct(projection().operate(y));
  }

  public double criterion() {
    double value = logDeterminant(v);
    if (reml && x != null) {
      value += logDeterminant(x.transpose().multiply(inverse).multiply(x));
    }
    double variance = variance();
    return value + degreesOfFreedom() * Math.log(2 * Math.PI * variance) + square() / variance;
  }

  /** {@code b = ΛΛᵀZᵀPy}. */
  RealVector modes() {
    RealVector weighted = projection().operate(y);
    RealMatrix covariance = lambda.multiply(lambda.transpose());
    return covariance.operate(z.transpose().operate(weighted));
  }

  /**
   * {@code yᵀPV_iPV_jPy / σ²} with {@code V_i = Z(∂ΛΛᵀ + Λ∂Λᵀ)Zᵀ}, less what σ² explains of it
   * unless it is known.
   *
   * @param derivatives ∂_iΛ in full
   */
  double[][] averageInformation(double[][][] derivatives) {
    RealMatrix p = projection();
    double variance = variance();
    RealVector weighted = p.operate(y);
    int m = derivatives.length;
    double schur = rows.isVarianceKnown() ? 0 : 1 / (variance * variance * degreesOfFreedom());
    RealVector[] working = new RealVector[m];
    for (int i = 0; i < m; i++) {
      RealMatrix d = new Array2DRowRealMatrix(derivatives[i]).multiply(lambda.transpose());
      RealMatrix vi = z.multiply(d.add(d.transpose())).multiply(z.transpose());
      working[i] = vi.operate(weighted);
    }
    double[][] information = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double squared = working[i].dotProduct(p.operate(working[j])) / variance;
        double explained = working[i].dotProduct(weighted) * working[j].dotProduct(weighted);
        information[i][j] = squared - explained * schur;
      }
    }
    return information;
  }
}
