package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.SquareProducts;
import org.blup.internal.linalg.dense.TriangleProducts;
import org.ejml.data.DMatrixRMaj;

/**
 * Several hypotheses as independent rows, the same for all rows that span the same space, up to a
 * rotation: orthonormal under the covariance {@code (XᵀWX)⁻¹} of least squares, which no coding of
 * factors, no reference level and no unit of a number changes. Degrees of freedom by Fai and
 * Cornelius's method depend on the rows, up to a rotation.
 */
public final class HypothesisSpace {

  /** A row whose remainder is below this share of its length is a combination of others. */
  private static final double DEPENDENT = 1e-9;

  private final int p;

  /** U of {@code XᵀWX = UᵀU}. */
  private final DMatrixRMaj factor;

  /**
   * Hypotheses that are no combinations of each other.
   *
   * @param hypotheses r rows of length p, in the basis of the equations
   * @param differences by how much each estimate differs from what is hypothesised, length r
   */
  public record Rows(double[][] hypotheses, double[] differences) {}

  public HypothesisSpace(NormalEquations equations) {
    p = equations.columns();
    factor = LeastSquares.factor(equations);
  }

  /**
   * The rows that span the same space.
   *
   * @param hypotheses q rows of length p; those that are combinations of others count once
   * @param differences by how much each estimate differs from what is hypothesised, length q
   */
  public Rows rows(double[][] hypotheses, double[] differences) {
    return p > TriangleProducts.STRIP
        ? byBlocks(hypotheses, differences)
        : oneByOne(hypotheses, differences);
  }

  private Rows byBlocks(double[][] hypotheses, double[] differences) {
    double[] rows = SquareProducts.joined(hypotheses, p);
    double[] rest = differences.clone();
    new TriangleProducts(new JavaKernels()).solve(p, hypotheses.length, factor.data, 0, p, rows);
    int rank = new RowBlocks(p, rows, rest).orthonormalise(hypotheses.length, DEPENDENT);
    double[] multiplied = SquareProducts.product(rank, p, p, rows, factor.data);
    return new Rows(SquareProducts.rows(rank, p, multiplied), Arrays.copyOf(rest, rank));
  }

  private Rows oneByOne(double[][] hypotheses, double[] differences) {
    List<double[]> found = new ArrayList<>();
    for (int i = 0; i < hypotheses.length; i++) {
      double[] row = divided(hypotheses[i], differences[i]);
      double before = length(row);
      for (int round = 0; round < 2; round++) {
        for (double[] other : found) {
          subtractShare(row, other);
        }
      }
      double length = length(row);
      if (!(length <= DEPENDENT * before)) {
        for (int k = 0; k <= p; k++) {
          row[k] /= length;
        }
        found.add(row);
      }
    }
    double[][] rows = new double[found.size()][];
    double[] rest = new double[rows.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = multiplied(found.get(r));
      rest[r] = found.get(r)[p];
    }
    return new Rows(rows, rest);
  }

  /** {@code U⁻ᵀℓ}, whose length is the standard error by least squares; and the difference. */
  private double[] divided(double[] hypothesis, double difference) {
    double[] row = new double[p + 1];
    System.arraycopy(hypothesis, 0, row, 0, p);
    row[p] = difference;
    for (int i = 0; i < p; i++) {
      row[i] /= factor.get(i, i);
      for (int k = i + 1; row[i] != 0 && k < p; k++) {
        row[k] -= row[i] * factor.data[i * p + k];
      }
    }
    return row;
  }

  /** {@code Uᵀr}. */
  private double[] multiplied(double[] row) {
    double[] hypothesis = new double[p];
    for (int i = 0; i < p; i++) {
      for (int k = i; row[i] != 0 && k < p; k++) {
        hypothesis[k] += row[i] * factor.data[i * p + k];
      }
    }
    return hypothesis;
  }

  private void subtractShare(double[] row, double[] other) {
    double share = 0;
    for (int k = 0; k < p; k++) {
      share += row[k] * other[k];
    }
    for (int k = 0; k <= p; k++) {
      row[k] -= share * other[k];
    }
  }

  private double length(double[] row) {
    double sum = 0;
    for (int k = 0; k < p; k++) {
      sum += row[k] * row[k];
    }
    return Math.sqrt(sum);
  }
}
