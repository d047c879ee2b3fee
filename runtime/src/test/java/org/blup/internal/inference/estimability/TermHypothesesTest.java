package org.blup.internal.inference.estimability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.linear.MatrixUtils;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.numeric.Quadratic;
import org.junit.jupiter.api.Test;

/**
 * The hypotheses of two factors of two levels with their interaction, rows in treatment coding for
 * (constant, a, b, ab), as functions of the numbers of rows in the cells (Searle 1987, Linear
 * models for unbalanced data, chapter 4.9 and table 9.1).
 */
class TermHypothesesTest {

  private enum Level {
    FIRST,
    SECOND
  }

  private static ObservedDesign design(int n11, int n12, int n21, int n22) {
    ModelStructure structure =
        ModelStructure.of("Cells", "y ~ a * b + (1 | g)")
            .response("y")
            .factor("a", Levels.of(Level.values()))
            .factor("b", Levels.of(Level.values()))
            .factor("g", Levels.integers())
            .fixed(EffectTerm.intercept())
            .fixed(EffectTerm.of("a"))
            .fixed(EffectTerm.of("b"))
            .fixed(EffectTerm.of("a", "b"))
            .random(RandomTerm.by("g").of(EffectTerm.intercept()))
            .build();
    RowAccumulator<int[]> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row[3]);
              out.level(0, Level.values()[row[0]]);
              out.level(1, Level.values()[row[1]]);
              out.level(2, (long) row[2]);
            });
    Random random = new Random(5);
    int[] counts = {n11, n12, n21, n22};
    for (int cell = 0; cell < 4; cell++) {
      for (int i = 0; i < counts[cell]; i++) {
        sums.add(new int[] {cell / 2, cell % 2, i % 3, random.nextInt(100)});
      }
    }
    return DesignAssembly.observe(sums, false);
  }

  private static double[] scaled(double[][] rows, int to) {
    assertThat(rows).hasNumberOfRows(1);
    double[] row = rows[0].clone();
    for (int i = 0; i < row.length; i++) {
      row[i] /= rows[0][to];
    }
    return row;
  }

  @Property(tries = 30)
  void theTypesOfTwoFactors(@ForAll @Size(4) List<@IntRange(min = 3, max = 40) Integer> n) {
    double n11 = n.get(0);
    double n12 = n.get(1);
    double n21 = n.get(2);
    double n22 = n.get(3);
    TermHypotheses hypotheses = new TermHypotheses(design(n.get(0), n.get(1), n.get(2), n.get(3)));
    double first = n11 * n21 / (n11 + n21);
    double second = n12 * n22 / (n12 + n22);
    double shareOfFirst = n12 / (n11 + n12);
    double shareOfSecond = n22 / (n21 + n22);

    assertThat(hypotheses.terms()).containsExactly(1, 2, 3);
    assertThat(scaled(hypotheses.typeI(1), 1))
        .containsExactly(
            new double[] {0, 1, shareOfSecond - shareOfFirst, shareOfSecond}, within(1e-9));
    assertThat(scaled(hypotheses.typeII(1), 1))
        .containsExactly(new double[] {0, 1, 0, second / (first + second)}, within(1e-9));
    assertThat(scaled(hypotheses.typeIII(1), 1))
        .containsExactly(new double[] {0, 1, 0, 0.5}, within(1e-9));
    assertThat(scaled(hypotheses.typeIII(3), 3))
        .containsExactly(new double[] {0, 0, 0, 1}, within(1e-9));
  }

  @Test
  void aTermIsContainedInThoseOfMoreFactors() {
    Marginality marginality = new Marginality(design(3, 4, 5, 6).structure());

    assertThat(marginality.terms()).containsExactly(1, 2, 3);
    assertThat(marginality.containing(1)).containsExactly(3);
    assertThat(marginality.containing(3)).isEmpty();
  }

  /**
   * Whatever rows say a hypothesis, and in whatever multiples, those that are tested are
   * uncorrelated with variance 1 by least squares, span the same, and have the same sum of squares.
   */
  @Property(tries = 30)
  void theSameHypothesesAreTheSameSpace(@ForAll long seed) {
    Random random = new Random(seed);
    ObservedDesign design = design(5, 9, 3, 14);
    HypothesisSpace space = new HypothesisSpace(design.equations());
    double[][] two = {random.doubles(4, -1, 1).toArray(), random.doubles(4, -1, 1).toArray()};
    double[] differences = {random.nextDouble(), random.nextDouble()};
    double[][] three = new double[3][4];
    double[] mixed = new double[3];
    for (int r = 0; r < 3; r++) {
      double s = random.nextGaussian() * 1e3;
      double t = random.nextGaussian();
      for (int i = 0; i < 4; i++) {
        three[r][i] = s * two[0][i] + t * two[1][i];
      }
      mixed[r] = s * differences[0] + t * differences[1];
    }
    HypothesisSpace.Rows one = space.rows(two, differences);
    HypothesisSpace.Rows other = space.rows(three, mixed);

    double[] covariance = leastSquares(design);
    for (HypothesisSpace.Rows rows : List.of(one, other)) {
      assertThat(Quadratic.forms(rows.hypotheses(), covariance))
          .containsExactly(new double[] {1, 0, 0, 1}, within(1e-7));
    }
    assertThat(squares(other.differences())).isCloseTo(squares(one.differences()), within(1e-6));
  }

  private static double squares(double[] x) {
    return Quadratic.dot(x, x);
  }

  /** {@code (XᵀWX)⁻¹} in the basis of the equations. */
  private static double[] leastSquares(ObservedDesign design) {
    int p = design.equations().columns();
    double[][] gram = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        gram[i][j] = design.equations().border()[i * (p + 1) + j];
      }
    }
    double[][] inverse = MatrixUtils.inverse(MatrixUtils.createRealMatrix(gram)).getData();
    double[] flat = new double[p * p];
    for (int i = 0; i < p * p; i++) {
      flat[i] = inverse[i / p][i % p];
    }
    return flat;
  }
}
