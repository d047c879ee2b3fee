package org.blup.internal.reml.iterative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.iterative.SampledScore.Point;
import org.blup.internal.reml.setup.EquationSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Beside the equations that are factored, at the same variances. */
class SampledScoreTest {

  private static final int ROWS = 1500;

  private static final double[] LAMBDA = {0.9, 0.5, 0.7, 0.3};

  /** Which factors there are, and how many of them are eliminated. */
  enum Design {
    CROSSED(1, crossing(1, 120), crossing(2, 70)),
    THREE_CROSSED(1, crossing(1, 50), crossing(2, 110), crossing(3, 20)),
    NESTED_AND_CROSSED(2, crossing(1, 40), crossing(2, 150), nested(2, 150, 30)),
    NESTED_TWICE(3, nested(2, 150, 30), crossing(2, 150), crossing(1, 40), nested(2, 150, 6));

    private final int eliminated;
    private final int[][] levels;

    Design(int eliminated, int[]... levels) {
      this.eliminated = eliminated;
      this.levels = levels;
    }

    private static int[] crossing(long seed, int levels) {
      return CrossedRows.drawn(seed, ROWS, levels);
    }

    private static int[] nested(long seed, int levels, int parents) {
      return CrossedRows.nested(crossing(seed, levels), parents);
    }

    NormalEquations equations() {
      return CrossedRows.equations(7, ROWS, levels);
    }
  }

  @ParameterizedTest
  @EnumSource
  void largestAndNestedFactorsAreEliminated(Design design) {
    assertThat(new CrossedEquations(design.equations()).eliminated).isEqualTo(design.eliminated);
  }

  @ParameterizedTest
  @EnumSource
  void unitVectorsGiveTheDerivativesOfTheCriterion(Design design) {
    for (boolean reml : new boolean[] {true, false}) {
      NormalEquations equations = design.equations();
      int groups = equations.groups().size();
      double[] lambda = Arrays.copyOf(LAMBDA, groups);
      CrossedEquations crossed = new CrossedEquations(equations);
      Point point = at(crossed, reml, lambda, Probes.of(Integer.MAX_VALUE, kept(crossed)));

      MixedModelEquations model = new MixedModelEquations(EquationSetup.of(equations), reml);
      double[][] factors =
          Arrays.stream(lambda).mapToObj(l -> new double[] {l}).toArray(double[][]::new);
      model.criterion(factors);
      model.solve();
      double[][] gradient = new double[groups][1];
      double[] information = new double[groups * groups];
      model.differentiate(gradient, information);

      assertThat(Math.sqrt(point.variance())).isCloseTo(model.sigma(), within(1e-9));
      assertThat(point.border().beta()).containsExactly(model.beta(), within(1e-9));
      double[] covariance = model.fixedCovariance(model.sigma());
      double[] inverse = point.border().inverse();
      for (int i = 0; i < inverse.length; i++) {
        assertThat(inverse[i] * point.variance()).isCloseTo(covariance[i], within(1e-10));
      }
      for (int a = 0; a < groups; a++) {
        int g = crossed.order[a];
        assertThat(point.gradient()[a])
            .isCloseTo(
                2 * gradient[g][0] * lambda[g], within(1e-6 * (1 + Math.abs(gradient[g][0]))));
        for (int b = 0; b < groups; b++) {
          int h = crossed.order[b];
          double expected = information[g * groups + h] * lambda[g] * lambda[h];
          assertThat(point.information()[a * groups + b])
              .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomSignsAreRightInTheMean(Design design) {
    NormalEquations equations = design.equations();
    CrossedEquations crossed = new CrossedEquations(equations);
    double[] lambda = Arrays.copyOf(LAMBDA, equations.groups().size());
    Point exact = at(crossed, true, lambda, Probes.of(Integer.MAX_VALUE, kept(crossed)));
    Point sampled = at(crossed, true, lambda, new Probes(400, false));
    for (int g = 0; g < lambda.length; g++) {
      int place = g;
      double mean = sampled.gradient()[g];
      double square =
          Stream.of(sampled.gradients()).mapToDouble(s -> Math.pow(s[place] - mean, 2)).sum();
      double error = Math.sqrt(square / 400 / 399);
      // Four standard errors: exceeded by chance once in 16,000.
      assertThat(mean).isCloseTo(exact.gradient()[g], within(4 * error + 1e-6));
    }
  }

  @Test
  void slopesOfEstimatesAreTheirDerivatives() {
    CrossedEquations crossed = new CrossedEquations(Design.THREE_CROSSED.equations());
    double[] lambda = Arrays.copyOf(LAMBDA, 3);
    Probes probes = new Probes(2, false);
    Point point = at(crossed, true, lambda, probes);
    double step = 1e-4;
    for (int place = 0; place < 3; place++) {
      int g = crossed.order[place];
      double[] up = lambda.clone();
      double[] down = lambda.clone();
      up[g] *= Math.exp(step);
      down[g] *= Math.exp(-step);
      Point above = at(crossed, true, up, probes);
      Point below = at(crossed, true, down, probes);
      double ofVariance = Math.log(above.variance() / below.variance()) / (2 * step);
      assertThat(point.varianceSlopes()[place]).isCloseTo(ofVariance, within(1e-5));
      for (int c = 0; c < 2; c++) {
        double ofBeta = (above.border().beta()[c] - below.border().beta()[c]) / (2 * step);
        assertThat(point.betaSlopes()[place][c]).isCloseTo(ofBeta, within(1e-5));
      }
    }
  }

  private static int kept(CrossedEquations crossed) {
    return crossed.nodes() - crossed.eliminatedNodes();
  }

  /** At standard deviations by group. */
  private static Point at(CrossedEquations crossed, boolean reml, double[] byGroup, Probes probes) {
    double[] byPlace = IntStream.of(crossed.order).mapToDouble(g -> byGroup[g]).toArray();
    return new SampledScore(crossed, reml).at(byPlace, probes);
  }
}
