package org.blup.internal.reml.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.reml.equations.DenseReference;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.setup.Templates;
import org.junit.jupiter.api.Test;

class MomentVariancesTest {

  /** {@code tr(P V_i P V_j)} and {@code yᵀP V_i P y} with all matrices in full (Rao 1971). */
  @Property(tries = 50)
  void theyAreThoseOfTheDenseDefinition(@ForAll long seed) {
    assertDense(crossedSlopes(new Random(seed), 60, 2));
  }

  @Test
  void ofManyColumnsAsWell() {
    assertDense(crossedSlopes(new Random(1), 300, 140));
  }

  private static void assertDense(Rows rows) {
    Templates templates = new Templates(rows.equations());

    double[] variances = MomentVariances.of(rows.equations(), templates).variances();

    double[] dense = dense(rows, templates);
    double largest = new ArrayRealVector(dense).getLInfNorm();
    for (int i = 0; i < dense.length; i++) {
      assertThat(variances[i]).isCloseTo(dense[i], within(1e-8 * largest));
    }
  }

  /** A slope that varies with the intercept by one factor, and one apart by another. */
  private static Rows crossedSlopes(Random random, int n, int columns) {
    double[] x = random.doubles(n, -1, 2).toArray();
    double[] weights = random.doubles(n, 0.5, 2).toArray();
    int[] first = random.ints(n, 0, 7).toArray();
    int[] second = random.ints(n, 0, 5).toArray();
    double[] y = random.doubles(n, -1, 1).toArray();
    double[] one = Rows.constant(n);
    for (int i = 0; i < n; i++) {
      y[i] += first[i] - 2 * second[i] + 0.5 * (first[i] % 3) * x[i];
    }
    double[][] fixed = new double[columns][];
    Arrays.setAll(fixed, c -> random.doubles(n, -1, 1).toArray());
    fixed[0] = one;
    fixed[1] = x;
    Rows rows = Rows.weighted(y, weights, fixed);
    rows.term(rows.group(first), true, one, x);
    int group = rows.group(second);
    rows.term(group, false, one);
    rows.term(group, false, x);
    return rows;
  }

  private static double[] dense(Rows rows, Templates templates) {
    double[][] none = templates.newFactors();
    RealMatrix projection = new DenseReference(rows, none, true).projection();
    RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
    List<RealMatrix> covariances = new ArrayList<>();
    for (int i = 0; i < templates.elements(); i++) {
      double[][] unit = templates.newFactors();
      int g = templates.group[i];
      int k = templates.groupSize(g);
      unit[g][templates.row[i] * k + templates.column[i]] = 1;
      unit[g][templates.column[i] * k + templates.row[i]] = 1;
      RealMatrix repeated = new Array2DRowRealMatrix(rows.denseLambda(unit));
      covariances.add(z.multiply(repeated).multiply(z.transpose()));
    }
    RealMatrix residual = MatrixUtils.createRealIdentityMatrix(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      residual.setEntry(i, i, 1 / rows.weights[i]);
    }
    covariances.add(residual);
    RealVector left = projection.operate(new ArrayRealVector(rows.y));
    int n = covariances.size();
    double[][] system = new double[n][n];
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = left.dotProduct(covariances.get(i).operate(left));
      RealMatrix own = projection.multiply(covariances.get(i));
      for (int j = 0; j < n; j++) {
        system[i][j] = own.multiply(projection.multiply(covariances.get(j))).getTrace();
      }
    }
    RealMatrix matrix = new Array2DRowRealMatrix(system);
    return new LUDecomposition(matrix).getSolver().solve(new ArrayRealVector(squares)).toArray();
  }
}
