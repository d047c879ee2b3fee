package org.blup.internal.reml.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Which combinations of effects a template leaves without variance. */
class NullSpaceTest {

  @Test
  void perfectCorrelationIsTheDifferenceOfTheEffects() {
    double[] lambda = {2, 0, 6, 0};
    List<double[]> basis = NullSpace.basis(2, lambda, new double[] {1, 1}, 1);
    // 3 × intercept − slope
    assertThat(basis.get(0)[0]).isEqualTo(1);
    assertThat(basis.get(0)[1]).isCloseTo(-1.0 / 3, within(1e-14));
  }

  @Test
  void unitsOfTheEffectsAreTakenBack() {
    double[] lambda = {2, 0, 6e-9, 0};
    List<double[]> basis = NullSpace.basis(2, lambda, new double[] {1, 1e9}, 1);
    // 3e-9 × intercept − slope
    assertThat(basis.get(0)[0]).isCloseTo(-3e-9, within(1e-20));
    assertThat(basis.get(0)[1]).isEqualTo(1);
  }

  @Test
  void effectsWithoutVarianceStandAlone() {
    double[] lambda = {0, 0, 0, 1, 0.5, 0, 0, 0, 0};
    List<double[]> basis = NullSpace.basis(3, lambda, new double[] {1, 1, 1}, 2);
    assertThat(basis).containsExactlyInAnyOrder(new double[] {1, 0, 0}, new double[] {0, 0, 1});
  }

  @Test
  void solutionNamesTheDirection() {
    Random random = new Random(8);
    int n = 400;
    int[] level = new int[n];
    double[] x = new double[n];
    double[] y = new double[n];
    double[] effects = random.doubles(40, -2, 2).toArray();
    for (int i = 0; i < n; i++) {
      level[i] = i / 10;
      x[i] = i % 10;
      y[i] = effects[level[i]] * (1 + 0.5 * x[i]) + random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    rows.term(rows.group(level), true, Rows.constant(n), x);
    Solution solution = Reml.solve(rows.equations(), true, (theta, value) -> {});
    assertThat(solution.isSingular()).isTrue();
    assertThat(solution.singularDirections()).hasSize(1);
    for (SingularDirection direction : solution.singularDirections()) {
      assertThat(direction.term()).isZero();
      for (int j = 0; j < 40; j++) {
        double intercept = solution.modes(0)[2 * j];
        double slope = solution.modes(0)[2 * j + 1];
        double combined =
            direction.coefficients().get(0) * intercept + direction.coefficients().get(1) * slope;
        assertThat(combined).isCloseTo(0, within(1e-9));
      }
    }
  }
}
