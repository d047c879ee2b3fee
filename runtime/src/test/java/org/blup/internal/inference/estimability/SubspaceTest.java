package org.blup.internal.inference.estimability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SubspaceTest {

  /** The constant, and days centred at 4.5: 180 rows, ten days 18 times. */
  private static final double[] GRAM = {180, 0, 0, 18 * 82.5};

  @Test
  void aBasisIsOrthonormalUnderTheCrossProducts() {
    Subspace space = new Subspace(2, GRAM);
    space.add(new double[] {4.5, 1});
    space.add(new double[] {1, 0});

    double[][] basis = space.basis();

    assertThat(basis).hasNumberOfRows(2);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double product = GRAM[0] * basis[i][0] * basis[j][0] + GRAM[3] * basis[i][1] * basis[j][1];
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  @Test
  void aDirectionThatIsThereAlreadyIsNotAdded() {
    Subspace space = new Subspace(2, GRAM);
    space.add(new double[] {4.5, 1});
    space.add(new double[] {-9, -2});

    assertThat(space.basis()).hasNumberOfRows(1);
    assertThat(space.outside(new double[] {9, 2})).containsExactly(0, 0);
    assertThat(space.outside(new double[] {1, 0})[0]).isNotZero();
  }
}
