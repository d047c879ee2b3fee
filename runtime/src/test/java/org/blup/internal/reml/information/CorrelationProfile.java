package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.setup.Templates;

/**
 * The least criterion at a given correlation of the levels of the first group, of dense matrices
 * and by a search that knows no derivatives.
 */
final class CorrelationProfile {

  /** Of any relative standard deviation, z of a correlation, or logarithm. */
  private static final double MOST = 20;

  private final Rows rows;
  private final Function<double[], RealMatrix> residuals;
  private final boolean reml;
  private final Templates templates;
  private final RealMatrix z;
  private final RealMatrix x;
  private final RealVector y;

  /** The lowest point of the last search, without the correlation. */
  private double[] last;

  /**
   * A profile over all else.
   *
   * @param residuals the covariance of the residuals over σ², which correlates the levels too
   * @param parameters of the residuals, without the correlation of the levels
   */
  CorrelationProfile(
      Rows rows, Function<double[], RealMatrix> residuals, int parameters, boolean reml) {
    this.rows = rows;
    this.residuals = residuals;
    this.reml = reml;
    templates = new Templates(rows.equations());
    z = new Array2DRowRealMatrix(rows.denseZ());
    x = new Array2DRowRealMatrix(rows.x).transpose();
    y = new ArrayRealVector(rows.y);
    last = new double[templates.elements() + parameters];
    Arrays.setAll(
        last, i -> i < templates.elements() && templates.row[i] == templates.column[i] ? 1 : 0);
  }

  /** The least criterion where neighbours correlate by {@code tanh z}, up to a constant. */
  double at(double correlation) {
    double[] most = new double[last.length];
    Arrays.fill(most, MOST);
    double[] least = Arrays.stream(most).map(value -> -value).toArray();
    PointValuePair found =
        new BOBYQAOptimizer(2 * last.length + 1, 0.3, 1e-6)
            .optimize(
                new MaxEval(10_000),
                new ObjectiveFunction(point -> criterion(point, correlation)),
                GoalType.MINIMIZE,
                new InitialGuess(last),
                new SimpleBounds(least, most));
    last = found.getPoint();
    return found.getValue();
  }

  /** Steps between neighbours keep their size where the correlation tends to 1. */
  private double criterion(double[] point, double correlation) {
    int elements = templates.elements();
    double[] phi = Arrays.copyOfRange(point, elements, point.length + 1);
    phi[phi.length - 1] = correlation;
    RealMatrix v = residuals.apply(phi);
    double[][] factors = templates.newFactors();
    for (int i = 0; i < elements; i++) {
      int g = templates.group[i];
      int at = templates.row[i] * templates.groupSize(g) + templates.column[i];
      factors[g][at] = g == 0 ? point[i] * Math.cosh(correlation) : point[i];
    }
    RealMatrix root = z.multiply(new Array2DRowRealMatrix(rows.denseLambda(factors)));
    CholeskyDecomposition whole = symmetric(v.add(root.multiply(root.transpose())));
    RealMatrix vx = whole.getSolver().solve(x);
    CholeskyDecomposition information = symmetric(x.transpose().multiply(vx));
    RealVector beta = information.getSolver().solve(vx.transpose().operate(y));
    RealVector residual = y.subtract(x.operate(beta));
    double squares = residual.dotProduct(whole.getSolver().solve(residual));
    int n = rows.size();
    return reml
        ? logDeterminant(whole)
            + logDeterminant(information)
            + (n - x.getColumnDimension()) * Math.log(squares)
        : logDeterminant(whole) + n * Math.log(squares);
  }

  /** Rounding has made the two triangles differ. */
  static CholeskyDecomposition symmetric(RealMatrix matrix) {
    return new CholeskyDecomposition(
        matrix.add(matrix.transpose()).scalarMultiply(0.5), 1e-9, 1e-12);
  }

  static double logDeterminant(CholeskyDecomposition matrix) {
    RealMatrix root = matrix.getL();
    return IntStream.range(0, root.getRowDimension())
        .mapToDouble(i -> 2 * Math.log(root.getEntry(i, i)))
        .sum();
  }
}
