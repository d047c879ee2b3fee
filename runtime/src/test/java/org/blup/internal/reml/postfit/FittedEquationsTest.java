package org.blup.internal.reml.postfit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;

class FittedEquationsTest {

  @Property(tries = 40)
  void errorsOfPredictionAreTheDenseInverseWhetherLevelsEverMetOrNot(
      @ForAll long seed, @ForAll boolean reml, @ForAll boolean related) {
    Rows rows = sparselyCrossed(seed, related);
    NormalEquations equations = rows.equations();
    Solution solution = Reml.solve(equations, reml, (theta, value) -> {});
    FittedEquations fitted = new FittedEquations(equations, solution, reml);
    RealMatrix dense = denseErrorCovariance(rows, solution);
    int first = equations.groups().get(0).levels();
    int second = equations.groups().get(1).levels();
    int q = dense.getRowDimension() - 2;
    for (int i = 0; i < first; i++) {
      for (int j = 0; j < second; j++) {
        int other = (i + 1) % first;
        double[] covariance =
            fitted.errorCovariance(fitted.node(0, i), fitted.node(1, j), fitted.node(0, other));
        int[] index = {2 * i, 2 * i + 1, 2 * first + j, 2 * other, 2 * other + 1, q, q + 1};
        for (int a = 0; a < 7; a++) {
          for (int b = 0; b < 7; b++) {
            double scale =
                Math.sqrt(dense.getEntry(index[a], index[a]) * dense.getEntry(index[b], index[b]));
            assertThat(covariance[a * 7 + b])
                .isCloseTo(dense.getEntry(index[a], index[b]), within(1e-8 * (scale + 1e-3)));
          }
        }
      }
    }
  }

  @Property(tries = 20)
  void hatTraceIsThatOfTheDenseHatMatrix(
      @ForAll long seed, @ForAll boolean reml, @ForAll boolean related) {
    Rows rows = sparselyCrossed(seed, related);
    NormalEquations equations = rows.equations();
    Solution solution = Reml.solve(equations, reml, (theta, value) -> {});
    RealMatrix covariance = denseErrorCovariance(rows, solution);
    RealMatrix columns = columns(rows);
    double trace = columns.multiply(covariance).multiply(columns.transpose()).getTrace();

    assertThat(new FittedEquations(equations, solution, reml).hatTrace())
        .isCloseTo(trace, within(1e-8 * trace));
  }

  @Property(tries = 20)
  void whatThePenaltyLeavesAreTheSquaresOfResiduals(@ForAll long seed, @ForAll boolean related) {
    Rows rows = sparselyCrossed(seed, related);
    NormalEquations equations = rows.equations();
    Solution solution = Reml.solve(equations, true, (theta, value) -> {});
    RealMatrix columns = columns(rows);
    double[] fitted =
        columns
            .multiply(denseErrorCovariance(rows, solution))
            .multiply(columns.transpose())
            .operate(rows.y);
    double squares = 0;
    for (int i = 0; i < fitted.length; i++) {
      squares += (rows.y[i] - fitted[i]) * (rows.y[i] - fitted[i]);
    }

    FittedEquations equationsAtOptimum = new FittedEquations(equations, solution, true);

    double left = equationsAtOptimum.penalisedResidualSquare() - equationsAtOptimum.penalty();
    assertThat(left).isCloseTo(squares, within(1e-8 * squares));
  }

  private static RealMatrix columns(Rows rows) {
    double[][] z = rows.denseZ();
    int q = z[0].length;
    RealMatrix columns = new Array2DRowRealMatrix(rows.size(), q + 2);
    columns.setSubMatrix(z, 0, 0);
    columns.setColumn(q, rows.x[0]);
    columns.setColumn(q + 1, rows.x[1]);
    return columns;
  }

  /** {@code T (Tᵀ[Z X]ᵀ[Z X]T + diag(I, 0))⁻¹ Tᵀ} with T = blockdiag(Λ, I). */
  private static RealMatrix denseErrorCovariance(Rows rows, Solution solution) {
    double[][] lambda =
        rows.denseLambda(new double[][] {solution.workingFactor(0), solution.workingFactor(1)});
    int q = lambda.length;
    RealMatrix t = MatrixUtils.createRealIdentityMatrix(q + 2);
    t.setSubMatrix(lambda, 0, 0);
    RealMatrix columns = columns(rows).multiply(t);
    RealMatrix c = columns.transpose().multiply(columns);
    for (int i = 0; i < q; i++) {
      c.addToEntry(i, i, 1);
    }
    return t.multiply(MatrixUtils.inverse(c)).multiply(t.transpose());
  }

  /** Two crossed factors whose levels meet rarely, so that the factor stays sparse. */
  private static Rows sparselyCrossed(long seed, boolean related) {
    Random random = new Random(seed);
    int first = 12;
    int second = 9;
    int n = 48;
    int[] a = new int[n];
    int[] b = new int[n];
    double[] y = new double[n];
    double[] slope = random.doubles(n, -1, 1).toArray();
    double[] effects = random.doubles(first, -3, 3).toArray();
    for (int i = 0; i < n; i++) {
      a[i] = i % first;
      b[i] = i < second ? i : (a[i] + random.nextInt(2)) % second;
      y[i] = slope[i] * (2 + effects[a[i]]) + effects[b[i]] + random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n), slope);
    rows.term(rows.group(a), true, Rows.constant(n), slope);
    rows.term(rows.group(b), true, Rows.constant(n));
    if (related) {
      rows.relate(new Random(seed ^ 5));
    }
    return rows;
  }
}
