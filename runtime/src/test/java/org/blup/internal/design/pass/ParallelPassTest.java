package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.blup.exception.InvalidValueException;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.blup.internal.linalg.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any number of threads gives the sums of one, to the last bit. */
class ParallelPassTest {

  private static final int ROWS = 120_000;

  /** Models and rows of all kinds that the pass treats differently. */
  enum Case {
    FEW_LEVELS(7, 3, false, false, 0),
    MANY_LEVELS(30_000, 2_000, false, false, 0),
    WEIGHTED(500, 40, true, false, 0),
    MISSING(500, 40, true, false, 0.07),
    MOSTLY_MISSING(50, 4, false, false, 0.97),
    POLYNOMIAL(500, 40, false, true, 0.01);

    private final int first;
    private final int second;
    private final boolean isWeighted;
    private final boolean hasBasis;
    private final double missing;

    Case(int first, int second, boolean isWeighted, boolean hasBasis, double missing) {
      this.first = first;
      this.second = second;
      this.isWeighted = isWeighted;
      this.hasBasis = hasBasis;
      this.missing = missing;
    }

    private ModelStructure structure() {
      StructureBuilder builder =
          ModelStructure.of("Made", name())
              .response("y")
              .number("x")
              .factor("g", Levels.strings())
              .factor("h", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("x"))
              .random(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")))
              .random(RandomTerm.by("h").of(EffectTerm.intercept()));
      if (isWeighted) {
        builder.weight("w");
      }
      if (hasBasis) {
        builder.basis("poly(x, 2)", Basis.polynomial("x", 2)).fixed(EffectTerm.of("poly(x, 2)"));
      }
      return builder.build();
    }

    private List<TestRow> rows() {
      Random random = new Random(ordinal());
      List<TestRow> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        double x = 1e3 + random.nextGaussian();
        double y = random.nextDouble() < missing ? Double.NaN : x + random.nextGaussian();
        double weight = isWeighted ? 0.1 + random.nextDouble() : 1;
        // levels keep coming, and later ones more often
        int g = (int) (first * Math.sqrt(random.nextDouble() * (i + 1) / ROWS));
        String[] levels = {"g" + g, "h" + random.nextInt(second)};
        rows.add(new TestRow(y, weight, 0, new double[] {x}, levels));
      }
      return rows;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyNumberOfThreadsGivesTheBitsOfAddingRowsOneByOne(Case each) {
    List<TestRow> rows = each.rows();
    byte[] expected = bytes(TestRow.sum(each.structure(), rows));
    for (int threads : new int[] {1, 2, 3, 8}) {
      RowAccumulator<TestRow> sums = new RowAccumulator<>(each.structure(), TestRow::read);
      Threads.of(threads, () -> sums.addAll(rows));
      assertThat(Arrays.equals(bytes(sums), expected)).as("%d threads", threads).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 1_000})
  void rowsMayStandBeforeAndBehind(int before) {
    Case each = Case.MISSING;
    List<TestRow> rows = each.rows();
    RowAccumulator<TestRow> sums = new RowAccumulator<>(each.structure(), TestRow::read);
    rows.subList(0, before).forEach(sums::add);
    Threads.of(2, () -> sums.addAll(rows.subList(before, 100_000)));
    rows.subList(100_000, ROWS).forEach(sums::add);
    assertThat(Arrays.equals(bytes(sums), bytes(TestRow.sum(each.structure(), rows)))).isTrue();
  }

  @Test
  void aRowThatIsRefusedHasTheOthersBeforeIt() {
    ModelStructure structure = Case.WEIGHTED.structure();
    List<TestRow> rows = new ArrayList<>(Case.WEIGHTED.rows());
    double[] infinite = {Double.POSITIVE_INFINITY};
    rows.set(41_234, new TestRow(1, 1, 0, infinite, rows.get(0).levels()));
    RowAccumulator<TestRow> sums = new RowAccumulator<>(structure, TestRow::read);
    assertThat(catchThrowable(() -> Threads.of(2, () -> sums.addAll(rows))))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("x is Infinity in row 41234 (the 41235th)");
    assertThat(sums.rows()).isEqualTo(41_234);
    byte[] expected = bytes(TestRow.sum(structure, rows.subList(0, 41_234)));
    assertThat(Arrays.equals(bytes(sums), expected)).isTrue();
  }

  /** Whatever has been added when it comes, it is whole blocks of rows. */
  @Test
  void anInterruptLeavesSumsOfTheRowsBefore() {
    ModelStructure structure = Case.FEW_LEVELS.structure();
    List<TestRow> rows = Case.FEW_LEVELS.rows();
    Thread caller = Thread.currentThread();
    AtomicInteger read = new AtomicInteger();
    RowAccumulator<TestRow> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              if (read.incrementAndGet() == 30_000) {
                caller.interrupt();
              }
              TestRow.read(row, out);
            });
    assertThat(catchThrowable(() -> sums.addAll(rows))).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    int added = (int) sums.rows();
    assertThat(added).isLessThan(ROWS);
    byte[] expected = bytes(TestRow.sum(structure, rows.subList(0, added)));
    assertThat(Arrays.equals(bytes(sums), expected)).isTrue();
  }

  @Test
  void smallListsAndOtherIterablesAreAddedRowByRow() {
    ModelStructure structure = Case.FEW_LEVELS.structure();
    List<TestRow> rows = Case.FEW_LEVELS.rows().subList(0, 300);
    RowAccumulator<TestRow> sums = new RowAccumulator<>(structure, TestRow::read);
    Iterable<TestRow> lazy = Collections.unmodifiableList(rows)::iterator;
    sums.addAll(rows.subList(0, 100)).merge(new RowAccumulator<>(structure, TestRow::read));
    RowAccumulator<TestRow> one = new RowAccumulator<>(structure, TestRow::read);
    one.addAll(lazy);
    assertThat(Arrays.equals(bytes(one), bytes(TestRow.sum(structure, rows)))).isTrue();
    assertThat(sums.rows()).isEqualTo(100);
  }

  private static byte[] bytes(RowAccumulator<TestRow> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return out.toByteArray();
  }
}
