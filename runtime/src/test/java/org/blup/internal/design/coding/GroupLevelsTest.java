package org.blup.internal.design.coding;

import static org.assertj.core.api.Assertions.assertThat;

import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;

/** Only observed combinations are levels of a group, sorted by the first factor, then the next. */
class GroupLevelsTest {

  private record Sample(String batch, int cask, char half) {}

  @Test
  void combinationsAreSortedByTheFirstFactorThenTheSecond() {
    GroupLevels group = observe("batch", "cask");
    assertThat(group.label()).isEqualTo("batch:cask");
    assertThat(group.factors()).containsExactly(0, 1);
    assertThat(group.levels()).containsExactly("A:2", "A:10", "B:10", "C:2");
    assertThat(group.index(0, 1)).isEqualTo(1);
    assertThat(group.index(1, 0)).isEqualTo(-1);
    assertThat(group.index(1, -1)).isEqualTo(-1);
    assertThat(group.index(new int[] {2, 0})).isEqualTo(3);
  }

  @Test
  void oneFactorIsItsOwnGroup() {
    GroupLevels group = observe("cask");
    assertThat(group.levels()).containsExactly("2", "10");
    assertThat(group.index(1)).isEqualTo(1);
    assertThat(group.index(2)).isEqualTo(-1);
    assertThat(group.index(-1)).isEqualTo(-1);
  }

  @Test
  void threeFactors() {
    GroupLevels group = observe("half", "batch", "cask");
    assertThat(group.levels()).containsExactly("x:A:2", "x:B:10", "y:A:10", "y:C:2");
    assertThat(group.index(1, 2, 0)).isEqualTo(3);
    assertThat(group.index(0, 2, 0)).isEqualTo(-1);
  }

  /** An enum's constants are known without data, but only those observed are levels of a group. */
  @Test
  void constantsNeverObservedAreNoLevels() {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ 1 + (1 | state)")
            .response("y")
            .factor("state", Levels.of(Thread.State.values()))
            .fixed(EffectTerm.intercept())
            .random(RandomTerm.by("state").of(EffectTerm.intercept()))
            .build();
    RowAccumulator<Integer> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row);
              out.level(0, Thread.State.values()[1 + row % 2]);
            });
    for (int row = 0; row < 6; row++) {
      sums.add(row);
    }
    GroupLevels group = DesignAssembly.observe(sums, false).group(0);
    assertThat(group.levels()).containsExactly("RUNNABLE", "BLOCKED");
    assertThat(group.index(0)).isEqualTo(-1);
    assertThat(group.index(2)).isEqualTo(1);
  }

  private static GroupLevels observe(String... factors) {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ 1 + (1 | …)")
            .response("y")
            .factor("batch", Levels.strings())
            .factor("cask", Levels.integers())
            .factor("half", Levels.characters())
            .fixed(EffectTerm.intercept())
            .random(RandomTerm.by(factors).of(EffectTerm.intercept()))
            .build();
    RowAccumulator<Sample> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row.cask + row.half);
              out.level(0, row.batch);
              out.level(1, row.cask);
              out.level(2, row.half);
            });
    for (int copy = 0; copy < 2; copy++) {
      sums.add(new Sample("C", 2, 'y'));
      sums.add(new Sample("A", 10, 'y'));
      sums.add(new Sample("B", 10, 'x'));
      sums.add(new Sample("A", 2, 'x'));
    }
    return DesignAssembly.observe(sums, false).group(0);
  }
}
