package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.DenseDesign;
import org.blup.internal.design.assembly.DenseEquations;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;

class RowAccumulatorTest {

  private static final ModelStructure STRUCTURE = structure("Made");

  @Test
  void aPartCannotBeMergedWithItself() {
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, List.of(row(1, "a")));
    assertThatThrownBy(() -> sums.merge(sums))
        .isInstanceOf(BlupException.class)
        .hasMessage("Made: cross-products cannot be merged with themselves. Merge another part");
  }

  @Test
  void partsOfDifferentModelsCannotBeMerged() {
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, List.of(row(1, "a")));
    RowAccumulator<TestRow> other = TestRow.sum(structure("Other"), List.of(row(1, "a")));
    assertThatThrownBy(() -> sums.merge(other))
        .hasMessage(
            "Made: y ~ 1 + (1 | g): cross-products of another model, Other: y ~ 1 + (1 | g), cannot"
                + " be merged into these. Merge parts of one model");
  }

  @Test
  void emptyPartsMayBeMerged() {
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, List.of());
    sums.merge(TestRow.sum(STRUCTURE, List.of()));
    sums.merge(TestRow.sum(STRUCTURE, List.of(row(1, "a"), row(2, "b"), row(4, "a"))));
    sums.merge(TestRow.sum(STRUCTURE, List.of()));
    assertThat(sums.rows()).isEqualTo(3);
    assertThat(DesignAssembly.observe(sums, false).group(0).levels()).containsExactly("a", "b");
  }

  @Test
  void rowsOfTheOtherPartFollow() {
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, List.of(row(1, "a"), row(2, "b")));
    sums.merge(TestRow.sum(STRUCTURE, List.of(row(1, "a"), row(Double.NaN, "b"))));
    assertThat(sums.omitted()).isEqualTo(1);
    assertThatThrownBy(() -> DesignAssembly.observe(sums, false))
        .hasMessageStartingWith("Made: y is missing in row 3 (the 4th); 1 of 4 rows has");
  }

  @Test
  void rowsMayFollowAnObservation() {
    List<TestRow> rows = List.of(row(1, "a"), row(2, "b"), row(4, "a"), row(3, "c"), row(9, "b"));
    RowAccumulator<TestRow> sums = TestRow.sum(STRUCTURE, rows.subList(0, 3));
    ObservedDesign before = DesignAssembly.observe(sums, false);
    rows.subList(3, 5).forEach(sums::add);

    assertThat(before.rows()).isEqualTo(3);
    assertThat(before.group(0).levels()).containsExactly("a", "b");
    new DenseEquations(DesignAssembly.observe(sums, false), new DenseDesign(STRUCTURE, rows))
        .assertSame();
  }

  @Test
  void logarithmsOfWeightsAreSummed() {
    ModelStructure weighted =
        ModelStructure.of("Made", "y ~ 1 + (1 | g)")
            .response("y")
            .weight("w")
            .factor("g", Levels.strings())
            .fixed(EffectTerm.intercept())
            .random(RandomTerm.by("g").of(EffectTerm.intercept()))
            .build();
    RowAccumulator<TestRow> sums = new RowAccumulator<>(weighted, TestRow::read);
    for (double weight : new double[] {2, 3, 4}) {
      sums.add(
          new TestRow(weight, weight, 0, new double[0], new String[] {weight > 2 ? "a" : "b"}));
    }
    assertThat(DesignAssembly.observe(sums, false).equations().residuals().sumLogWeights())
        .isCloseTo(Math.log(24), Offset.offset(1e-15));
  }

  private static ModelStructure structure(String name) {
    return ModelStructure.of(name, "y ~ 1 + (1 | g)")
        .response("y")
        .factor("g", Levels.strings())
        .fixed(EffectTerm.intercept())
        .random(RandomTerm.by("g").of(EffectTerm.intercept()))
        .build();
  }

  private static TestRow row(double y, String g) {
    return new TestRow(y, 1, 0, new double[0], new String[] {g});
  }
}
