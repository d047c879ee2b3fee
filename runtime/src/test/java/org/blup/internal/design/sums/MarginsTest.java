package org.blup.internal.design.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;

/**
 * What a design keeps of single variables, and which combinations of coefficients it determines.
 */
class MarginsTest {

  private static final ModelStructure WEIGHTED =
      ModelStructure.of("Made", "y ~ 1 + x + f + (1 | g)")
          .response("y")
          .weight("w")
          .number("x")
          .number("z")
          .factor("f", Levels.strings())
          .factor("g", Levels.strings())
          .fixed(EffectTerm.intercept())
          .fixed(EffectTerm.of("x"))
          .fixed(EffectTerm.of("f"))
          .random(RandomTerm.by("g").of(EffectTerm.intercept()))
          .build();

  @Test
  void covariatesHaveMeansWithoutWeights() {
    Margins margins = DesignAssembly.observe(TestRow.sum(WEIGHTED, rows(2000, 8)), false).margins();

    assertThat(margins.means()[0]).isCloseTo(2003.5, within(1e-12));
    assertThat(margins.means()[1]).isNaN();
  }

  @Test
  void meansOfPartsAreTheWholes() {
    RowAccumulator<TestRow> sums = TestRow.sum(WEIGHTED, rows(2000, 8));
    sums.merge(TestRow.sum(WEIGHTED, rows(-1e6, 600)));

    double whole = (8 * 2003.5 + 600 * (-1e6 + 299.5)) / 608;
    assertThat(DesignAssembly.observe(sums, false).margins().means()[0])
        .isCloseTo(whole, within(1e-9));
  }

  @Test
  void levelsOfFixedFactorsHaveTheWeightOfTheirRows() {
    Margins margins = DesignAssembly.observe(TestRow.sum(WEIGHTED, rows(0, 8)), false).margins();

    assertThat(margins.frequencies()[0]).containsExactly(1 + 3 + 5 + 7, 2 + 4 + 6 + 8);
    assertThat(margins.frequencies()[1]).isEmpty();
  }

  @Test
  void combinationsHaveTheWeightOfTheirRows() {
    ModelStructure crossed =
        ModelStructure.of("Made", "y ~ f + g + (1 | f:g)")
            .response("y")
            .weight("w")
            .number("x")
            .number("z")
            .factor("f", Levels.strings())
            .factor("g", Levels.strings())
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("f"))
            .fixed(EffectTerm.of("g"))
            .random(RandomTerm.by("f", "g").of(EffectTerm.intercept()))
            .build();
    Margins margins = DesignAssembly.observe(TestRow.sum(crossed, rows(0, 8)), false).margins();
    JointFrequencies joint = margins.joint().get(0);

    assertThat(margins.joint()).hasSize(1);
    assertThat(joint.factors()).containsExactly(0, 1);
    assertThat(joint.levelsOf(0)).containsExactly(0, 1, 0, 1);
    assertThat(joint.levelsOf(1)).containsExactly(0, 0, 1, 1);
    assertThat(joint.weights()).containsExactly(1 + 3, 2 + 4, 5 + 7, 6 + 8);
    assertThat(margins.frequencies()[1]).containsExactly(1 + 2 + 3 + 4, 5 + 6 + 7 + 8);
  }

  @Test
  void aCombinationIsDeterminedIfItFollowsTheColumns() {
    ModelStructure doubled =
        ModelStructure.of("Made", "y ~ 1 + x + z + (1 | g)")
            .response("y")
            .number("x")
            .number("z")
            .factor("f", Levels.strings())
            .factor("g", Levels.strings())
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("x"))
            .fixed(EffectTerm.of("z"))
            .random(RandomTerm.by("g").of(EffectTerm.intercept()))
            .build();
    ObservedDesign design = DesignAssembly.observe(TestRow.sum(doubled, rows(2000, 8)), false);

    assertThat(design.fixedColumns().get(2).dropped()).isTrue();
    assertThat(design.determines(new double[] {1, 7, 14})).isTrue();
    assertThat(design.determines(new double[] {0, 1, 2})).isTrue();
    assertThat(design.determines(new double[] {1, 7, 13})).isFalse();
    assertThat(design.determines(new double[] {0, 1, 0})).isFalse();
  }

  /** x = origin, origin + 1, …; z = 2 x; weights 1, 2, …; f alternates, g by fours. */
  private static List<TestRow> rows(double origin, int count) {
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = origin + i;
      String[] levels = {i % 2 == 0 ? "a" : "b", "g" + i / 4};
      rows.add(new TestRow(Math.sin(i), 1 + i, 0, new double[] {x, 2 * x}, levels));
    }
    return rows;
  }
}
