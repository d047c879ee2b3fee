package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Contrast;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;

/** Columns are named, ordered and dropped as in R. */
class FixedColumnsTest {

  @Test
  void theFirstFactorVariesFastest() {
    assertThat(names(EffectTerm.intercept(), EffectTerm.of("a", "b")))
        .containsExactly("(Intercept)", "a2:b2", "a3:b2", "a2:b3", "a3:b3");
    assertThat(names(EffectTerm.of("b", "a").full("b")))
        .containsExactly("b1:a2", "b2:a2", "b3:a2", "b1:a3", "b2:a3", "b3:a3");
  }

  @Test
  void numbersKeepTheirPlaceInTheName() {
    assertThat(names(EffectTerm.intercept(), EffectTerm.of("x", "a", "z")))
        .containsExactly("(Intercept)", "x:a2:z", "x:a3:z");
  }

  @Test
  void booleansAndNumberedContrastsAreNamedAsInR() {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ x + type")
            .response("y")
            .factor("x", Levels.booleans())
            .factor("type", Levels.integers().coded(Contrast.sum()))
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("x"))
            .fixed(EffectTerm.of("type"))
            .build();
    RowAccumulator<Integer> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row * row % 11);
              out.level(0, row % 2 == 0);
              out.level(1, row % 3);
            });
    for (int row = 0; row < 20; row++) {
      sums.add(row);
    }
    assertThat(DesignAssembly.observe(sums, false).fixedColumns())
        .extracting(FixedColumn::name)
        .containsExactly("(Intercept)", "xTRUE", "type1", "type2");
  }

  /** R drops the later of two columns that say the same, and so does lme4. */
  @Test
  void dependentColumnsAreDroppedFromTheRight() {
    List<TestRow> rows = rows();
    rows.replaceAll(
        row ->
            new TestRow(
                row.y(),
                1,
                0,
                new double[] {row.numbers()[0], 3 * row.numbers()[0] - 2},
                row.levels()));
    ObservedDesign observed =
        DesignAssembly.observe(
            TestRow.sum(
                structure(
                    EffectTerm.intercept(),
                    EffectTerm.of("x"),
                    EffectTerm.of("z"),
                    EffectTerm.of("a")),
                rows),
            false);
    assertThat(observed.fixedColumns())
        .filteredOn(FixedColumn::dropped)
        .containsExactly(new FixedColumn("z", 2, 0, FixedColumn.Fate.DEPENDENT));
    assertThat(observed.equations().columns()).isEqualTo(4);
    assertThat(observed.coefficients(new double[4])).hasSize(4);
  }

  @Test
  void aConstantNumberIsDroppedBesideTheIntercept() {
    List<TestRow> rows = rows();
    rows.replaceAll(
        row ->
            new TestRow(row.y(), 1, 0, new double[] {0.1 + 0.2, row.numbers()[1]}, row.levels()));
    assertThat(
            DesignAssembly.observe(
                    TestRow.sum(structure(EffectTerm.intercept(), EffectTerm.of("x")), rows), false)
                .fixedColumns())
        .extracting(FixedColumn::dropped)
        .containsExactly(false, true);
  }

  /** Without an intercept the number comes first in R's order, so that the factor's column goes. */
  @Test
  void aConstantNumberStandsForTheInterceptThatIsNotThere() {
    List<TestRow> rows = rows();
    rows.replaceAll(
        row -> new TestRow(row.y(), 1, 0, new double[] {7, row.numbers()[1]}, row.levels()));
    ObservedDesign observed =
        DesignAssembly.observe(
            TestRow.sum(structure(EffectTerm.of("x"), EffectTerm.of("a").full("a")), rows), false);
    assertThat(observed.fixedColumns())
        .extracting(FixedColumn::dropped)
        .containsExactly(false, false, false, true);
  }

  @Test
  void aLevelNeverObservedIsDropped() {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ state")
            .response("y")
            .factor("state", Levels.of(Thread.State.values()))
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("state"))
            .build();
    RowAccumulator<Integer> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row * row % 11);
              out.level(0, Thread.State.values()[row % 3]);
            });
    for (int row = 0; row < 20; row++) {
      sums.add(row);
    }
    assertThat(DesignAssembly.observe(sums, false).fixedColumns())
        .filteredOn(column -> !column.dropped())
        .extracting(FixedColumn::name)
        .containsExactly("(Intercept)", "stateRUNNABLE", "stateBLOCKED");
  }

  @Test
  void aModelMayHaveNoFixedEffects() {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ 0 + (1 | a)")
            .response("y")
            .number("x")
            .number("z")
            .factor("a", Levels.strings())
            .factor("b", Levels.strings())
            .random(RandomTerm.by("a").of(EffectTerm.intercept()))
            .build();
    ObservedDesign observed = DesignAssembly.observe(TestRow.sum(structure, rows()), false);
    double squares = rows().stream().mapToDouble(row -> row.y() * row.y()).sum();
    assertThat(observed.equations().columns()).isZero();
    assertThat(observed.equations().border()).containsExactly(squares);
    assertThat(observed.fixedColumns()).isEmpty();
    assertThat(observed.coefficients(new double[0])).isEmpty();
  }

  @Test
  void codingGivesTheColumnsOfEachCell() {
    EffectTerm term = EffectTerm.of("b", "x", "a").full("b");
    ObservedDesign observed =
        DesignAssembly.observe(TestRow.sum(structure(EffectTerm.intercept(), term), rows()), false);
    assertThat(observed.variables().columns(term)).isEqualTo(6);
    assertThat(observed.variables().coding(term, 2 * 3 + 1, 0)).containsExactly(0, 0, 1, 0, 0, 0);
    assertThat(observed.variables().coding(term, 2 * 3, 0)).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(observed.variables().coding(EffectTerm.intercept(), 0, 0)).containsExactly(1);
  }

  private static List<String> names(EffectTerm... terms) {
    return DesignAssembly.observe(TestRow.sum(structure(terms), rows()), false)
        .fixedColumns()
        .stream()
        .map(FixedColumn::name)
        .toList();
  }

  private static ModelStructure structure(EffectTerm... terms) {
    StructureBuilder builder =
        ModelStructure.of("Made", "y ~ …")
            .response("y")
            .number("x")
            .number("z")
            .factor("a", Levels.strings())
            .factor("b", Levels.strings());
    for (EffectTerm term : terms) {
      builder.fixed(term);
    }
    return builder.build();
  }

  private static List<TestRow> rows() {
    List<TestRow> rows = new ArrayList<>();
    for (int r = 0; r < 40; r++) {
      double[] numbers = {r * r % 17, r * r * r % 23};
      String[] levels = {String.valueOf(1 + r % 3), String.valueOf(1 + r / 3 % 3)};
      rows.add(new TestRow(r * 7 % 19, 1, 0, numbers, levels));
    }
    return rows;
  }
}
