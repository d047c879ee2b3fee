package org.blup.internal.linalg.cholesky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.junit.jupiter.api.Test;

/** {@code A = L Lᵀ} where A may be singular, and products with L. */
class SemidefiniteFactorTest {

  @Property(tries = 100)
  void productsWithTheFactorMakeTheMatrix(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 30) int nodes,
      @ForAll @IntRange(min = 1, max = 4) int border) {
    RandomBlockMatrix matrix = new RandomBlockMatrix(seed, nodes, border);
    BlockCholesky factor = matrix.factor();
    matrix.fill(factor);
    int n = matrix.unknowns() + border;

    int rank = factor.factorSemidefinite(1e-11, border);

    assertThat(rank).isEqualTo(n);
    double[] x = matrix.randomVector(n);
    double[] product = x.clone();
    factor.solver().multiplyTransposed(product, border);
    factor.solver().multiply(product, border);
    double[][] dense = matrix.permuted();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += dense[i][j] * x[j];
      }
      assertThat(product[i]).isCloseTo(sum, within(1e-9));
    }
  }

  /** Two levels with 3 and 2 rows, and the constant, which is their sum. */
  @Test
  void aColumnThatIsASumOfOthersLeavesZeros() {
    SymbolicFactor symbolic = SymbolicFactor.of(BlockPattern.of(new int[] {1, 1}, 1, pairs -> {}));
    BlockCholesky factor = new BlockCholesky(symbolic);
    factor.clear();
    double[] panels = factor.panels();
    double[] counts = {3, 2};
    for (int node = 0; node < 2; node++) {
      panels[symbolic.diagonal(node)] = counts[node];
      panels[symbolic.borderRows(node)] = counts[node];
    }
    panels[symbolic.borderSquare()] = 5;

    assertThat(factor.factorSemidefinite(1e-11, 1)).isEqualTo(2);

    double[] diagonal = new double[3];
    factor.solver().diagonal(diagonal);
    assertThat(diagonal[2]).isZero();
    double[] x = {0, 0, 1};
    factor.solver().multiplyTransposed(x, 1);
    factor.solver().multiply(x, 1);
    assertThat(x[symbolic.scalarRow(0)]).isCloseTo(3, within(1e-12));
    assertThat(x[symbolic.scalarRow(1)]).isCloseTo(2, within(1e-12));
    assertThat(x[2]).isCloseTo(5, within(1e-12));
  }
}
