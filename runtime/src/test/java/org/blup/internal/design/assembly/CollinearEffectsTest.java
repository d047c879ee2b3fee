package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.equations.CollinearEffects;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.junit.jupiter.api.Test;

/** Two levels of four rows each; three effects, of which the last two nearly coincide. */
class CollinearEffectsTest {

  private static final int ROWS = 4;
  private final Random random = new Random(3);
  private final double[][][] z = new double[2][ROWS][];
  private final double[][] y = new double[2][ROWS];

  private NormalEquations equations(double difference, double[] toUser) {
    double[] squares = new double[2 * 9];
    double[] border = new double[2 * 3 * 2];
    double[] ends = new double[4];
    for (int j = 0; j < 2; j++) {
      for (int i = 0; i < ROWS; i++) {
        double x = random.nextGaussian();
        z[j][i] = new double[] {1, x, 3 * x + difference * random.nextGaussian()};
        y[j][i] = random.nextGaussian();
        for (int a = 0; a < 3; a++) {
          border[(j * 3 + a) * 2] += z[j][i][a];
          border[(j * 3 + a) * 2 + 1] += z[j][i][a] * y[j][i];
          for (int b = 0; b < 3; b++) {
            squares[(j * 3 + a) * 3 + b] += z[j][i][a] * z[j][i][b];
          }
        }
        ends[0]++;
        ends[1] += y[j][i];
        ends[2] += y[j][i];
        ends[3] += y[j][i] * y[j][i];
      }
    }
    return new NormalEquations(
        pattern(new Term(0, 0, 3, CovarianceStructure.UNSTRUCTURED, toUser)),
        new ResidualModel(2 * ROWS, 0),
        ends,
        List.of(border),
        List.of(squares),
        List.of());
  }

  private static EquationPattern pattern(Term term) {
    return new EquationPattern(1, List.of(new Group(2, term.size())), List.of(term), List.of());
  }

  private static double[] identity() {
    return new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
  }

  @Test
  void columnsThatAreFarApartStay() {
    NormalEquations equations = equations(1, identity());
    assertThat(CollinearEffects.apart(equations)).isSameAs(equations);
  }

  @Test
  void uncorrelatedEffectsStay() {
    NormalEquations equations = equations(1e-3, identity());
    NormalEquations uncorrelated =
        equations.withTerms(List.of(new Term(0, 0, 3, CovarianceStructure.DIAGONAL)));
    assertThat(CollinearEffects.apart(uncorrelated)).isSameAs(uncorrelated);
  }

  @Test
  void columnsThatNearlyCoincideAreReplacedByWhatIsNewInThem() {
    NormalEquations apart = CollinearEffects.apart(equations(1e-3, identity()));
    double[] squares = apart.levelBlocks(0);
    double[] sum = new double[9];
    Arrays.setAll(sum, i -> squares[i] + squares[9 + i]);
    assertThat(sum[5] / Math.sqrt(sum[4] * sum[8])).isCloseTo(0, within(1e-8));
    assertThat(sum[8]).isLessThan(1e-4);
    assertThat(apart.terms().get(0).toUser()[5]).isCloseTo(-3, within(1e-2));
  }

  /** z is the sum of 3x and of next to nothing, so that the squares of both are twice its own. */
  @Test
  void whatCancellationLeavesIsKnown() {
    NormalEquations before = equations(1e-3, identity());
    Term term = CollinearEffects.apart(before).terms().get(0);
    double[] rest = CollinearEffects.apart(before).levelSum(term);
    double left = rest[8] / (2 * before.levelSum(before.terms().get(0))[8]);
    assertThat(term.left()[2]).isCloseTo(left, withinPercentage(1));
    assertThat(term.left()[0]).isEqualTo(1);
    assertThat(term.left()[1]).isEqualTo(1);
  }

  /** Also where the working basis was not the user's: (1, x, z) about (2, 5). */
  @Test
  void theCrossProductsAreThoseOfTheReplacedColumns() {
    double[] shifted = {1, -2, -5, 0, 1, 0, 0, 0, 1};
    NormalEquations before = equations(1e-3, shifted);
    NormalEquations apart = CollinearEffects.apart(before);
    Array2DRowRealMatrix first = matrix(shifted);
    Array2DRowRealMatrix both = matrix(apart.terms().get(0).toUser());
    double[][] change = new LUDecomposition(first).getSolver().solve(both).getData();
    assertThat(new LUDecomposition(both).getDeterminant()).isCloseTo(1, within(1e-12));
    double[] border = new double[12];
    double[] squares = new double[18];
    for (int j = 0; j < 2; j++) {
      for (int i = 0; i < ROWS; i++) {
        double[] row = new Array2DRowRealMatrix(change).preMultiply(z[j][i]);
        for (int a = 0; a < 3; a++) {
          border[(j * 3 + a) * 2] += row[a];
          border[(j * 3 + a) * 2 + 1] += row[a] * y[j][i];
          for (int b = 0; b < 3; b++) {
            squares[(j * 3 + a) * 3 + b] += row[a] * row[b];
          }
        }
      }
    }
    assertThat(apart.groupBorder(0)).containsExactly(border, within(1e-12));
    assertThat(apart.levelBlocks(0)).containsExactly(squares, within(1e-12));
    assertThat(apart.border()).isSameAs(before.border());
  }

  @Test
  void aColumnThatOthersMakeUpIsZero() {
    NormalEquations apart = CollinearEffects.apart(equations(0, identity()));
    double[] squares = apart.levelBlocks(0);
    for (int j = 0; j < 2; j++) {
      for (int a = 0; a < 3; a++) {
        assertThat(squares[(j * 3 + 2) * 3 + a]).isZero();
        assertThat(squares[(j * 3 + a) * 3 + 2]).isZero();
      }
      assertThat(apart.groupBorder(0)[(j * 3 + 2) * 2]).isZero();
      assertThat(apart.groupBorder(0)[(j * 3 + 2) * 2 + 1]).isZero();
    }
    assertThat(apart.terms().get(0).toUser()[5]).isCloseTo(-3, within(1e-12));
  }

  /**
   * Columns of integers, some combinations of others, some next to multiples of others, with rows
   * of any weight: those that are zero afterwards are those that depend on columns before them.
   */
  @Test
  void theColumnsThatOthersMakeUpAreThoseOfExactArithmetic() {
    int designs = Integer.getInteger("blup.collinear", 400);
    for (int seed = 0; seed < designs; seed++) {
      Random made = new Random(seed);
      int k = 3 + made.nextInt(4);
      List<double[]> rows = new ArrayList<>();
      int[] kind = made.ints(k, 0, 4).toArray();
      int[] one = IntStream.range(0, k).map(a -> made.nextInt(Math.max(1, a))).toArray();
      int[] two = IntStream.range(0, k).map(a -> made.nextInt(Math.max(1, a))).toArray();
      int[] factor = made.ints(k, -5, 6).toArray();
      for (int i = 0; i < 24; i++) {
        double[] row = new double[k];
        for (int a = 0; a < k; a++) {
          row[a] = made.nextInt(19) - 9;
          if (a > 0 && kind[a] == 0) {
            row[a] = factor[a] * row[one[a]] + 3 * row[two[a]];
          } else if (a > 0 && kind[a] == 1) {
            row[a] = 1000 * row[0] + made.nextInt(3);
          }
        }
        rows.add(row);
      }
      double[] squares = new double[2 * k * k];
      double decades = 6 * (seed % 2);
      for (int i = 0; i < rows.size(); i++) {
        double weight = Math.pow(10, decades * (made.nextDouble() - 0.5));
        for (int ab = 0; ab < k * k; ab++) {
          double product = rows.get(i)[ab / k] * rows.get(i)[ab % k];
          squares[i % 2 * k * k + ab] += weight * product;
        }
      }
      List<Integer> expected = new ExactRowSpace(rows).independentColumns();
      assertThat(columnsLeft(k, squares)).as("seed " + seed).containsExactlyElementsOf(expected);
    }
  }

  private static List<Integer> columnsLeft(int k, double[] squares) {
    double[] toUser = new double[k * k];
    IntStream.range(0, k).forEach(a -> toUser[a * (k + 1)] = 1);
    NormalEquations equations =
        new NormalEquations(
            pattern(new Term(0, 0, k, CovarianceStructure.UNSTRUCTURED, toUser)),
            new ResidualModel(24, 0),
            new double[] {24, 0, 0, 24},
            List.of(new double[4 * k]),
            List.of(squares),
            List.of());
    double[] left = CollinearEffects.apart(equations).levelBlocks(0);
    return IntStream.range(0, k)
        .filter(a -> left[a * (k + 1)] + left[k * k + a * (k + 1)] > 0)
        .boxed()
        .toList();
  }

  private static Array2DRowRealMatrix matrix(double[] elements) {
    double[][] rows = new double[3][];
    Arrays.setAll(rows, a -> Arrays.copyOfRange(elements, 3 * a, 3 * a + 3));
    return new Array2DRowRealMatrix(rows);
  }
}
