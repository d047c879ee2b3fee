package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.exception.BlupException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.DenseDesign;
import org.blup.internal.design.assembly.DenseEquations;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.StructureBuilder;
import org.junit.jupiter.api.Test;

/** Rows that are taken away from cross-products again. */
class SubtractionTest {

  private static final ModelStructure PLAIN = structure(false);
  private static final ModelStructure WEIGHTED = structure(true);

  @Property(seed = "1", tries = 60)
  void theEquationsAreThoseOfTheRowsLeft(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 900) int taken) {
    for (ModelStructure structure : List.of(PLAIN, WEIGHTED)) {
      List<TestRow> rows = rows(new Random(seed), 1000, structure.isWeighted());
      RowAccumulator<TestRow> sums = TestRow.sum(structure, rows);
      sums.subtract(TestRow.sum(structure, rows.subList(0, taken)));

      List<TestRow> left = rows.subList(taken, rows.size());
      assertThat(sums.rows()).isEqualTo(left.size());
      new DenseEquations(DesignAssembly.observe(sums, false), new DenseDesign(structure, left))
          .assertSame();
    }
  }

  @Test
  void levelsAndCombinationsWithoutRowsDisappear() {
    List<TestRow> rows =
        List.of(row(1, "a", "k"), row(2, "b", "k"), row(4, "a", "l"), row(3, "c", "l"));
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, rows);
    sums.subtract(TestRow.sum(PLAIN, rows.subList(2, 4)));
    List.of(row(5, "d", "k"), row(7, "a", "m"), row(8, "b", "m")).forEach(sums::add);
    ObservedDesign left = DesignAssembly.observe(sums, false);
    assertThat(left.group(0).levels()).containsExactly("a", "b", "d");
    assertThat(left.group(1).levels()).containsExactly("k", "m");
  }

  /** A tenth has no exact sum in binary: 0.1 + 0.2 − 0.3 is not 0, but no row is left. */
  @Test
  void weightsThatRoundLeaveNoLevelBehind() {
    List<TestRow> rows = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      rows.add(new TestRow(i, 0.1 * i, 0, new double[] {i}, levels("a" + i % 3, "k" + i % 2)));
    }
    RowAccumulator<TestRow> sums = TestRow.sum(WEIGHTED, rows);
    List<TestRow> ofA1 = rows.stream().filter(row -> row.levels()[0].equals("a1")).toList();
    for (int i = ofA1.size() - 1; i >= 0; i--) {
      sums.subtract(TestRow.sum(WEIGHTED, List.of(ofA1.get(i))));
    }
    assertThat(DesignAssembly.observe(sums, false).group(0).levels()).containsExactly("a0", "a2");
  }

  @Test
  void rowsThatAreNotAmongTheseAreRefused() {
    List<TestRow> rows = List.of(row(1, "a", "k"), row(2, "b", "k"), row(4, "a", "l"));
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, rows);
    assertRefused(sums, row(1, "c", "k"), "there is no row with g 'c'");
    assertRefused(sums, row(2, "b", "l"), "there is no row with g 'b' and h 'l'");
    TestRow other = new TestRow(2.5, 1, 0, new double[] {4}, levels("b", "k"));
    assertRefused(sums, other, "the values of y differ with g 'b'");
    RowAccumulator<TestRow> twice = TestRow.sum(PLAIN, List.of(row(2, "b", "k"), row(2, "b", "k")));
    assertThatThrownBy(() -> sums.subtract(twice))
        .isInstanceOf(BlupException.class)
        .hasMessage(
            "Made: the rows to subtract are not among these: there are 1 rows with g 'b', of which"
                + " 2 would be taken away. Subtract cross-products of rows that were added here or"
                + " merged; nothing has changed");
    assertThatThrownBy(() -> sums.subtract(sums))
        .hasMessage(
            "Made: cross-products cannot be subtracted from themselves. Subtract another part");
    List.of(row(7, "a", "m"), row(8, "b", "m")).forEach(sums::add);
    assertThat(DesignAssembly.observe(sums, false).group(0).levels()).containsExactly("a", "b");
  }

  @Test
  void moreRowsThanThereAreAreRefused() {
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, List.of(row(1, "a", "k")));
    List<TestRow> two = List.of(row(1, "a", "k"), row(Double.NaN, "a", "k"));
    assertThatThrownBy(() -> sums.subtract(TestRow.sum(PLAIN, two)))
        .hasMessageContaining(
            "there are 1 rows and 0 with a missing value, of which 1 and 1 would be taken away");
  }

  @Test
  void missingValuesAreTakenAwayToo() {
    List<TestRow> rows =
        List.of(row(Double.NaN, "a", "k"), row(2, "b", "k"), row(4, "a", "l"), row(3, "b", "l"));
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, rows);
    sums.subtract(TestRow.sum(PLAIN, rows.subList(0, 1)));
    assertThat(sums.omitted()).isZero();
    assertThat(DesignAssembly.observe(sums, false).rows()).isEqualTo(3);
  }

  /** Of a sum of 10⁶ and a rest of order 1, six digits of sixteen are lost. */
  @Test
  void lostDigitsAreCounted() {
    List<TestRow> rows = new ArrayList<>(rows(new Random(2), 300, false));
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, rows);
    assertThat(sums.lostDigits()).isZero();
    TestRow far = new TestRow(1e3, 1, 0, new double[] {0.5}, levels("g1", "h1"));
    List<TestRow> many = Collections.nCopies(3000, far);
    many.forEach(sums::add);
    sums.subtract(TestRow.sum(PLAIN, many));
    assertThat(sums.lostDigits()).isBetween(5.0, 8.0);
    assertThat(stored(sums).lostDigits()).isEqualTo(sums.lostDigits());
    sums.subtract(TestRow.sum(PLAIN, rows));
    assertThat(sums.lostDigits()).isZero();
  }

  /** Rows left that vary by 10⁻⁸ of what was taken away have no digit left. */
  @Test
  void sumsWithoutDigitsAreNotFitted() {
    List<TestRow> small = new ArrayList<>();
    List<TestRow> large = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      String[] levels = levels("g" + i % 5, "h" + i % 3);
      double[] x = {random.nextGaussian()};
      small.add(new TestRow(1e-7 * random.nextGaussian(), 1, 0, x, levels));
      large.add(new TestRow(10 * random.nextGaussian(), 1, 0, x, levels));
    }
    RowAccumulator<TestRow> sums = TestRow.sum(PLAIN, large);
    small.forEach(sums::add);
    sums.subtract(TestRow.sum(PLAIN, large));
    assertThat(sums.lostDigits()).isGreaterThan(12);
    assertThatThrownBy(() -> DesignAssembly.observe(sums, false))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("of the 16 digits of the sums of y")
        .hasMessageEndingWith("Sum these rows anew");
  }

  /** A clock that runs on: the window's numbers lie ever further from where it began. */
  @Test
  void aWindowMaySlideForALongTime() {
    Random random = new Random(4);
    List<List<TestRow>> days = new ArrayList<>();
    for (int day = 0; day < 400; day++) {
      List<TestRow> rows = new ArrayList<>();
      for (TestRow row : rows(random, 40, false)) {
        double time = 1.7e9 + 86_400.0 * day + 8_640 * row.numbers()[0];
        rows.add(new TestRow(row.y() + day, 1, 0, new double[] {time}, row.levels()));
      }
      days.add(rows);
    }
    RowAccumulator<TestRow> window = new RowAccumulator<>(PLAIN, TestRow::read);
    for (int day = 0; day < days.size(); day++) {
      window.merge(TestRow.sum(PLAIN, days.get(day)));
      if (day >= 7) {
        window.subtract(TestRow.sum(PLAIN, days.get(day - 7)));
      }
    }
    List<TestRow> left = days.subList(393, 400).stream().flatMap(List::stream).toList();
    assertThat(window.rows()).isEqualTo(left.size());
    assertThat(window.lostDigits()).isLessThan(3);
    ObservedDesign slid = DesignAssembly.observe(window, false);
    ObservedDesign fresh = DesignAssembly.observe(TestRow.sum(PLAIN, left), false);
    assertThat(slid.responseMoments().mean())
        .isCloseTo(fresh.responseMoments().mean(), within(1e-10));
    assertThat(slid.responseMoments().squares() / fresh.responseMoments().squares())
        .isCloseTo(1, within(1e-10));
  }

  private static RowAccumulator<TestRow> stored(RowAccumulator<TestRow> sums) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sums.writeTo(out);
    return RowAccumulator.readWhole(
        new ByteArrayInputStream(out.toByteArray()), "x.sums", sums.structure(), TestRow::read);
  }

  private static void assertRefused(RowAccumulator<TestRow> sums, TestRow row, String why) {
    assertThatThrownBy(() -> sums.subtract(TestRow.sum(sums.structure(), List.of(row))))
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("Made: the rows to subtract are not among these: " + why + ". Sub");
  }

  private static List<TestRow> rows(Random random, int count, boolean isWeighted) {
    List<TestRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int g = random.nextInt(7);
      double x = random.nextGaussian();
      double y = g + x + random.nextGaussian();
      double weight = isWeighted ? 0.1 + random.nextDouble() : 1;
      rows.add(
          new TestRow(y, weight, 0, new double[] {x}, levels("g" + g, "h" + random.nextInt(4))));
    }
    return rows;
  }

  private static TestRow row(double y, String g, String h) {
    return new TestRow(y, 1, 0, new double[] {y * y}, levels(g, h));
  }

  private static String[] levels(String g, String h) {
    return new String[] {g, h};
  }

  private static ModelStructure structure(boolean isWeighted) {
    StructureBuilder builder =
        ModelStructure.of("Made", "y ~ x + (1 | g) + (1 | h)")
            .response("y")
            .number("x")
            .factor("g", Levels.strings())
            .factor("h", Levels.strings())
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("x"))
            .random(RandomTerm.by("g").of(EffectTerm.intercept()))
            .random(RandomTerm.by("h").of(EffectTerm.intercept()));
    return isWeighted ? builder.weight("w").build() : builder.build();
  }
}
