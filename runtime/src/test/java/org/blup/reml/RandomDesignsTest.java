package org.blup.reml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.blup.design.NormalEquations;
import org.blup.design.UnidentifiableModelException;
import org.junit.jupiter.api.Test;

/** No search that is known ends lower, whatever the design. */
class RandomDesignsTest {

  private static final int DESIGNS = 300;
  private static final int STARTS = 2;

  /** A gain that anyone could see. */
  private static final double TOLERANCE = 1e-6;

  @Test
  void noOtherSearchEndsLower() {
    int refused = 0;
    for (long seed = 0; seed < DESIGNS; seed++) {
      NormalEquations equations = RandomDesigns.of(seed).equations();
      boolean reml = seed % 3 != 0;
      try {
        Solution solution = Reml.solve(equations, reml, (theta, value) -> {});
        double other = Math.min(drawn(equations, reml, seed), bobyqa(equations, reml));
        assertThat(solution.criterion())
            .as("seed %d, another search", seed)
            .isLessThan(other + TOLERANCE);
      } catch (UnidentifiableModelException e) {
        refused++;
      }
    }
    assertThat(refused).as("refused for want of a residual").isLessThan(DESIGNS / 10);
  }

  /** The lowest minimum from random starts, among those that leave a digits. */
  private static double drawn(NormalEquations equations, boolean reml, long seed) {
    Random random = new Random(-seed);
    double least = Double.POSITIVE_INFINITY;
    for (int repeat = 0; repeat < STARTS; repeat++) {
      Objective objective = new Objective(equations, reml, (theta, value) -> {});
      double scale = Math.pow(10, 2 * random.nextDouble() - 1);
      double[] start = objective.start();
      Arrays.setAll(start, i -> scale * random.nextGaussian());
      Optimiser optimiser = new Optimiser(objective, start);
      if (Reml.converges(objective, optimiser)
          && !new DigitsCheck(objective).fails(optimiser.theta())) {
        least = Math.min(least, optimiser.value() + objective.rounding());
      }
    }
    return least;
  }

  private static double bobyqa(NormalEquations equations, boolean reml) {
    Objective objective = new Objective(equations, reml, (theta, value) -> {});
    double[] lower = new double[objective.parameters()];
    double[] upper = new double[lower.length];
    Arrays.setAll(lower, i -> objective.templates.isDiagonal(i) ? 0 : -50);
    Arrays.fill(upper, 50);
    if (lower.length == 1) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return new BOBYQAOptimizer(2 * lower.length + 1, 0.5, 1e-7)
          .optimize(
              new MaxEval(500),
              new ObjectiveFunction(objective::value),
              GoalType.MINIMIZE,
              new InitialGuess(objective.start()),
              new SimpleBounds(lower, upper))
          .getValue();
    } catch (MathIllegalStateException e) {
      return Double.POSITIVE_INFINITY;
    }
  }
}
