package org.blup.internal.design.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.Submodel;
import org.blup.internal.reml.equations.NumberedRows;
import org.blup.internal.reml.equations.NumberedRows.Kind;
import org.blup.internal.reml.equations.Rows;
import org.junit.jupiter.api.Test;

/** Beside equations made of rows, which {@code ResidualDerivativesTest} holds to dense matrices. */
class GapSumsTest {

  /** Of so many additions of rounded products. */
  private static final double ROUNDING = 1e-12;

  private static NumberedRows rows(long seed, boolean isByDistance) {
    Kind kind = isByDistance ? Kind.EXPONENTIAL : Kind.AUTOREGRESSIVE;
    return NumberedRows.of(Rows.random(seed), kind, false, new Random(seed ^ 3));
  }

  private static ResidualRows ofSums(NumberedRows rows) {
    Optional<GapSums> sums = GapSums.of(rows.form(), rows.kept(), Double.POSITIVE_INFINITY);
    assertThat(sums).isPresent();
    return new ResidualRows(rows.form(), rows.kept(), sums, Optional.empty());
  }

  private static ResidualRows ofRows(NumberedRows rows) {
    return new ResidualRows(rows.form(), rows.kept(), Optional.empty(), Optional.empty());
  }

  /** λ of the second stratum apart, which stands between the angles or ranges of both. */
  private static double[] phi(NumberedRows rows, double first, double lambda, double second) {
    assertThat(rows.form().parameters()).isEqualTo(3);
    return new double[] {first, lambda, second};
  }

  @Property(tries = 60)
  void theyMakeTheEquationsOfRows(@ForAll long seed, @ForAll boolean isByDistance) {
    NumberedRows rows = rows(seed, isByDistance);
    Random random = new Random(seed);
    double[] angles = random.doubles(3, -1.4, 1.4).toArray();
    check(ofSums(rows), ofRows(rows), phi(rows, angles[0], angles[1], angles[2]), 1e-11);
  }

  @Property(tries = 30)
  void columnsMayBeCombined(@ForAll long seed, @ForAll boolean isByDistance) {
    NumberedRows rows = rows(seed, isByDistance);
    NormalEquations equations = rows.rows().equations();
    double[][] fixed = {{1, -0.5}};
    double[][][] random = Submodel.allRandom(equations);
    random[1] = new double[0][];
    Submodel model = new Submodel(equations, fixed, random, new double[] {0.3, 0.7});
    double[] phi = phi(rows, 0.7, 0.2, -0.4);
    NormalEquations sums =
        ofSums(rows).in(model.of(ofSums(rows).at(phi).equations())).at(phi).equations();
    NormalEquations kept =
        ofRows(rows).in(model.of(ofRows(rows).at(phi).equations())).at(phi).equations();
    checkAlike(sums, kept, ROUNDING);
  }

  /**
   * Two formulas that take differences of rows agree where correlations are 1 − 5e-9. Derivatives
   * are products with R from both sides if they are made of rows, which costs eight digits there.
   */
  @Property(tries = 30)
  void noDigitsCancel(@ForAll long seed) {
    NumberedRows rows = rows(seed, false);
    double angle = Math.PI / 2 - 1e-4;
    check(ofSums(rows), ofRows(rows), phi(rows, angle, 0.1, -angle), 1e-6);
  }

  @Test
  void searchesStartAsFromRows() {
    NumberedRows rows = rows(5, false);
    double[] coefficients = {-2.9, -1.1, 1};
    double[] expected = ofRows(rows).start(coefficients);
    assertThat(ofSums(rows).start(coefficients)).containsExactly(expected, within(ROUNDING));
    assertThat(expected[0]).isNotZero();
  }

  /** Every distance of neighbours is another, so that sums would be more than the rows. */
  @Test
  void rowsAreTakenWhereTheyAreSmaller() {
    NumberedRows rows = rows(5, true);
    assertThat(GapSums.of(rows.form(), rows.kept())).isEmpty();
  }

  private static void check(
      ResidualRows ofSums, ResidualRows ofRows, double[] phi, double ofSlopes) {
    var sums = ofSums.at(phi);
    var rows = ofRows.at(phi);
    checkAlike(sums.equations(), rows.equations(), ROUNDING);
    assertThat(sums.equations().residuals().sumLogWeights())
        .isCloseTo(rows.equations().residuals().sumLogWeights(), within(1e-10));
    ResidualForm.Combination combination = sums.combination();
    double determinant = rows.combination().logDeterminant();
    assertThat(combination.logDeterminant()).isCloseTo(determinant, within(1e-10));
    double[] traces = rows.combination().logDeterminantSlopes();
    for (int i = 0; i < phi.length; i++) {
      double size = 1 + Math.abs(traces[i]);
      double trace = combination.logDeterminantSlopes()[i];
      assertThat(trace).isCloseTo(traces[i], within(ROUNDING * size));
      checkAlike(sums.matrices().get(i), rows.matrices().get(i), ofSlopes);
    }
  }

  /** By the largest number of the kind. */
  private static void checkAlike(NormalEquations one, NormalEquations other, double tolerance) {
    List<double[]> own = all(one);
    List<double[]> others = all(other);
    assertThat(own).hasSameSizeAs(others);
    for (int i = 0; i < own.size(); i++) {
      double size = Arrays.stream(others.get(i)).map(Math::abs).max().orElse(0);
      assertThat(own.get(i)).containsExactly(others.get(i), within(tolerance * size));
    }
  }

  private static List<double[]> all(NormalEquations equations) {
    List<double[]> all = new ArrayList<>(List.of(equations.border()));
    all.addAll(equations.groupBorders());
    all.addAll(equations.levelBlocks());
    all.addAll(equations.pairBlocks());
    return all;
  }
}
