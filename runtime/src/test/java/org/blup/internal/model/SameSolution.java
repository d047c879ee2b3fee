package org.blup.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.StructureBuilder;
import org.blup.internal.inference.degreesoffreedom.FixedEffectTests;
import org.blup.internal.inference.degreesoffreedom.TestMethods;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;

/** That levels which are elsewhere have the optimum and the modes of those at hand. */
final class SameSolution {

  static final double TOLERANCE = 1e-9;

  private SameSolution() {}

  /** Rows in so many partitions, and an empty one among them. */
  static <R> List<List<R>> partitions(List<R> rows, int count) {
    List<List<R>> partitions = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      partitions.add(new ArrayList<>());
    }
    for (int i = 0; i < rows.size(); i++) {
      partitions.get(i * 31 % count).add(rows.get(i));
    }
    partitions.add(1, new ArrayList<>());
    return partitions;
  }

  /** The variables of a model whose rows have a weight, an offset, and the numbers x and z. */
  static StructureBuilder structure(String formula, String... factors) {
    StructureBuilder builder =
        ModelStructure.of("Scattered", formula)
            .response("y")
            .weight("w")
            .offset("o")
            .number("x")
            .number("z");
    for (String factor : factors) {
      builder.factor(factor, Levels.strings());
    }
    return builder;
  }

  /** Compares modes and their deviations by REML, each level being in one part. */
  static void assertSameModes(
      ModelStructure structure, List<TestRow> rows, int partitions, int parts) {
    ObservedDesign all = DesignAssembly.observe(TestRow.sum(structure, rows), false);
    Solution expected = Reml.solve(all.equations(), true, (theta, value) -> {});
    ScatteredLevels<TestRow> levels =
        ScatteredLevels.of(structure, partitions(rows, partitions), parts);
    DistantSums<TestRow> sums = levels.sums();
    ObservedDesign design = sums.design(false);
    sums.fitted(design, Reml.solve(design.equations(), true, (theta, value) -> {}));
    for (int g = 0; g < all.groups(); g++) {
      DistantSums.FittedLevels fitted = sums.lastFitted().get(g);
      int k = fitted.effectNames().size();
      int seen = 0;
      for (LevelAssembly.Part part : levels.parts()) {
        double[] modes = fitted.modes().orElseThrow().of(part.products());
        for (int j = 0; j < part.products().levels(g); j++) {
          int level = all.group(g).indexOf(part.names().get(g).level(j));
          for (int a = 0; a < k; a++) {
            double deviation = Math.sqrt(expected.conditionalCovariance(g, level)[a * (k + 1)]);
            assertThat(modes[2 * k * j + a])
                .isCloseTo(expected.modes(g)[level * k + a], within(TOLERANCE * deviation));
            assertThat(modes[2 * k * j + k + a])
                .isCloseTo(deviation, within(TOLERANCE * deviation));
          }
          seen++;
        }
      }
      assertThat(seen).isEqualTo(all.group(g).size()).isEqualTo(levels.count(g));
    }
  }

  /** Compares optimum and tests by REML and by ML. */
  static void assertSame(ObservedDesign design, ObservedDesign all) {
    assertSame(design, all, expected -> TOLERANCE);
  }

  /**
   * The same where the search at hand may end a step earlier: its final steps are fewer the dearer
   * they are, and what that leaves is no error.
   */
  static void assertSameToTheGain(ObservedDesign design, ObservedDesign all) {
    assertSame(design, all, expected -> Math.max(TOLERANCE, Math.sqrt(expected.predictedGain())));
  }

  private static void assertSame(
      ObservedDesign design, ObservedDesign all, ToDoubleFunction<Solution> tolerance) {
    for (boolean reml : new boolean[] {true, false}) {
      Solution expected = Reml.solve(all.equations(), reml, (theta, value) -> {});
      Solution solution = Reml.solve(design.equations(), reml, (theta, value) -> {});
      assertSame(solution, design, expected, all, tolerance.applyAsDouble(expected));
      assertSameTests(
          TestMethods.satterthwaite(design.equations(), solution, reml),
          design,
          TestMethods.satterthwaite(all.equations(), expected, reml),
          all);
    }
  }

  private static void assertSame(
      Solution solution,
      ObservedDesign design,
      Solution expected,
      ObservedDesign all,
      double tolerance) {
    assertThat(solution.criterion())
        .isCloseTo(expected.criterion(), within(TOLERANCE * Math.abs(expected.criterion())));
    assertThat(solution.sigma()).isCloseTo(expected.sigma(), within(tolerance * expected.sigma()));
    for (int i = 0; i < expected.theta().length; i++) {
      assertThat(solution.theta()[i]).isCloseTo(expected.theta()[i], within(tolerance));
    }
    double[] beta = design.coefficients(solution.beta());
    double[] expectedBeta = all.coefficients(expected.beta());
    double[] covariance = design.coefficientCovariance(solution.betaCovariance());
    double[] expectedCovariance = all.coefficientCovariance(expected.betaCovariance());
    int p = beta.length;
    for (int c = 0; c < p; c++) {
      double error = Math.sqrt(expectedCovariance[c * (p + 1)]);
      assertThat(beta[c]).isCloseTo(expectedBeta[c], within(tolerance * error));
      assertThat(Math.sqrt(covariance[c * (p + 1)])).isCloseTo(error, within(tolerance * error));
    }
  }

  private static void assertSameTests(
      FixedEffectTests tests,
      ObservedDesign design,
      FixedEffectTests expected,
      ObservedDesign all) {
    int p = design.equations().columns();
    for (int c = 0; c < p; c++) {
      double[] weights = new double[p];
      weights[c] = 1;
      double df = expected.degreesOfFreedom(all.hypothesis(weights));
      assertThat(tests.degreesOfFreedom(design.hypothesis(weights)))
          .isCloseTo(df, within(1e-7 * df));
    }
  }
}
