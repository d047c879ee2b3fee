package org.blup.internal.design.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers far from zero lose nothing: what is left of x and y after the fixed effects is compared
 * with the same computed in decimals.
 */
class PrecisionTest {

  private static final int ROWS = 3000;

  /** What y ~ x leaves in closed form: Sxx, Sxy and Syy, from which slope and residual follow. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 2024, 1e9, -1e12, 1e13})
  void aRegressionFarFromZero(double origin) {
    List<TestRow> rows = rows(origin, 3 * origin);
    Residuals residuals = residuals(TestRow.sum(regression(), rows));
    Residuals exact = exact(rows);
    assertThat(residuals.slope).isCloseTo(exact.slope, relative(1e-13, exact.slope));
    assertThat(residuals.squares).isCloseTo(exact.squares, relative(1e-12, exact.squares));
  }

  @Test
  void partsWithDistantOriginsMerge() {
    List<TestRow> near = rows(5, 5).subList(0, 100);
    List<TestRow> far = rows(1e9, 1e9);
    List<TestRow> all = new ArrayList<>(near);
    all.addAll(far);
    Residuals exact = exact(all);
    for (boolean nearFirst : new boolean[] {true, false}) {
      RowAccumulator<TestRow> first = TestRow.sum(regression(), nearFirst ? near : far);
      first.merge(TestRow.sum(regression(), nearFirst ? far : near));
      Residuals residuals = residuals(first);
      assertThat(residuals.slope).isCloseTo(exact.slope, relative(1e-13, exact.slope));
    }
  }

  /** Integers about a shift of few digits are summed without any rounding at all. */
  @Test
  void sumsOfIntegersAreExact() {
    List<TestRow> rows = new ArrayList<>();
    for (int r = 0; r < 1000; r++) {
      rows.add(new TestRow(r % 7, 1, 0, new double[] {1_000_000_000 + r % 10}, new String[0]));
    }
    NormalEquations equations =
        DesignAssembly.observe(TestRow.sum(regression(), rows), false).equations();
    for (double entry : equations.border()) {
      assertThat(entry * 1024).isEqualTo(Math.rint(entry * 1024));
    }
  }

  @Test
  void slopesWithinLevelsKeepTheirDigits() {
    ModelStructure structure =
        ModelStructure.of("Made", "y ~ 0 + f + f:x")
            .response("y")
            .number("x")
            .factor("f", Levels.strings())
            .fixed(EffectTerm.of("f").full("f"))
            .fixed(EffectTerm.of("f", "x").full("f"))
            .build();
    List<TestRow> rows = rows(1e9, 1e9);
    for (int r = 0; r < ROWS; r++) {
      String[] level = {r % 2 == 0 ? "even" : "odd"};
      rows.set(r, new TestRow(rows.get(r).y(), 1, 0, rows.get(r).numbers(), level));
    }
    NormalEquations equations =
        DesignAssembly.observe(TestRow.sum(structure, rows), false).equations();
    List<TestRow> even = rows.stream().filter(row -> row.levels()[0].equals("even")).toList();
    double[] border = equations.border();
    double sxx = border[2 * 5 + 2] - border[2 * 5] * border[2 * 5] / border[0];
    double sxy = border[4 * 5 + 2] - border[2 * 5] * border[4 * 5] / border[0];
    double slope = exact(even).slope;
    assertThat(sxy / sxx).isCloseTo(slope, relative(1e-13, slope));
  }

  private record Residuals(double slope, double squares) {}

  private static Residuals residuals(RowAccumulator<TestRow> sums) {
    double[] border = DesignAssembly.observe(sums, false).equations().border();
    double sxx = border[4] - border[1] * border[1] / border[0];
    double sxy = border[5] - border[1] * border[2] / border[0];
    double syy = border[8] - border[2] * border[2] / border[0];
    return new Residuals(sxy / sxx, syy - sxy * sxy / sxx);
  }

  private static Residuals exact(List<TestRow> rows) {
    BigDecimal n = BigDecimal.valueOf(rows.size());
    BigDecimal x = BigDecimal.ZERO;
    BigDecimal y = BigDecimal.ZERO;
    BigDecimal xx = BigDecimal.ZERO;
    BigDecimal xy = BigDecimal.ZERO;
    BigDecimal yy = BigDecimal.ZERO;
    for (TestRow row : rows) {
      BigDecimal a = new BigDecimal(row.numbers()[0]);
      BigDecimal b = new BigDecimal(row.y());
      x = x.add(a);
      y = y.add(b);
      xx = xx.add(a.multiply(a));
      xy = xy.add(a.multiply(b));
      yy = yy.add(b.multiply(b));
    }
    BigDecimal sxx = xx.multiply(n).subtract(x.multiply(x));
    BigDecimal sxy = xy.multiply(n).subtract(x.multiply(y));
    BigDecimal syy = yy.multiply(n).subtract(y.multiply(y));
    BigDecimal slope = sxy.divide(sxx, MathContext.DECIMAL128);
    BigDecimal squares = syy.subtract(sxy.multiply(slope)).divide(n, MathContext.DECIMAL128);
    return new Residuals(slope.doubleValue(), squares.doubleValue());
  }

  private static ModelStructure regression() {
    return ModelStructure.of("Made", "y ~ x")
        .response("y")
        .number("x")
        .fixed(EffectTerm.intercept())
        .fixed(EffectTerm.of("x"))
        .build();
  }

  private static List<TestRow> rows(double xOrigin, double yOrigin) {
    Random random = new Random(1);
    List<TestRow> rows = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      double x = random.nextGaussian();
      double y = yOrigin + 2 * x + random.nextGaussian();
      rows.add(new TestRow(y, 1, 0, new double[] {xOrigin + x}, new String[0]));
    }
    return rows;
  }

  private static Offset<Double> relative(double tolerance, double value) {
    return Offset.offset(tolerance * Math.abs(value));
  }
}
