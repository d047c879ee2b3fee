package org.blup.internal.linalg.cholesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.linalg.NotPositiveDefiniteException;
import org.blup.internal.linalg.dense.Dense;
import org.blup.internal.linalg.inverse.SelectedInverse;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.junit.jupiter.api.Test;

/** Factor, solutions and selected inverse against dense computations on random block patterns. */
class BlockCholeskyTest {

  @Property(tries = 200)
  void factorReproducesTheMatrix(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int border) {
    RandomBlockMatrix matrix = new RandomBlockMatrix(seed, nodes, border);
    BlockCholesky factor = matrix.factor();
    double[][] expected = Dense.cholesky(matrix.permuted());
    double logDeterminant = 0;
    for (int i = 0; i < matrix.unknowns(); i++) {
      logDeterminant += 2 * Math.log(expected[i][i]);
    }
    assertThat(factor.logDeterminant()).isCloseTo(logDeterminant, within(1e-9));
    int n = expected.length;
    for (int i = 0; i < border; i++) {
      double diagonal = expected[n - border + i][n - border + i];
      int at = factor.symbolic().borderSquare() + i * (border + 1);
      assertThat(factor.panels()[at]).isCloseTo(diagonal, within(1e-9));
    }
    double[] last = new double[n - 1];
    factor.solver().lastRow(last);
    for (int i = 0; i < n - 1; i++) {
      assertThat(last[i]).isCloseTo(expected[n - 1][i], within(1e-9));
    }
  }

  @Property(tries = 200)
  void solutionsSolve(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int border,
      @ForAll @IntRange(min = 1, max = 20) int sides) {
    RandomBlockMatrix matrix = new RandomBlockMatrix(seed, nodes, border);
    BlockCholesky factor = matrix.factor();
    double[][] l = Dense.cholesky(matrix.permuted());
    int n = matrix.unknowns() + border - 1;
    double[] right = matrix.randomVector(n * sides);
    double[] x = right.clone();
    factor.solver().solve(x, sides, border - 1);
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < sides; c++) {
        double sum = 0;
        for (int j = 0; j <= i; j++) {
          sum += l[i][j] * x[j * sides + c];
        }
        assertThat(sum).isCloseTo(right[i * sides + c], within(1e-9));
      }
    }
    double[] y = java.util.Arrays.copyOf(right, n);
    factor.solver().solveTransposed(y);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = i; j < n; j++) {
        sum += l[j][i] * y[j];
      }
      assertThat(sum).isCloseTo(right[i], within(1e-9));
    }
  }

  @Property(tries = 200)
  void selectedInverseIsTheInverseOnThePattern(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int border,
      @ForAll boolean withBorder) {
    RandomBlockMatrix matrix = new RandomBlockMatrix(seed, nodes, border);
    SelectedInverse inverse = new SelectedInverse(matrix.factor());
    int rows = withBorder ? border - 1 : 0;
    inverse.compute(rows);
    double[][] permuted = matrix.permuted();
    int n = matrix.unknowns() + rows;
    double[][] expected = Dense.inverse(Dense.leading(permuted, n));
    matrix.forEachBlock(
        rows,
        (row, column, at) ->
            assertThat(inverse.panels()[at]).isCloseTo(expected[row][column], within(1e-9)));
  }

  @Test
  void largeDenseTailsRunOnTheBlockedKernels() {
    assertFactorAndInverse(RandomBlockMatrix.crossed(7L, 150, 130, 3), 1e-9);
  }

  @Test
  void leavesThatAreAlikeAreTakenTogether() {
    RandomBlockMatrix matrix = RandomBlockMatrix.completelyCrossed(11L, 56, 32, 4, 3);
    assertThat(new EliminationPlan(matrix.symbolic()).alike.end(0)).isGreaterThan(50);
    assertFactorAndInverse(matrix, 1e-10);
    assertFactorAndInverse(RandomBlockMatrix.completelyCrossed(12L, 60, 40, 8, 3), 1e-10);
  }

  @Test
  void panelsBetweenLeavesAndTailFindTheirPlaces() {
    assertFactorAndInverse(RandomBlockMatrix.sparse(5L, 1100, 3, 3), 1e-10);
  }

  private static void assertFactorAndInverse(RandomBlockMatrix matrix, double tolerance) {
    BlockCholesky factor = matrix.factor();
    double[][] permuted = matrix.permuted();
    double[][] l = Dense.cholesky(permuted);
    double logDeterminant = 0;
    for (int i = 0; i < matrix.unknowns(); i++) {
      logDeterminant += 2 * Math.log(l[i][i]);
    }
    assertThat(factor.logDeterminant()).isCloseTo(logDeterminant, within(1e-8));
    SelectedInverse inverse = new SelectedInverse(factor);
    inverse.compute(2);
    double[][] expected = Dense.inverse(Dense.leading(permuted, matrix.unknowns() + 2));
    matrix.forEachBlock(
        2,
        (row, column, at) ->
            assertThat(inverse.panels()[at]).isCloseTo(expected[row][column], within(tolerance)));
  }

  @Test
  void refactoringGivesTheSameBits() {
    RandomBlockMatrix matrix = RandomBlockMatrix.crossed(3L, 60, 50, 2);
    BlockCholesky factor = matrix.factor();
    double[] first = factor.panels().clone();
    matrix.fill(factor);
    factor.factor();
    assertThat(factor.panels()).isEqualTo(first);
  }

  @Test
  void indefiniteMatricesAreRefused() {
    BlockPattern pattern = BlockPattern.of(new int[] {1}, 1, pairs -> {});
    SymbolicFactor symbolic = SymbolicFactor.of(pattern);
    BlockCholesky factor = new BlockCholesky(symbolic);
    factor.panels()[symbolic.diagonal(0)] = 1;
    factor.panels()[symbolic.borderRows(0)] = 2;
    factor.panels()[symbolic.borderSquare()] = 3;
    assertThatThrownBy(factor::factor)
        .isInstanceOfSatisfying(
            NotPositiveDefiniteException.class, e -> assertThat(e.borderColumn()).isZero());
  }
}
