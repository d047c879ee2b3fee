package org.blup.precision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.SingularDirection;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Weights over many decades, offsets far from zero, a single degree of freedom, and directions
 * without variance in shifted and scaled columns: each beside arithmetic of 32 digits or a closed
 * form.
 */
class HazardsTest {

  private record Row(double y, double x, double weight, double offset, int g) {}

  private static ObservedDesign design(List<Row> rows, boolean slopes) {
    StructureBuilder builder = ModelStructure.of("Made", "y").response("y").number("x");
    builder.factor("g", Levels.integers()).weight("w").offset("o");
    builder.fixed(EffectTerm.intercept()).fixed(EffectTerm.of("x"));
    RandomTerm intercepts = RandomTerm.by("g").of(EffectTerm.intercept());
    RandomTerm both = RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x"));
    builder.random(slopes ? both : intercepts);
    RowAccumulator<Row> sums =
        new RowAccumulator<>(
            builder.build(),
            (row, out) -> {
              out.response(row.y());
              out.number(0, row.x());
              out.weight(row.weight());
              out.offset(row.offset());
              out.level(0, (long) row.g());
            });
    rows.forEach(sums::add);
    return DesignAssembly.observe(sums, false);
  }

  private static Solution solve(ObservedDesign design, boolean reml) {
    return Reml.solve(design.equations(), reml, (theta, value) -> {});
  }

  /** With weights w the rows times √w have weights 1, and the criterion lacks Σ log w. */
  private static void assertPrecise(List<Row> rows, double digits) {
    ObservedDesign design = design(rows, false);
    Solution solution = solve(design, true);
    double[] root = rows.stream().mapToDouble(row -> Math.sqrt(row.weight())).toArray();
    double[] y = new double[root.length];
    double[] x = new double[root.length];
    Arrays.setAll(y, i -> rows.get(i).y() * root[i]);
    Arrays.setAll(x, i -> rows.get(i).x() * root[i]);
    PreciseFit.Term term =
        new PreciseFit.Term(rows.stream().mapToInt(Row::g).toArray(), root.clone());
    PreciseFit precise =
        new PreciseFit(y, new double[][] {root, x}, List.of(term), true, solution.theta());
    double sumLogWeights = rows.stream().mapToDouble(row -> Math.log(row.weight())).sum();
    double[] coefficients = design.coefficients(solution.beta());
    double variance = design.coefficientCovariance(solution.betaCovariance())[3];
    double bound = Math.pow(10, -digits);
    double scale = precise.lastStandardError();
    assertThat(solution.criterion())
        .isCloseTo(precise.criterion() - sumLogWeights, within(100 * bound));
    assertThat(solution.sigma() / precise.sigma()).isCloseTo(1, within(bound));
    assertThat(Math.sqrt(variance) / scale).isCloseTo(1, within(bound));
    assertThat((coefficients[1] - precise.lastCoefficient()) / scale).isCloseTo(0, within(bound));
  }

  /** Weights are powers of four, whose roots are exact. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 15})
  void weightsOverManyDecades(int powersOfFour) {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int g = i % 12;
      double weight = Math.scalb(1.0, 2 * (random.nextInt(2 * powersOfFour + 1) - powersOfFour));
      double x = random.nextGaussian();
      double error = random.nextGaussian() / Math.sqrt(weight);
      rows.add(new Row(1 + x + 0.3 * (g - 5) + error, x, weight, 0, g));
    }
    assertPrecise(rows, powersOfFour > 10 ? 7 : 8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p-40, 0x1p40})
  void oneRowThatCountsForNothingOrForAll(double weight) {
    Random random = new Random(2);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double x = random.nextGaussian();
      double y = x + 0.5 * (i % 6) + random.nextGaussian();
      rows.add(new Row(y, x, i == 7 ? weight : 1, 0, i % 6));
    }
    if (weight < 1) {
      assertPrecise(rows, 9);
    } else {
      assertPrecise(rows, 3);
    }
  }

  @Test
  void weightsThatAreAllZeroButOneAreRefused() {
    List<Row> rows = List.of(new Row(1, 1, 1, 0, 0), new Row(2, 2, 0, 0, 0));
    assertThatThrownBy(() -> design(rows, false))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("w is 0.0 in row 1");
  }

  /** Responses have so few digits that an offset of 10¹² can be added to them without rounding. */
  @Test
  void anOffsetFarFromZeroCostsNothing() {
    Random random = new Random(3);
    List<Row> near = new ArrayList<>();
    List<Row> far = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      double x = random.nextGaussian();
      double y = Math.rint(0x1p10 * (x + 0.5 * (i % 8) + random.nextGaussian())) / 0x1p10;
      double offset = i % 3 == 0 ? 1e12 : -1e12;
      near.add(new Row(y, x, 1, 0, i % 8));
      far.add(new Row(offset + y, x, 1, offset, i % 8));
    }
    Solution without = solve(design(near, false), true);
    Solution with = solve(design(far, false), true);
    assertThat(with.criterion()).isEqualTo(without.criterion());
    assertThat(with.beta()).isEqualTo(without.beta());
    assertThat(with.theta()).isEqualTo(without.theta());
  }

  /**
   * Three rows and two coefficients leave one contrast, whose variance is all that is known: a
   * random effect and the residual can only share it.
   */
  @Test
  void aSingleDegreeOfFreedomTellsOneVariance() {
    List<Row> rows =
        List.of(new Row(1, 0, 1, 0, 0), new Row(3, 1, 1, 0, 0), new Row(4, 2, 1, 0, 1));
    assertThatThrownBy(() -> solve(design(rows, false), true))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining(
            "the variance of the residual cannot be distinguished from the variances of");
  }

  /** Slopes that are 0.4 times the intercepts about x = 0, in any origin and unit of x. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1000, 1", "-1e6, 1", "0, 1e-6", "0, 1e6", "1e9, 1e3"})
  void directionsWithoutVarianceAreTheUsers(double origin, double unit) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int g = i % 10;
      double x = Math.rint(0x1p6 * random.nextGaussian()) / 0x1p6;
      double effect = 2 * Math.sin(g + 1);
      double y = effect * (1 + 0.4 * x) + random.nextGaussian();
      rows.add(new Row(y, origin + unit * x, 1, 0, g));
    }
    Solution solution = solve(design(rows, true), true);
    assertThat(solution.isSingular()).isTrue();
    SingularDirection direction = solution.singularDirections().get(0);
    double v = direction.coefficients().get(0);
    double w = direction.coefficients().get(1);
    double[] lambda = solution.template(0);
    double along = v * lambda[0] + w * lambda[2];
    double across = Math.abs(v * lambda[0]) + Math.abs(w * lambda[2]);
    assertThat(Math.abs(along)).isLessThan(1e-7 * across);
    assertThat(v * lambda[1] + w * lambda[3]).isCloseTo(0, within(1e-7 * across));
    double[] modes = solution.modes(0);
    for (int j = 0; j < 10; j++) {
      double size = Math.abs(v * modes[2 * j]) + Math.abs(w * modes[2 * j + 1]);
      assertThat(v * modes[2 * j] + w * modes[2 * j + 1]).isCloseTo(0, within(1e-6 * size));
    }
    double share = -v / w;
    double slope = share * unit / (1 + share * origin);
    assertThat(slope).isCloseTo(0.4, within(0.2));
  }

  /** Random slopes of x and of 2x are those of x alone: the second has nothing of its own. */
  @Test
  void aSlopeThatAnotherMakesUpHasNoVariance() {
    Random random = new Random(11);
    StructureBuilder builder = ModelStructure.of("Made", "y").response("y");
    builder.number("x").number("z").factor("g", Levels.integers()).fixed(EffectTerm.intercept());
    ModelStructure one = builder.random(slopes("x")).build();
    builder = ModelStructure.of("Made", "y").response("y");
    builder.number("x").number("z").factor("g", Levels.integers()).fixed(EffectTerm.intercept());
    ModelStructure two = builder.random(slopes("x", "z")).build();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double x = 3 + random.nextGaussian();
      rows.add(new Row(Math.sin(i % 12) * x + random.nextGaussian(), x, 1, 0, i % 12));
    }
    Solution expected = solve(slopes(one, rows), true);
    Solution actual = solve(slopes(two, rows), true);
    assertThat(actual.criterion()).isCloseTo(expected.criterion(), within(1e-9));
    assertThat(actual.theta()[0]).isCloseTo(expected.theta()[0], within(1e-6));
    assertThat(actual.theta()[1]).isCloseTo(0, within(1e-9));
    assertThat(actual.theta()[2]).isZero();
    assertThat(actual.singularDirections()).hasSize(1);
    assertThat(actual.modes(0)[2]).isCloseTo(expected.modes(0)[1], within(1e-6));
    assertThat(actual.modes(0)[3]).isCloseTo(0, within(1e-9));
  }

  private static RandomTerm slopes(String... variables) {
    return RandomTerm.by("g")
        .of(Arrays.stream(variables).map(EffectTerm::of).toArray(EffectTerm[]::new));
  }

  /** With z = 2x. */
  private static ObservedDesign slopes(ModelStructure structure, List<Row> rows) {
    RowAccumulator<Row> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row.y());
              out.number(0, row.x());
              out.number(1, 2 * row.x());
              out.level(0, (long) row.g());
            });
    rows.forEach(sums::add);
    return DesignAssembly.observe(sums, false);
  }
}
