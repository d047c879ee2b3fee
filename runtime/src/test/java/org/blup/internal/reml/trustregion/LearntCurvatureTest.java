package org.blup.internal.reml.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.blup.internal.reml.trustregion.LearntCurvature.Smooth;
import org.blup.internal.reml.trustregion.StopReason.GivenUp;
import org.junit.jupiter.api.Test;

class LearntCurvatureTest {

  private static final Goal GOAL = Goal.withoutFinalSteps(500);

  /** A function in two variables. */
  private static final class Function implements Smooth {
    private final ToDoubleFunction<double[]> function;
    private final UnaryOperator<double[]> slope;
    private double[] at = {};

    Function(ToDoubleFunction<double[]> function, UnaryOperator<double[]> slope) {
      this.function = function;
      this.slope = slope;
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public double value(double[] x) {
      at = x.clone();
      return function.applyAsDouble(x);
    }

    @Override
    public double rounding() {
      return 1e-15;
    }

    @Override
    public double[] gradient() {
      return slope.apply(at);
    }
  }

  private static Function valley() {
    return new Function(AnalyticProblem::valley, AnalyticProblem::valleyGradient);
  }

  /** {@code x⁴ − x² + y²} as far as |x| = 2. */
  private static Function twoBasins() {
    return new Function(
        x ->
            Math.abs(x[0]) > 2
                ? Double.POSITIVE_INFINITY
                : x[0] * x[0] * (x[0] * x[0] - 1) + x[1] * x[1],
        x -> new double[] {4 * x[0] * x[0] * x[0] - 2 * x[0], 2 * x[1]});
  }

  @Test
  void aCurvedValleyIsFollowedToItsEnd() {
    LearntCurvature valley = new LearntCurvature(valley());
    SearchResult result = TrustRegionSearch.minimise(valley, new double[] {-1.2, 1}, GOAL);

    assertThat(result.isMinimum()).isTrue();
    // a gain of 1e-9 at the least curvature of 0.4 is a distance of 7e-5
    assertThat(result.x()).containsExactly(new double[] {1, 1}, within(7e-5));
    assertThat(valley.evaluations()).isLessThan(150);
  }

  /** That of Rosenbrock's valley at (1, 1) is (802, −400; −400, 200). */
  @Test
  void theCurvatureAtTheStartIsThatOfDifferences() {
    LearntCurvature valley = new LearntCurvature(valley());
    valley.value(new double[] {1, 1});

    assertThat(valley.derivatives().curvature())
        .containsExactly(new double[] {802, -400, -400, 200}, within(1e-5));
    assertThat(valley.evaluations()).isEqualTo(5);
  }

  @Test
  void aCurvatureThatIsBroughtAlongIsNotFoundAgain() {
    double[] known = {802, -400, -400, 200};
    LearntCurvature valley = new LearntCurvature(valley(), known);
    valley.value(new double[] {1, 1});

    assertThat(valley.derivatives().curvature()).containsExactly(known);
    assertThat(valley.evaluations()).isEqualTo(1);
  }

  /** The update makes the curvature true along the step, whatever it was before. */
  @Test
  void theCurvatureIsTrueAlongTheLastStep() {
    LearntCurvature basins = new LearntCurvature(twoBasins(), new double[] {1, 0, 0, 1});
    basins.value(new double[] {1, 1});
    basins.derivatives();
    basins.value(new double[] {1.5, 0});
    double[] curvature = basins.derivatives().curvature();

    // gradients (2, 2) and (10.5, 0), step (0.5, −1)
    assertThat(curvature[0] * 0.5 - curvature[1]).isCloseTo(8.5, within(1e-12));
    assertThat(curvature[2] * 0.5 - curvature[3]).isCloseTo(-2, within(1e-12));
  }

  @Test
  void aSaddleIsLeft() {
    LearntCurvature basins = new LearntCurvature(twoBasins());
    SearchResult result =
        TrustRegionSearch.minimise(basins, new double[] {1e-6, 1}, GOAL.within(1e-14));

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.value()).isCloseTo(-0.25, within(1e-9));
  }

  @Test
  void nextToWhereThereIsNoValueDifferencesAreOneSided() {
    LearntCurvature basins = new LearntCurvature(twoBasins());
    basins.value(new double[] {2, 0});

    assertThat(basins.derivatives().curvature())
        .containsExactly(new double[] {46, 0, 0, 2}, within(1e-2));
  }

  @Test
  void withoutAValueAtTheStartNothingIsFound() {
    LearntCurvature basins = new LearntCurvature(twoBasins());

    assertThat(TrustRegionSearch.minimise(basins, new double[] {3, 0}, GOAL).reason())
        .isEqualTo(GivenUp.NO_VALUE_AT_START);
  }
}
