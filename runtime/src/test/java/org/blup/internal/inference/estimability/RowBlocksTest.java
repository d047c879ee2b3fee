package org.blup.internal.inference.estimability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.numeric.Quadratic;
import org.junit.jupiter.api.Test;

/** Rows in more than one block, among them combinations of others and nearly such. */
class RowBlocksTest {

  private static final int P = 150;
  private static final double DEPENDENT = 1e-9;

  private final Random random = new Random(7);

  /** What stands beside a row is its product with this vector, before and after. */
  private final double[] vector = random.doubles(P, -1, 1).toArray();

  @Test
  void independentRowsBecomeOrthonormalOnesOfTheSameSpan() {
    double[][] rows = random(100);
    double[] joined = joined(rows);
    double[] beside = beside(rows);

    assertThat(new RowBlocks(P, joined, beside).orthonormalise(100, DEPENDENT)).isEqualTo(100);

    double[][] found = rows(joined, 100);
    assertOrthonormal(found);
    for (int i = 0; i < 100; i++) {
      assertThat(beside[i]).isCloseTo(Quadratic.dot(found[i], vector), within(1e-12));
      assertThat(outside(rows[i], found)).isLessThan(1e-12);
    }
  }

  @Test
  void combinationsOfOthersAreLeftOutWhereverTheyStand() {
    double[][] rows = random(90);
    for (int i : new int[] {5, 31, 32, 33, 60, 89}) {
      rows[i] = new double[P];
      for (int k = 0; k < P; k++) {
        rows[i][k] = 3 * rows[i - 1][k] - 1e3 * rows[0][k] + rows[i / 2][k];
      }
    }
    rows[40] = new double[P];
    double[] joined = joined(rows);
    int found = new RowBlocks(P, joined, beside(rows)).orthonormalise(90, DEPENDENT);

    assertThat(found).isEqualTo(83);
    assertOrthonormal(rows(joined, found));
  }

  /**
   * What is new in a row is 1e-7 of it: its direction has 9 digits, its products with others 16.
   */
  @Test
  void nearlyDependentRowsAreOrthogonalToAllOthers() {
    double[][] rows = random(90);
    for (int i : new int[] {33, 34, 70}) {
      for (int k = 0; k < P; k++) {
        rows[i][k] = rows[i - 1][k] + rows[2][k] + 1e-7 * rows[i][k];
      }
    }
    double[] joined = joined(rows);
    double[] beside = beside(rows);

    assertThat(new RowBlocks(P, joined, beside).orthonormalise(90, DEPENDENT)).isEqualTo(90);

    double[][] found = rows(joined, 90);
    assertOrthonormal(found);
    for (int i = 0; i < 90; i++) {
      assertThat(outside(rows[i], found)).isLessThan(1e-12);
      assertThat(beside[i]).isCloseTo(Quadratic.dot(found[i], vector), within(1e-7));
    }
  }

  private double[][] random(int count) {
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> random.doubles(P, -1, 1).toArray());
    return rows;
  }

  private double[] beside(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> Quadratic.dot(row, vector)).toArray();
  }

  private static double[] joined(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] rows(double[] joined, int count) {
    double[][] rows = new double[count][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(joined, i * P, (i + 1) * P));
    return rows;
  }

  private static void assertOrthonormal(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        double expected = i == j ? 1 : 0;
        assertThat(Quadratic.dot(rows[i], rows[j])).isCloseTo(expected, within(1e-13));
      }
    }
  }

  /** The share of a row outside the span of orthonormal ones. */
  private static double outside(double[] row, double[][] orthonormal) {
    double[] rest = row.clone();
    for (double[] other : orthonormal) {
      double share = Quadratic.dot(rest, other);
      for (int k = 0; k < P; k++) {
        rest[k] -= share * other[k];
      }
    }
    return Math.sqrt(Quadratic.dot(rest, rest) / Quadratic.dot(row, row));
  }
}
