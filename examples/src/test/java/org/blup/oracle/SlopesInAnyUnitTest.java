package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.blup.MixedModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slopes of means along a covariate, by the closed form of their derivative. */
class SlopesInAnyUnitTest {

  enum Arm {
    control,
    treated
  }

  @MixedModel(name = "Logarithm", value = "y ~ arm * log(x) + (1 | g)")
  @MixedModel(name = "Square", value = "y ~ arm * x + I(x^2) + (1 | g)")
  record Row(double y, double x, Arm arm, int g) {}

  private static List<Row> rows(double unit) {
    Random random = new Random(3);
    return IntStream.range(0, 80)
        .mapToObj(
            i -> {
              double x = 1 + 2 * random.nextDouble();
              double y = 3 * Math.log(x) + (i % 10) * 0.3 + random.nextGaussian();
              return new Row(y, x * unit, i % 2 == 0 ? Arm.control : Arm.treated, i % 10);
            })
        .toList();
  }

  private static double mean(List<Row> rows) {
    return rows.stream().mapToDouble(Row::x).average().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1e-3, 1, 1e6, 1e12})
  void ofALogarithmItIsTheCoefficientOverTheMean(double unit) {
    var fit = SlopesInAnyUnitTest_LogarithmModel.fit(rows(unit));

    double slope = fit.means().arm().slopes("x").get(Arm.control).estimate();

    double exact = fit.coefficients().get(2).estimate() / mean(rows(unit));
    assertThat(slope).isCloseTo(exact, within(1e-7 * Math.abs(exact)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1e-3, 1, 1e6, 1e12})
  void ofASquareItIsLinear(double unit) {
    var fit = SlopesInAnyUnitTest_SquareModel.fit(rows(unit));

    double slope = fit.means().arm().slopes("x").get(Arm.control).estimate();

    double linear = fit.coefficients().get(2).estimate();
    double exact = linear + 2 * mean(rows(unit)) * fit.coefficients().get(3).estimate();
    assertThat(slope).isCloseTo(exact, within(1e-7 * Math.abs(linear)));
  }
}
