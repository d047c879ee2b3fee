package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A number that is constant within the levels of a factor is a combination of the factor's columns,
 * which are one too many beside it: however rare a level is, and in whatever order columns and rows
 * come.
 */
class RankTest {

  private static final int LEVELS = 10;

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 10_000})
  void theLastLevelIsDroppedBesideANumberThatIsConstantWithinLevels(int rows) {
    for (int seed = 0; seed < 20; seed++) {
      assertRank(rows, seed, 0);
    }
  }

  @Test
  void weightsOverDecadesDoNotHideIt() {
    for (int seed = 0; seed < 20; seed++) {
      assertRank(1_000, seed, 8);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "blup.rankRows", matches = "\\d+")
  void theSameWithManyRows() {
    for (int seed = 0; seed < 60; seed++) {
      assertRank(Integer.getInteger("blup.rankRows"), seed, 0);
    }
  }

  /** Half of the sets have one row of one level, the others as many of each. */
  private static void assertRank(int count, int seed, double decades) {
    Random random = new Random(seed);
    double[] ofLevel = random.doubles(LEVELS, -2, 2).toArray();
    int rare = seed % 2 == 0 ? random.nextInt(LEVELS) : -1;
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int level = i % LEVELS == rare && i >= LEVELS ? (rare + 1) % LEVELS : i % LEVELS;
      double weight = Math.pow(10, decades * (random.nextDouble() - 0.5));
      rows.add(
          new TestRow(
              random.nextGaussian(),
              weight,
              0,
              new double[] {2024 + ofLevel[level]},
              new String[] {String.valueOf(level), String.valueOf(i % 7)}));
    }
    assertThat(dropped(rows, "x", "f")).as("seed " + seed).containsExactly("f9");
    assertThat(dropped(rows, "f", "x")).as("seed " + seed).containsExactly("x");
    Collections.shuffle(rows, random);
    assertThat(dropped(rows, "x", "f")).as("seed " + seed).containsExactly("f9");
  }

  private static List<String> dropped(List<TestRow> rows, String first, String second) {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ …")
            .response("y")
            .number("x")
            .factor("f", Levels.strings())
            .factor("g", Levels.strings())
            .weight("w")
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of(first))
            .fixed(EffectTerm.of(second))
            .random(RandomTerm.by("g").of(EffectTerm.intercept()))
            .build();
    return DesignAssembly.observe(TestRow.sum(structure, rows), false).fixedColumns().stream()
        .filter(FixedColumn::dropped)
        .map(FixedColumn::name)
        .toList();
  }
}
