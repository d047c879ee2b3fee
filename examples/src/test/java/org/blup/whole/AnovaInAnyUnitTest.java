package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.model.DeletionTable;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.AnovaTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A number that is constant within the levels of a factor takes a degree of freedom from it, in
 * whatever unit and from whatever origin the number is measured: nothing in the tables changes.
 */
class AnovaInAnyUnitTest {

  @MixedModel(name = "Sum", value = "y ~ x + C(f, sum) + h + (1 | g)")
  @MixedModel(name = "Cells", value = "y ~ C(f, sum) * h + x + (1 | g)")
  record Row(double y, double x, String f, String h, String g) {}

  private static final List<Model<Row, ? extends MixedFit<Row>>> MODELS =
      List.of(AnovaInAnyUnitTest_SumModel.model(), AnovaInAnyUnitTest_CellsModel.model());

  private static List<Row> rows(long seed, double origin, double unit) {
    Random random = new Random(seed);
    int levels = 3 + random.nextInt(4);
    double[] ofLevel = random.doubles(levels, -2, 2).toArray();
    double[] effects = random.doubles(6, -1, 1).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      int f = random.nextInt(levels);
      int h = random.nextInt(3);
      h = f == 0 && h == 0 ? 1 : h;
      double y = effects[i % 6] + ofLevel[f] + 0.3 * h + random.nextGaussian();
      double x = origin + unit * Math.rint(8 * ofLevel[f]) / 8;
      rows.add(new Row(y, x, "f" + f, "h" + h, "g" + i % 6));
    }
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"2024, 1e-3", "2024, 1e-5", "0, 1e-9", "0, 1e9", "2024e3, 1"})
  void tablesDoNotDependOnOriginAndUnit(double origin, double unit) {
    for (long seed = 0; seed < 10; seed++) {
      for (Model<Row, ? extends MixedFit<Row>> model : MODELS) {
        MixedFit<Row> expected = model.fit(rows(seed, 0, 1));
        MixedFit<Row> actual = model.fit(rows(seed, origin, unit));
        assertSame(expected.anova(), actual.anova());
        assertSame(expected.drop1(), actual.drop1());
      }
    }
  }

  private static void assertSame(AnovaTable expected, AnovaTable actual) {
    for (AnovaTable.Row row : expected.rows()) {
      AnovaTable.Row other = actual.row(row.term());
      assertThat(other.numeratorDf()).as(row.term()).isEqualTo(row.numeratorDf());
      if (row.numeratorDf() > 0) {
        assertThat(other.f()).as(row.term()).isCloseTo(row.f(), within(1e-3 * (1 + row.f())));
      }
    }
  }

  private static void assertSame(DeletionTable expected, DeletionTable actual) {
    for (DeletionTable.Deletion row : expected.deletions()) {
      DeletionTable.Deletion other = actual.deletion(row.term());
      assertThat(other.df()).as(row.term()).isEqualTo(row.df());
      assertThat(other.chiSquare()).as(row.term()).isCloseTo(row.chiSquare(), within(1e-4));
    }
  }
}
