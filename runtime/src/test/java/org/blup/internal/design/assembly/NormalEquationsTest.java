package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.ModelStructure;
import org.opentest4j.TestAbortedException;

/** One pass gives the same equations as matrices written out, in whatever order the rows come. */
class NormalEquationsTest {

  @Property(tries = 200)
  void equationsAreThoseOfTheMatricesWrittenOut(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    ObservedDesign observed = observe(design.structure(), design.rows());
    assertMatches(observed, new DenseDesign(design.structure(), design.rows()));
  }

  /** One effect under two names: what the second leaves is a rounding error of the intercept. */
  @Example
  void columnsThatOthersMakeUpAreZero() {
    equationsAreThoseOfTheMatricesWrittenOut(856);
  }

  @Property(tries = 50)
  void orderOfRowsDoesNotMatter(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    List<TestRow> shuffled = new ArrayList<>(design.rows());
    Collections.shuffle(shuffled, new Random(seed));
    ObservedDesign observed = observe(design.structure(), shuffled);
    assertMatches(observed, new DenseDesign(design.structure(), design.rows()));
  }

  @Property(tries = 100)
  void partsMayBeMergedAnywhere(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    Random random = new Random(seed);
    RowAccumulator<TestRow> whole = new RowAccumulator<>(design.structure(), TestRow::read);
    int start = 0;
    while (start < design.rows().size()) {
      int end = Math.min(design.rows().size(), start + random.nextInt(300));
      whole.merge(TestRow.sum(design.structure(), design.rows().subList(start, end)));
      start = end;
    }
    assertThat(whole.rows()).isEqualTo(design.rows().size());
    assertMatches(observe(whole), new DenseDesign(design.structure(), design.rows()));
  }

  @Property(tries = 50)
  void namesOfLevelsDoNotMatter(@ForAll long seed) {
    RandomDesign design = RandomDesign.of(seed);
    Assume.that(
        design.structure().levels().stream().allMatch(l -> l.contrast().reference() == null));
    List<TestRow> renamed =
        design.rows().stream()
            .map(
                row ->
                    new TestRow(
                        row.y(),
                        row.weight(),
                        row.offset(),
                        row.numbers(),
                        Arrays.stream(row.levels()).map(l -> l + "-long").toArray(String[]::new)))
            .toList();
    NormalEquations before = observe(design.structure(), design.rows()).equations();
    NormalEquations after = observe(design.structure(), renamed).equations();
    assertThat(after).usingRecursiveComparison().isEqualTo(before);
  }

  private static ObservedDesign observe(ModelStructure structure, List<TestRow> rows) {
    return observe(TestRow.sum(structure, rows));
  }

  private static ObservedDesign observe(RowAccumulator<TestRow> sums) {
    try {
      return DesignAssembly.observe(sums, false);
    } catch (UnidentifiableModelException e) {
      throw new TestAbortedException("the seed made a model its rows cannot carry", e);
    }
  }

  private static void assertMatches(ObservedDesign observed, DenseDesign dense) {
    new DenseEquations(observed, dense).assertSame();
  }
}
