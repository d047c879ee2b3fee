package org.blup.internal.design.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.moments.MomentPlan;
import org.blup.internal.design.moments.MomentTable;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;

/** Parts that are merged in any grouping have the sums of all rows. */
class MergingTest {

  /** Of the sum of the absolute values. */
  private static final double ROUNDING = 1e-12;

  private static final ModelStructure STRUCTURE =
      ModelStructure.of("Made", "y ~ x + (x | g) + (1 | h)")
          .response("y")
          .weight("w")
          .number("x")
          .factor("g", Levels.strings())
          .factor("h", Levels.strings())
          .fixed(EffectTerm.intercept())
          .fixed(EffectTerm.of("x"))
          .random(RandomTerm.by("g").of(EffectTerm.intercept(), EffectTerm.of("x")))
          .random(RandomTerm.by("h").of(EffectTerm.intercept()))
          .build();

  @Property(seed = "3", tries = 100)
  void anyGroupingHasTheSumsOfAllRows(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int parts) {
    Random random = new Random(seed);
    List<TestRow> rows = new ArrayList<>();
    List<RowAccumulator<TestRow>> sums = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      List<TestRow> ofPart = rows(random, part);
      rows.addAll(ofPart);
      sums.add(TestRow.sum(STRUCTURE, ofPart));
    }
    while (sums.size() > 1) {
      Collections.shuffle(sums, random);
      RowAccumulator<TestRow> other = sums.remove(0);
      sums.get(0).merge(other);
    }
    assertThat(sums.get(0).rows()).isEqualTo(rows.size());
    sums.get(0)
        .read(
            false,
            moments -> {
              checkTables(moments, rows);
              return true;
            });
  }

  private static void checkTables(Moments moments, List<TestRow> rows) {
    for (int t = 0; t < moments.plan().tables().size(); t++) {
      MomentPlan.Table planned = moments.plan().tables().get(t);
      MomentTable table = moments.table(t);
      Map<String, double[]> sums = new HashMap<>();
      Map<String, double[]> sizes = new HashMap<>();
      for (TestRow row : rows) {
        StringBuilder cell = new StringBuilder();
        planned.key().forEach(factor -> cell.append(row.levels()[factor]).append(' '));
        double[] sum = sums.computeIfAbsent(cell.toString(), k -> new double[table.width()]);
        double[] size = sizes.computeIfAbsent(cell.toString(), k -> new double[table.width()]);
        for (int k = 0; k < planned.moments().size(); k++) {
          double product = row.weight() * value(planned.moments().get(k), row, moments.shift());
          sum[k] += product;
          size[k] += Math.abs(product);
        }
        sum[table.width() - 1]++;
        size[table.width() - 1]++;
      }
      assertThat(table.cells()).isEqualTo(sums.size());
      int[] levels = new int[planned.key().size()];
      for (int cell = 0; cell < table.cells(); cell++) {
        table.levels(cell, levels);
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < levels.length; i++) {
          var factor = moments.levels().get(planned.key().get(i));
          name.append(factor.labels().get(factor.position(levels[i]))).append(' ');
        }
        double[] expected = sums.get(name.toString());
        double[] size = sizes.get(name.toString());
        for (int k = 0; k < expected.length; k++) {
          assertThat(table.sum(cell, k))
              .as("%s, moment %d", name, k)
              .isCloseTo(expected[k], within(ROUNDING * size[k]));
        }
      }
    }
  }

  private static double value(Monomial monomial, TestRow row, double[] shift) {
    double value = 1;
    for (int variable : monomial.variables()) {
      double number = variable == 1 ? row.y() : row.numbers()[0];
      value *= number - shift[variable];
    }
    return value;
  }

  /** Rows of a part whose numbers lie elsewhere than those of other parts. */
  private static List<TestRow> rows(Random random, int part) {
    List<TestRow> rows = new ArrayList<>();
    int count = random.nextInt(700);
    for (int i = 0; i < count; i++) {
      double x = 1e3 + part + random.nextGaussian();
      double y = 50 - 2 * part + x + random.nextGaussian();
      String[] levels = {"g" + random.nextInt(9), "h" + random.nextInt(3 + part)};
      rows.add(new TestRow(y, 0.1 + random.nextDouble(), 0, new double[] {x}, levels));
    }
    return rows;
  }
}
