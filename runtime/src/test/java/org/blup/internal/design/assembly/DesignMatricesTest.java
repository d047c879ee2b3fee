package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.blup.design.DesignMatrices;
import org.blup.exception.MissingValueException;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.ejml.data.DMatrix;
import org.junit.jupiter.api.Test;

class DesignMatricesTest {

  @Property(tries = 100)
  void matricesAreThoseWrittenOut(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    ModelStructure structure = design.structure();
    DesignMatrices matrices =
        MatrixColumns.matrices(structure, TestRow::read, design.rows(), false);
    DenseDesign dense = new DenseDesign(structure, design.rows());

    assertSame(matrices.x(), dense.x());
    assertThat(matrices.xNames()).hasSize(matrices.x().numCols);
    assertThat(matrices.zNames()).hasSize(matrices.z().numCols);
    if (structure.groups().size() == structure.random().size()) {
      assertSame(matrices.z(), dense.z());
    }
  }

  @Test
  void columnsOfZStandTermByTermLevelByLevel() {
    ModelStructure structure = slopes();
    DesignMatrices matrices =
        MatrixColumns.matrices(
            structure,
            TestRow::read,
            List.of(row(1, 5, "b"), row(2, 6, "a"), row(3, 7, "b")),
            false);
    assertThat(matrices.xNames()).containsExactly("(Intercept)");
    assertThat(matrices.zNames())
        .containsExactly("(Intercept)|a", "x|a", "(Intercept)|b", "x|b", "x|a", "x|b");
    assertSame(
        matrices.z(), new double[][] {{0, 0, 1, 5, 0, 5}, {1, 6, 0, 0, 6, 0}, {0, 0, 1, 7, 0, 7}});
    assertThat(matrices.z().indicesSorted).isTrue();
    assertThat(matrices.y().data).containsExactly(1, 2, 3);
  }

  @Test
  void missingValuesFailOrAreLeftOut() {
    List<TestRow> rows = List.of(row(1, 5, "b"), row(2, Double.NaN, "c"), row(3, 7, "a"));
    assertThatThrownBy(() -> MatrixColumns.matrices(slopes(), TestRow::read, rows, false))
        .isInstanceOf(MissingValueException.class)
        .hasMessageStartingWith("Made: x is missing in row 1 (the 2nd)");
    DesignMatrices matrices = MatrixColumns.matrices(slopes(), TestRow::read, rows, true);
    assertThat(matrices.y().data).containsExactly(1, 3);
    assertThat(matrices.zNames()).doesNotContain("x|c");
  }

  @Test
  void matricesNeedRows() {
    assertThatThrownBy(() -> MatrixColumns.matrices(slopes(), TestRow::read, List.of(), false))
        .hasMessage("Made: there are no rows. A fit needs data");
  }

  private static ModelStructure slopes() {
    return ModelStructure.of("Made", "y ~ 1 + (x | g) + (0 + x | g)")
        .response("y")
        .number("x")
        .factor("g", Levels.strings())
        .fixed(EffectTerm.intercept())
        .random(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")))
        .random(RandomTerm.by("g").of(EffectTerm.of("x")))
        .build();
  }

  private static TestRow row(double y, double x, String g) {
    return new TestRow(y, 1, 0, new double[] {x}, new String[] {g});
  }

  private static void assertSame(DMatrix actual, double[][] expected) {
    assertThat(actual.getNumRows()).isEqualTo(expected.length);
    assertThat(actual.getNumCols()).isEqualTo(expected[0].length);
    for (int r = 0; r < expected.length; r++) {
      for (int c = 0; c < expected[r].length; c++) {
        double tolerance = 1e-13 * Math.abs(expected[r][c]) + 1e-13;
        assertThat(actual.get(r, c)).isCloseTo(expected[r][c], Offset.offset(tolerance));
      }
    }
  }
}
