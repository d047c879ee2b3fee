package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.blup.Weight;
import org.blup.exception.BlupException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A second pass over the rows of a fit takes them for what they are, whatever digits their
 * residuals have, and no others: weights over decades, numbers far from zero and in any unit.
 */
class OwnRowsTest {

  @MixedModel("y ~ x + z + f + (1 + x | g)")
  record Row(double y, @Weight double w, double x, double z, String f, String g) {}

  /** By seed 85 the residuals' squares differ by 3e-6 from what the cross-products say. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 85})
  void theRowsOfTheFitAreAcceptedAndNoOthers(long seed) {
    List<Row> rows = rows(new Random(seed));
    OwnRowsTest_RowModel.Fit fit = OwnRowsTest_RowModel.fit(rows);

    assertThat(fit.diagnostics(rows).rows()).isEqualTo(rows.size());

    Row row = rows.get(3);
    double other = row.y() + fit.sigma() / Math.sqrt(row.w());
    rows.set(3, new Row(other, row.w(), row.x(), row.z(), row.f(), row.g()));
    assertThatThrownBy(() -> fit.diagnostics(rows))
        .isInstanceOf(BlupException.class)
        .hasMessageStartingWith("These are not the rows of the fit: the squares of their");
  }

  private static List<Row> rows(Random random) {
    int n = 20 + random.nextInt(60);
    int groups = 3 + random.nextInt(6);
    int others = 3 + random.nextInt(6);
    double decades = random.nextInt(7);
    double[] shift = new double[3];
    double[] unit = new double[3];
    boolean near = random.nextInt(3) == 0;
    for (int c = 0; c < 3; c++) {
      shift[c] = random.nextInt(2) == 0 ? Math.pow(10, 8 * random.nextDouble()) : 0;
      unit[c] = random.nextInt(3) == 0 ? Math.pow(10, 12 * random.nextDouble() - 6) : 1;
    }
    double large = random.nextInt(2) == 0 ? Math.pow(10, 5 * random.nextDouble()) : 1;
    double origin = random.nextInt(3) == 0 ? Math.pow(10, 9 * random.nextDouble()) : 0;
    double[] effects = random.doubles(groups, -1, 1).toArray();
    double[] more = random.doubles(others, -1, 1).toArray();
    double[] slopes = random.doubles(groups, -1, 1).toArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double z = random.nextGaussian();
      random.nextInt(5);
      z = near ? x + 1e-3 * random.nextGaussian() : z;
      int g = i % groups;
      double other = more[random.nextInt(others)];
      double w = Math.pow(10, decades * (random.nextDouble() - 0.5));
      double mean = origin + large * (effects[g] + other + slopes[g] * x + z);
      rows.add(
          new Row(
              mean + random.nextGaussian() / Math.sqrt(w),
              w,
              unit[0] * (x + shift[0]),
              unit[1] * (z + shift[1]),
              "f" + random.nextInt(3),
              "g" + g));
    }
    return rows;
  }
}
