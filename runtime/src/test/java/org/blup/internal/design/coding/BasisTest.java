package org.blup.internal.design.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.exception.InvalidValueException;
import org.blup.exception.MissingValueException;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.TestRow;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bases of a number: their columns, their digits, and what they cannot be made of. */
class BasisTest {

  private static final int ROWS = 20_000;

  /** R: {@code ns(c(-1, 0, 2, 5, 9, 12), knots = c(2, 4), Boundary.knots = c(0, 9))}. */
  @Test
  void naturalSplinesAreThoseOfR() {
    double[][] expected = {
      {0.160632351329295, -0.385517643190307, 0.224885291861013},
      {0, 0, 0},
      {-0.1336554962626, 0.587439857696907, -0.342673250323196},
      {0.480802604754731, 0.392740415255313, -0.0767176231846469},
      {-0.160550458715596, 0.385321100917431, 0.775229357798165},
      {-0.944954128440367, 0.467889908256881, 1.47706422018349},
    };
    check(Basis.naturalSpline("x", 0, 9, 2, 4), new double[] {-1, 0, 2, 5, 9, 12}, expected);
  }

  /** R: {@code ns(c(2, 12), knots = numeric(0), Boundary.knots = c(0, 9))}. */
  @Test
  void aNaturalSplineWithoutKnotsIsALine() {
    check(
        Basis.naturalSpline("x", 0, 9),
        new double[] {2, 12},
        new double[][] {{0.17817416127495}, {1.0690449676497}});
  }

  /** R: {@code splineDesign(c(0, 0, 0, 0, 2, 4, 9, 9, 9, 9), 5, 4)[, -1]}. */
  @Test
  void splinesAreThoseOfR() {
    check(
        Basis.spline("x", 0, 9, 2, 4),
        new double[] {5, 9},
        new double[][] {{0, 0.2031746, 0.5413152, 0.2475102, 0.0080000}, {0, 0, 0, 0, 1}});
  }

  private static void check(Basis basis, double[] points, double[][] expected) {
    SplineColumns columns = new SplineColumns(basis, 0, 1);
    assertThat(columns.count()).isEqualTo(expected[0].length);
    for (int i = 0; i < points.length; i++) {
      for (int column = 0; column < columns.count(); column++) {
        assertThat(columns.value(column, points[i])).isCloseTo(expected[i][column], within(1e-7));
      }
    }
    assertThat(columns.value(0, Double.NaN)).isNaN();
  }

  @Test
  void knotsIncreaseWithinTheirBoundary() {
    assertThatThrownBy(() -> Basis.spline("x", 0, 9, 4, 2))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("[0.0, 4.0, 2.0, 9.0]");
  }

  /**
   * Columns of unit length at right angles to each other and to the constant, summed over the rows
   * themselves, however the numbers lie and in whatever order and parts they come.
   */
  @ParameterizedTest
  @CsvSource({
    "1, uniform, 1e-13",
    "2, uniform, 1e-13",
    "5, uniform, 1e-12",
    "10, uniform, 1e-9",
    "2, years, 1e-12",
    "5, years, 1e-12",
    "10, years, 1e-8",
    "2, sorted, 1e-13",
    "5, sorted, 1e-11",
    "10, sorted, 1e-7",
    "2, timestamps, 1e-12",
    "5, timestamps, 1e-11",
    "2, skewed, 1e-12",
    "5, skewed, 1e-10",
  })
  void polynomialsAreOrthonormalOverTheRows(int degree, String kind, double tolerance) {
    double[] x = numbers(kind);
    ModelStructure structure = structure(Basis.polynomial("x", degree), "poly(x)");
    double whole = departure(observed(structure, x, 1).basis(0), x);
    double merged = departure(observed(structure, x, 7).basis(0), x);
    assertThat(whole).isLessThan(tolerance);
    assertThat(merged).isLessThan(tolerance);
  }

  /** The largest departure of the columns' products from those of an orthonormal basis. */
  private static double departure(BasisColumns columns, double[] x) {
    double worst = 0;
    for (int i = 0; i <= columns.count(); i++) {
      for (int j = 0; j < i; j++) {
        double product = 0;
        double squares = 0;
        for (double number : x) {
          double left = columns.value(i - 1, number);
          double right = j == 0 ? 1 / Math.sqrt(x.length) : columns.value(j - 1, number);
          product += left * right;
          squares += left * left;
        }
        worst = Math.max(worst, Math.max(Math.abs(product), Math.abs(squares - 1)));
      }
    }
    return worst;
  }

  private static double[] numbers(String kind) {
    Random random = new Random(5);
    IntToDoubleFunction number =
        switch (kind) {
          case "years" -> i -> 1990 + random.nextInt(35);
          case "sorted" -> i -> i / 100.0;
          case "timestamps" -> i -> 1.7e12 + 1000.0 * random.nextInt(100_000_000);
          case "skewed" -> i -> Math.exp(random.nextGaussian() / 2);
          default -> i -> random.nextDouble();
        };
    double[] numbers = new double[ROWS];
    Arrays.setAll(numbers, number);
    return numbers;
  }

  /** R: with x = 1, 2, 4, 8 mean 3.75 and standard deviation 3.095695936834452. */
  @Test
  void scaledNumbersHaveMeanZeroAndVarianceOneWhateverTheWeights() {
    ModelStructure structure = structure(Basis.scale("x"), "scale(x)");
    BasisColumns scaled = observed(structure, new double[] {1, 2, 4, 8}, 1).basis(0);
    assertThat(scaled.value(0, 3.75)).isCloseTo(0, within(1e-15));
    assertThat(scaled.value(0, 8)).isCloseTo((8 - 3.75) / 3.095695936834452, within(1e-14));
  }

  @Test
  void aNumberThatDoesNotVaryCannotBeScaled() {
    ModelStructure structure = structure(Basis.scale("x"), "scale(x)");
    assertThatThrownBy(() -> observed(structure, new double[] {3, 3, 3, 3}, 1))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("scale(x) divides by a standard deviation")
        .hasMessageContaining("the same in all 4 rows");
  }

  @Test
  void aDegreeNeedsMoreDifferentNumbersThanItSays() {
    ModelStructure structure = structure(Basis.polynomial("x", 3), "poly(x, 3)");
    assertThatThrownBy(() -> observed(structure, new double[] {1, 2, 3, 1, 2, 3, 1, 2}, 1))
        .isInstanceOf(UnidentifiableModelException.class)
        .hasMessageContaining("poly(x, 3) cannot have degree 3")
        .hasMessageContaining("Take a lower degree");
  }

  @Test
  void aMissingNumberOfASplineIsTheComponentThatIsMissing() {
    ModelStructure structure = structure(Basis.naturalSpline("x", 0, 9, 2, 4), "ns(x)");
    assertThatThrownBy(() -> observed(structure, new double[] {1, Double.NaN, 3, 4}, 1))
        .isInstanceOf(MissingValueException.class)
        .hasMessageContaining("x is missing in row 1");
    assertThatThrownBy(
            () -> observed(structure, new double[] {1, Double.POSITIVE_INFINITY, 3, 4}, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("x is Infinity in row 1");
  }

  @Test
  void aBasisIsOfADeclaredNumber() {
    assertThatThrownBy(
            () ->
                ModelStructure.of("M", "y ~ scale(x)")
                    .response("y")
                    .basis("scale(x)", Basis.scale("x"))
                    .build())
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("x is not a number");
  }

  private static ModelStructure structure(Basis basis, String label) {
    return ModelStructure.of("M", "y ~ 1 + " + label + " + (1 | g)")
        .response("y")
        .number("x")
        .basis(label, basis)
        .factor("g", Levels.strings())
        .fixed(EffectTerm.intercept())
        .fixed(EffectTerm.of(label))
        .random(RandomTerm.by("g").of(EffectTerm.intercept()))
        .build();
  }

  /** The design of rows that come in parts, one after the other. */
  private static ObservedDesign observed(ModelStructure structure, double[] x, int parts) {
    List<RowAccumulator<TestRow>> sums = new ArrayList<>();
    int length = (x.length + parts - 1) / parts;
    for (int start = 0; start < x.length; start += length) {
      List<TestRow> rows = new ArrayList<>();
      for (int i = start; i < Math.min(x.length, start + length); i++) {
        double y = i % 7 - 3 + Math.sin(i);
        rows.add(new TestRow(y, 1, 0, new double[] {x[i]}, new String[] {"g" + i % 2}));
      }
      sums.add(TestRow.sum(structure, rows));
    }
    return DesignAssembly.observe(sums.stream().reduce(RowAccumulator::merge).orElseThrow(), false);
  }
}
