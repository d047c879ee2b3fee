package org.blup.internal.reml.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** One model in two bases of its random effects: (1, x) and (1, x − 1.5). */
class UserBasisTest {

  private static final double[] TO_USER = {1, -1.5, 0, 1};

  @Test
  void theSolutionDoesNotDependOnTheWorkingBasis() {
    int singular = 0;
    for (long seed = 0; seed < 40; seed++) {
      Solution expected = Reml.solve(Rows.random(seed).equations(), true, (theta, value) -> {});
      Solution actual = Reml.solve(shifted(seed), true, (theta, value) -> {});
      assertThat(actual.criterion()).isCloseTo(expected.criterion(), within(1e-8));
      assertThat(actual.theta()).containsExactly(expected.theta(), within(1e-4));
      assertThat(actual.template(0)[1]).isZero();
      assertThat(actual.modes(0)).containsExactly(expected.modes(0), within(1e-4));
      assertThat(actual.modes(1)).containsExactly(expected.modes(1), within(1e-4));
      assertThat(actual.conditionalCovariance(0, 2))
          .containsExactly(expected.conditionalCovariance(0, 2), within(1e-4));
      assertThat(actual.singularDirections()).hasSameSizeAs(expected.singularDirections());
      for (int d = 0; d < actual.singularDirections().size(); d++) {
        SingularDirection direction = expected.singularDirections().get(d);
        assertThat(actual.singularDirections().get(d).term()).isEqualTo(direction.term());
        for (int a = 0; a < direction.coefficients().size(); a++) {
          assertThat(actual.singularDirections().get(d).coefficients().get(a))
              .isCloseTo(direction.coefficients().get(a), within(1e-3));
        }
        singular += direction.term() == 0 ? 1 : 0;
      }
    }
    assertThat(singular).isPositive();
  }

  @Test
  void effectsAndTheirCombinationsAreTakenBack() {
    UserBasis basis = new UserBasis(shifted(1));
    double[] effects = {1, 2, 7, 3, 4, 8};
    basis.effects(0, effects);
    assertThat(effects).containsExactly(1 - 3, 2, 7, 3 - 6, 4, 8);
    assertThat(basis.coefficients(0, new double[] {1, 0})).containsExactly(1, 1.5);
    assertThat(basis.coefficients(0, new double[] {0, 1})).containsExactly(0, 1);
  }

  /** {@link Rows#random} with the slope of its first term measured from 1.5. */
  private static NormalEquations shifted(long seed) {
    Rows rows = Rows.random(seed);
    NormalEquations user = rows.equations();
    double[] slope = rows.x[1].clone();
    for (int i = 0; i < slope.length; i++) {
      slope[i] -= 1.5;
    }
    NormalEquations working = Rows.random(seed, slope).equations();
    List<Term> terms = new ArrayList<>(user.terms());
    terms.set(0, new Term(0, 0, 2, CovarianceStructure.UNSTRUCTURED, TO_USER));
    return working.withBorders(user.border(), working.groupBorders()).withTerms(terms);
  }
}
