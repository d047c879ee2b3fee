package org.blup.internal.reml.trustregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.trustregion.StopReason.FlatValley;
import org.blup.internal.reml.trustregion.StopReason.GivenUp;
import org.blup.internal.reml.trustregion.StopReason.HiddenByRounding;
import org.blup.internal.reml.trustregion.StopReason.NoGainLeft;
import org.junit.jupiter.api.Test;

/**
 * The search on functions in closed form, whose minima are known. What is left is a gain of up to
 * 1e-9: at a curvature of c that is a distance of {@code √(2e-9 / c)}, and the tolerance of points.
 */
class TrustRegionSearchTest {

  @Test
  void aCurvedValleyIsFollowedToItsEnd() {
    AnalyticProblem valley = AnalyticProblem.rosenbrock();
    SearchResult result = valley.search(-1.2, 1);

    assertThat(result.reason()).isInstanceOf(NoGainLeft.class);
    assertThat(result.x()).containsExactly(new double[] {1, 1}, within(7e-5));
    assertThat(result.value()).isLessThan(1e-9);
    assertThat(valley.evaluations()).isLessThan(50);
  }

  /** Gauss and Newton's curvature of the sum of squares leaves out second derivatives. */
  @Test
  void aCurvatureThatIsIncompleteIsEnough() {
    AnalyticProblem valley =
        new AnalyticProblem(
            2,
            AnalyticProblem::valley,
            AnalyticProblem::valleyGradient,
            x -> new double[] {800 * x[0] * x[0] + 2, -400 * x[0], -400 * x[0], 200});

    assertThat(valley.search(-1.2, 1).x()).containsExactly(new double[] {1, 1}, within(7e-5));
    assertThat(valley.evaluations()).isLessThan(80);
  }

  /** Newton's step is exact, once the region is wide enough. */
  @Property(tries = 100)
  void aQuadraticFunctionTakesAFewSteps(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int n) {
    Random random = new Random(seed);
    double[] minimum = random.doubles(n, -1, 1).toArray();
    double[] root = random.doubles(n * n, -1, 1).toArray();
    double[] hessian = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        hessian[i * n + j] = i == j ? 1 : 0;
        for (int k = 0; k < n; k++) {
          hessian[i * n + j] += root[i * n + k] * root[j * n + k];
        }
      }
    }
    AnalyticProblem problem =
        new AnalyticProblem(
            n,
            x -> {
              double[] off = difference(x, minimum);
              return 0.5 * Quadratic.dot(off, Quadratic.times(hessian, off));
            },
            x -> Quadratic.times(hessian, difference(x, minimum)),
            x -> hessian.clone());
    SearchResult result = problem.search(new double[n]);

    assertThat(result.isMinimum()).isTrue();
    // at the least curvature of 1
    assertThat(result.x()).containsExactly(minimum, within(4.5e-5));
    assertThat(problem.evaluations()).isLessThan(8);
  }

  private static double[] difference(double[] x, double[] y) {
    double[] difference = x.clone();
    for (int i = 0; i < x.length; i++) {
      difference[i] -= y[i];
    }
    return difference;
  }

  @Test
  void aSaddleIsLeftAlongNegativeCurvature() {
    SearchResult result = AnalyticProblem.twoBasins().search(0, 1);

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.value()).isCloseTo(-0.25, within(1e-9));
    assertThat(Math.abs(result.x()[0])).isCloseTo(Math.sqrt(0.5), within(2.3e-5));
  }

  /** The curvature is wrong, so that only the problem knows that zero is a saddle. */
  @Test
  void aSaddleThatDerivativesDoNotShowIsLeftWhereTheProblemKnowsIt() {
    AnalyticProblem blind =
        new AnalyticProblem(
            1,
            x -> x[0] * x[0] * (x[0] * x[0] - 1),
            x -> new double[] {4 * x[0] * x[0] * x[0] - 2 * x[0]},
            x -> new double[] {Math.max(2, 12 * x[0] * x[0] - 2)}) {
          @Override
          public Optional<double[]> beyondSaddle(double[] x, double below) {
            return Math.abs(x[0]) < 0.01 && below <= 0
                ? Optional.of(new double[] {0.1})
                : Optional.empty();
          }
        };

    assertThat(blind.search(0).value()).isCloseTo(-0.25, within(1e-9));
  }

  @Test
  void aDirectionInWhichTheFunctionDoesNotChangeDoesNotMatter() {
    AnalyticProblem ridge =
        new AnalyticProblem(
            2,
            x -> (x[0] + x[1] - 1) * (x[0] + x[1] - 1),
            x -> new double[] {2 * (x[0] + x[1] - 1), 2 * (x[0] + x[1] - 1)},
            x -> new double[] {2, 2, 2, 2});
    SearchResult result = ridge.search(3, -7);

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.x()[0] + result.x()[1]).isCloseTo(1, within(1e-6));
    assertThat(result.x()[0] - result.x()[1]).isCloseTo(10, within(1e-6));
  }

  /** {@code (v² + 1)²}, least at v = 0, where its gradient vanishes whatever it does there. */
  @Test
  void aMinimumAtTheBorderOfAnEvenVariableIsReached() {
    SearchResult result = even(-1).search(3);

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.value()).isCloseTo(1, within(1e-9));
  }

  /** {@code (v² − 1)²}, least at v = ±1: the zero of v is no minimum. */
  @Test
  void theZeroOfAnEvenVariableIsLeft() {
    SearchResult result = even(1).search(0);

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.value()).isCloseTo(0, within(1e-9));
    assertThat(Math.abs(result.x()[0])).isCloseTo(1, within(1.6e-5));
  }

  private static AnalyticProblem even(double variance) {
    return new AnalyticProblem(
        1,
        x -> (x[0] * x[0] - variance) * (x[0] * x[0] - variance),
        x -> new double[] {4 * x[0] * (x[0] * x[0] - variance)},
        x -> new double[] {12 * x[0] * x[0] - 4 * variance}) {
      @Override
      public double[] moved(double[] x, double[] step) {
        double[] moved = super.moved(x, step);
        moved[0] = Math.abs(moved[0]) < 1e-7 ? Math.copySign(1e-7, x[0]) : moved[0];
        return moved;
      }
    };
  }

  /** {@code x − 5 log x}, least at 5, is not a number below zero. */
  private static AnalyticProblem logarithm() {
    return new AnalyticProblem(
        1,
        x -> x[0] - 5 * Math.log(x[0]),
        x -> new double[] {1 - 5 / x[0]},
        x -> new double[] {5 / (x[0] * x[0])}) {
      private boolean hasValue;

      @Override
      public double value(double[] x) {
        hasValue = x[0] > 0;
        return super.value(x);
      }

      @Override
      public double rounding() {
        return hasValue ? super.rounding() : Double.POSITIVE_INFINITY;
      }
    };
  }

  /** From 40 on Newton's step is −280. */
  @Test
  void stepsToWhereThereIsNoValueAreNotTaken() {
    SearchResult result = logarithm().search(40);

    assertThat(result.isMinimum()).isTrue();
    assertThat(result.x()).containsExactly(new double[] {5}, within(1e-3));
    assertThat(result.value()).isCloseTo(5 - 5 * Math.log(5), within(1e-9));
  }

  @Test
  void withoutAValueAtTheStartNothingIsSearched() {
    assertThat(logarithm().search(-1).reason()).isEqualTo(GivenUp.NO_VALUE_AT_START);
    assertThat(logarithm().search(0).reason()).isEqualTo(GivenUp.NO_VALUE_AT_START);
  }

  /** {@code x²} to six decimals, with a gradient whose error changes its sign at every point. */
  private static AnalyticProblem coarse(double rounding) {
    double[] error = {1e-4};
    return new AnalyticProblem(
        1,
        x -> Math.rint(1e6 * x[0] * x[0]) / 1e6,
        x -> {
          error[0] = -error[0];
          return new double[] {2 * x[0] + error[0]};
        },
        x -> new double[] {2}) {
      @Override
      public double rounding() {
        return rounding;
      }
    };
  }

  @Test
  void gainsThatRoundingHidesAreNotPursued() {
    SearchResult result = coarse(1e-6).search(1);

    assertThat(result.reason()).isInstanceOf(HiddenByRounding.class);
    assertThat(result.predictedGain()).isBetween(1e-9, 1e-6);
    assertThat(result.rounding()).isEqualTo(1e-6);
  }

  @Test
  void promisesThatAreNeverKeptAreNotPursued() {
    SearchResult result = coarse(0).search(0);

    assertThat(result.reason()).isInstanceOf(FlatValley.class);
    assertThat(result.value()).isZero();
  }

  @Test
  void aWrongGradientIsNoticed() {
    AnalyticProblem wrong =
        new AnalyticProblem(1, x -> x[0] * x[0], x -> new double[] {1e6}, x -> new double[] {2});

    assertThat(wrong.search(0).reason()).isEqualTo(GivenUp.NO_STEP_LOWERS_THE_VALUE);
    assertThat(wrong.search(0).predictedGain()).isInfinite();
  }

  /**
   * The same where each step from zero is lengthened to 1e-7: the region shrinks all the same. It
   * stayed at a quarter of that for ever, since a problem need not count a value that it knows.
   */
  @Test
  void aWrongGradientIsNoticedBesideAnEvenVariable() {
    AnalyticProblem wrong =
        new AnalyticProblem(
            2,
            x -> x[0] * x[0] + x[1] * x[1],
            x -> new double[] {0, 1e6},
            x -> new double[] {2, 0, 0, 2}) {
          @Override
          public double[] moved(double[] x, double[] step) {
            double[] moved = super.moved(x, step);
            moved[0] = Math.abs(moved[0]) < 1e-7 ? 1e-7 : moved[0];
            return moved;
          }
        };

    assertThat(wrong.search(0, 0).reason()).isEqualTo(GivenUp.NO_STEP_LOWERS_THE_VALUE);
    assertThat(wrong.evaluations()).isLessThan(50);
  }

  @Test
  void aSearchThatWillEndTooHighIsGivenUp() {
    AnalyticProblem basins = AnalyticProblem.twoBasins();
    Goal goal = Goal.withoutFinalSteps(200).endingBelow(-1);
    SearchResult result = TrustRegionSearch.minimise(basins, new double[] {1, 1}, goal);

    assertThat(result.reason()).isEqualTo(GivenUp.ENDS_TOO_HIGH);
    assertThat(result.value()).isGreaterThanOrEqualTo(-0.25);
    assertThat(basins.evaluations()).isLessThan(8);
  }

  @Test
  void aSearchThatTakesTooLongIsGivenUp() {
    AnalyticProblem valley = AnalyticProblem.rosenbrock();
    valley.value(new double[] {0, 0});
    SearchResult result =
        TrustRegionSearch.minimise(valley, new double[] {-1.2, 1}, Goal.withoutFinalSteps(10));

    assertThat(result.reason()).isEqualTo(GivenUp.TOO_MANY_EVALUATIONS);
    assertThat(valley.evaluations()).isEqualTo(11);
    assertThat(result.value())
        .isEqualTo(AnalyticProblem.valley(result.x()))
        .isLessThan(AnalyticProblem.valley(new double[] {-1.2, 1}));
  }

  @Test
  void finalStepsAddDigits() {
    Goal goal = new Goal(Goal.GAIN, FinalSteps.ALL_DIGITS, 200);
    double[] start = {-1.2, 1};

    assertThat(TrustRegionSearch.minimise(AnalyticProblem.rosenbrock(), start, goal).x())
        .containsExactly(new double[] {1, 1}, within(1e-10));
  }

  /** {@code 100 (4 − x²)² + (1 − x)²} is least where {@code 400 x (x² − 4) = 2 (1 − x)}. */
  @Test
  void variablesThatAreHeldStayWhereTheyAre() {
    double[] at = {1.5, 4};
    FixedVariables held = new FixedVariables(AnalyticProblem.rosenbrock(), at, new int[] {0});
    SearchResult result =
        TrustRegionSearch.minimise(held, held.free(at), Goal.withoutFinalSteps(100));
    double x = result.x()[0];

    assertThat(result.isMinimum()).isTrue();
    assertThat(held.expand(result.x())).containsExactly(x, 4);
    assertThat(400 * x * (x * x - 4)).isCloseTo(2 * (1 - x), within(1e-2));
  }
}
