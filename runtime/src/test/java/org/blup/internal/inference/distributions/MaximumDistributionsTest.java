package org.blup.internal.inference.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.blup.internal.inference.ReferenceTable;
import org.junit.jupiter.api.Test;

/**
 * Distributions of the largest of several statistics against R, scipy, closed forms and one
 * another. The numbers are in the resources, made by {@code multiplicity.R} and {@code
 * studentized_range.py}.
 */
class MaximumDistributionsTest {

  /** The range of two is |t| √2. */
  @Test
  void theRangeOfTwoIsAT() {
    for (double df : new double[] {1, 2.5, 7, 60, 2000}) {
      TDistribution t = new TDistribution(null, df);
      for (double q : new double[] {0.3, 1, 3, 7}) {
        assertThat(new StudentizedRange(2, df).upperProbability(q))
            .isCloseTo(2 * t.cumulativeProbability(-q / Math.sqrt(2)), within(1e-12));
      }
    }
  }

  /** R's {@code qt(0.975, 1e-12)} is infinite as well, and {@code 2 * pt(-3, 1e-5)} is near 1. */
  @Test
  void withHardlyAnyDegreesOfFreedomTheRangeSaysNothing() {
    assertThat(new StudentizedRange(4, 1e-13).upperProbability(3)).isCloseTo(1, within(1e-11));
    assertThat(new StudentizedRange(4, 1e-13).quantile(0.95)).isInfinite();
    double q = new StudentizedRange(4, 0.05).quantile(0.95);
    assertThat(new StudentizedRange(4, 0.05).upperProbability(q)).isCloseTo(0.05, within(1e-12));
  }

  /** scipy to its digits; R's ptukey loses some, and more at 2 degrees of freedom. */
  @Test
  void theStudentizedRangeIsScipysAndRs() {
    for (Map<String, String> row : ReferenceTable.read("distributions/studentized-range.csv")) {
      double df = ReferenceTable.number(row, "df");
      double upper =
          new StudentizedRange((int) ReferenceTable.number(row, "k"), df)
              .upperProbability(ReferenceTable.number(row, "q"));
      assertThat(upper)
          .as(row.toString())
          .isCloseTo(ReferenceTable.number(row, "scipy"), within(2e-12));
      assertThat(upper)
          .as(row.toString())
          .isCloseTo(ReferenceTable.number(row, "r"), within(df < 3 ? 1e-3 : 3e-6));
    }
  }

  /** R's {@code qtukey(0.95, 3, 10)} and {@code qtukey(0.95, 4, Inf)}. */
  @Test
  void aQuantileOfTheRangeIsWhereItsProbabilityIs() {
    StudentizedRange range = new StudentizedRange(3, 10);

    double q = range.quantile(0.95);

    assertThat(q).isCloseTo(3.876777, within(1e-6));
    assertThat(range.cumulativeProbability(q)).isCloseTo(0.95, within(1e-12));
    assertThat(new StudentizedRange(4, Double.POSITIVE_INFINITY).quantile(0.95))
        .isCloseTo(3.633160, within(1e-6));
  }

  @Test
  void multivariateTIsMvtnormsWithinBothErrors() {
    Map<String, MultivariateT> distributions = new HashMap<>();
    for (Map<String, String> row : ReferenceTable.read("distributions/multivariate-t.csv")) {
      MultivariateT distribution =
          distributions.computeIfAbsent(
              Objects.requireNonNull(row.get("contrasts")),
              name -> new MultivariateT(correlation(contrasts(name))));
      double df =
          row.get("df").equals("Inf") ? Double.POSITIVE_INFINITY : ReferenceTable.number(row, "df");

      Probability upper = distribution.upperProbability(ReferenceTable.number(row, "c"), df, 1e-4);

      assertThat(upper.value())
          .as(row.toString())
          .isCloseTo(
              ReferenceTable.number(row, "upper"),
              within(upper.error() + ReferenceTable.number(row, "error")));
    }
  }

  @Test
  void comparisonsOfAllPairsAreTheRange() {
    for (int means : new int[] {2, 3, 4, 8, 10}) {
      MultivariateT pairs = new MultivariateT(correlation(pairs(means, mean -> 1)));
      for (double df : new double[] {1.5, 30, Double.POSITIVE_INFINITY}) {
        for (double c : new double[] {1, 2.5, 4}) {
          double exact = new StudentizedRange(means, df).upperProbability(c * Math.sqrt(2));

          Probability upper = pairs.upperProbability(c, df, 1e-4);

          assertThat(upper.value()).isCloseTo(exact, within(upper.error() + 1e-10));
          assertThat(upper.error()).isLessThan(1e-4);
        }
      }
    }
  }

  /** Its own quantile in Tukey's case: the error of a probability of 5 % is a thousandth of it. */
  @Test
  void theQuantileOfAllPairsIsTheRanges() {
    double exact = new StudentizedRange(9, 17.5).quantile(0.95) / Math.sqrt(2);

    double quantile =
        new MultivariateT(correlation(pairs(9, mean -> 1))).quantile(0.95, 17.5, 1e-4);

    assertThat(quantile).isCloseTo(exact, within(1e-3));
  }

  /**
   * Two comparisons with a deviation of 4.5e-4 between them, and maxima that differ by a factor of
   * 1000 over the directions.
   */
  @Test
  void comparisonsThatAreNearlyOneAreATAlone() {
    double[][] correlation = {{1, 1 - 1e-7}, {1 - 1e-7, 1}};
    for (double c : new double[] {0.5, 2, 5}) {
      Probability upper = new MultivariateT(correlation).upperProbability(c, 8.5, 1e-6);

      double alone = 2 * new TDistribution(null, 8.5).cumulativeProbability(-c);
      assertThat(upper.value()).isCloseTo(alone, within(upper.error() + 1e-3 * alone));
    }
  }

  /** Equal areas: a coordinate's square has the mean 1/r, and the square of that 3/(r (r + 2)). */
  @Test
  void theMapToTheSphereKeepsAreas() {
    for (int r : new int[] {2, 3, 4, 5, 8, 9}) {
      SphereMap map = new SphereMap(r);
      double[] squares = new double[r];
      double[] fourths = new double[r];
      double[] point = new double[r];
      int size = 4;
      double count = (double) KorobovLattice.SHIFTS * KorobovLattice.points(size);
      KorobovLattice.visit(
          size,
          r - 1,
          (shift, at, cube) -> {
            map.map(cube, point);
            for (int i = 0; i < point.length; i++) {
              squares[i] += point[i] * point[i] / count;
              fourths[i] += Math.pow(point[i], 4) / count;
            }
          });
      for (int i = 0; i < r; i++) {
        assertThat(squares[i]).isCloseTo(1.0 / r, within(2e-4));
        assertThat(fourths[i]).isCloseTo(3.0 / (r * (r + 2)), within(3e-4));
      }
    }
  }

  @Test
  void comparisonsWithAControlAreDunnetts() {
    double[][] correlation = correlation(contrasts("unequal"));
    DunnettDistribution dunnett = Objects.requireNonNull(DunnettDistribution.of(correlation));
    for (double df : new double[] {1.5, 12.3, Double.POSITIVE_INFINITY}) {
      Probability upper = new MultivariateT(correlation).upperProbability(2.2, df, 2e-5);

      assertThat(upper.value())
          .isCloseTo(dunnett.upperProbability(2.2, df), within(upper.error() + 1e-12));
    }
  }

  /** Dunnett (1964), Biometrics 20, table II: two-sided 5 % point, 3 comparisons, 20 df: 2.54. */
  @Test
  void dunnettsQuantileIsHisTables() {
    double[][] correlation = {{1, 0.5, 0.5}, {0.5, 1, 0.5}, {0.5, 0.5, 1}};
    DunnettDistribution dunnett = Objects.requireNonNull(DunnettDistribution.of(correlation));

    assertThat(dunnett.upperProbability(2.54, 20)).isCloseTo(0.05, within(2e-4));
  }

  @Test
  void correlationsThatAreNoProductsAreNotDunnetts() {
    assertThat(DunnettDistribution.of(correlation(contrasts("pairs")))).isNull();
  }

  @Test
  void aSingleTIsAT() {
    Probability upper = new MultivariateT(new double[][] {{1}}).upperProbability(2.2, 7.3, 1e-6);

    assertThat(upper.value())
        .isCloseTo(
            2 * new TDistribution(null, 7.3).cumulativeProbability(-2.2),
            within(upper.error() + 1e-15));
  }

  @Test
  void theSameQuestionHasTheSameAnswer() {
    MultivariateT distribution = new MultivariateT(correlation(contrasts("pairs")));

    assertThat(distribution.upperProbability(2.2, 11, 1e-4))
        .isEqualTo(distribution.upperProbability(2.2, 11, 1e-4));
  }

  /** The rows that {@code multiplicity.R} names so. */
  private static double[][] contrasts(String name) {
    double[] scale = {1, 0.5, 2, 1.3};
    return switch (name) {
      case "unequal" -> scaled(new double[][] {{-1, 1, 0, 0}, {-1, 0, 1, 0}, {-1, 0, 0, 1}}, scale);
      case "pairs" -> pairs(4, mean -> scale[mean]);
      case "pairs8" -> pairs(8, mean -> 0.6 + 0.1 * mean);
      case "pairs10" -> pairs(10, mean -> 0.6 + 0.1 * mean);
      default -> new double[][] {{-3, -1, 1, 3}, {-1, -1, -1, 3}, {-1, -1, 1, 1}, {0, 0, -1, 1}};
    };
  }

  /** All differences of means with these standard deviations. */
  private static double[][] pairs(int means, IntToDoubleFunction deviation) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < means; i++) {
      for (int j = i + 1; j < means; j++) {
        double[] row = new double[means];
        row[i] = deviation.applyAsDouble(i);
        row[j] = -deviation.applyAsDouble(j);
        rows.add(row);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private static double[][] scaled(double[][] rows, double[] scale) {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i].clone();
      Arrays.setAll(row, j -> row[j] * scale[j]);
      scaled[i] = row;
    }
    return scaled;
  }

  private static double[][] correlation(double[][] rows) {
    double[][] correlation = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        correlation[i][j] =
            dot(rows[i], rows[j]) / Math.sqrt(dot(rows[i], rows[i]) * dot(rows[j], rows[j]));
      }
    }
    return correlation;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
