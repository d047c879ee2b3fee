package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.blup.internal.design.equations.CorrelatedLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.NoOptimumException;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Around an optimum every solution is one of its own parameters, or there is none. */
class NearbySolutionsTest {

  @Test
  void correlationsWithoutACriterionAreRefused() {
    NormalEquations equations = Rows.autoregression(1, false).equations();
    ResidualEquations residuals = CorrelatedLevels.of(ResidualSums.independent(equations));
    Solution solution = Reml.solve(equations, true, (theta, value) -> {});
    ResidualFit within = new ResidualFit(residuals, new double[] {0.3});
    assertThat(new NearbySolutions(solution, within, true).pairs())
        .hasSize(solution.setup().parametrisation.parameters() + 1);

    double edge = JointObjective.MOST_CORRELATED - 1e-5;
    ResidualFit beside = new ResidualFit(residuals, new double[] {edge});
    assertThatThrownBy(() -> new NearbySolutions(solution, beside, true))
        .isInstanceOf(NoOptimumException.class)
        .hasMessageContaining("it has no value at [")
        .hasMessageContaining("8.0")
        .hasMessageContaining("Take it, or random effects, out of the model");
  }
}
