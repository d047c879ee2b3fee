package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.blup.MixedModel;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.Interval;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Sex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fits whose residuals covary in other units of the predictor and the response. */
class UnitsOfNumbersTest {

  /**
   * Growth, in years about the middle of the study and in millimetres, both by a factor.
   *
   * @param x the age, about 11 years
   * @param t the age, from 6 years on
   */
  @MixedModel(
      name = "Strata",
      value = "distance ~ x * sex + (1 + x | subject) + residual(by = sex)")
  @MixedModel(name = "Spread", value = "distance ~ x * sex + (1 | subject) + residual(exp(x))")
  @MixedModel(
      name = "SpreadBySex",
      value = "distance ~ x * sex + (1 | subject) + residual(exp(x), by = sex)")
  @MixedModel(name = "Power", value = "distance ~ x * sex + (1 | subject) + residual(power(t))")
  @MixedModel(
      name = "Range",
      value = "distance ~ x * sex + residual(exp(t | subject), variance = exp(x))")
  record Scaled(double distance, double x, double t, Sex sex, String subject) {}

  static Stream<Arguments> units() {
    List<Arguments> all = new ArrayList<>();
    for (double unit : new double[] {1e-9, 1e-3, 1e5, 1e9}) {
      for (double ofResponse : new double[] {1e-6, 1e7}) {
        all.add(Arguments.of(unit, ofResponse));
      }
    }
    return all.stream();
  }

  private static List<Scaled> rows(double unit, double ofResponse) {
    return Growth.rows().stream()
        .map(
            row ->
                new Scaled(
                    row.distance() * ofResponse,
                    (row.age() - 11) / unit,
                    (row.age() - 6) / unit,
                    row.sex(),
                    row.subject()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("units")
  void slopesBesideStrata(double unit, double ofResponse) {
    check(UnitsOfNumbersTest_StrataModel.model(), unit, ofResponse);
  }

  @ParameterizedTest
  @MethodSource("units")
  void exponentsOfANumber(double unit, double ofResponse) {
    check(UnitsOfNumbersTest_SpreadModel.model(), unit, ofResponse);
    check(UnitsOfNumbersTest_SpreadBySexModel.model(), unit, ofResponse);
  }

  /** σ is that at 1 in the number's unit: another one in each. */
  @ParameterizedTest
  @MethodSource("units")
  void powersOfANumber(double unit, double ofResponse) {
    var fit = UnitsOfNumbersTest_PowerModel.fit(rows(1, 1));
    var scaled = UnitsOfNumbersTest_PowerModel.fit(rows(unit, ofResponse));

    assertCoefficients(fit, scaled, unit, ofResponse);
    var intervals = fit.varianceIntervals(0.95);
    var others = scaled.varianceIntervals(0.95);
    assertClose("delta", others.get("delta"), intervals.get("delta"), 1);
    String subject = "sd_(Intercept)|subject";
    assertClose(subject, others.get(subject), intervals.get(subject), ofResponse);
    assertThat(others.get("sigma").lower()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("units")
  void rangesOfANumber(double unit, double ofResponse) {
    check(UnitsOfNumbersTest_RangeModel.model(), unit, ofResponse);
  }

  /** Each answer in the units of the study, whatever those of the rows were. */
  private static <F extends MixedFit<Scaled>> void check(
      Model<Scaled, F> model, double unit, double ofResponse) {
    F fit = model.fit(rows(1, 1));
    F scaled = model.fit(rows(unit, ofResponse));

    assertCoefficients(fit, scaled, unit, ofResponse);
    Map<String, Interval> intervals = fit.varianceIntervals(0.95);
    Map<String, Interval> others = scaled.varianceIntervals(0.95);
    assertThat(others.keySet()).isEqualTo(intervals.keySet());
    intervals.forEach(
        (name, interval) ->
            assertClose(name, others.get(name), interval, factor(name, unit, ofResponse)));
  }

  private static void assertCoefficients(
      MixedFit<Scaled> fit, MixedFit<Scaled> scaled, double unit, double ofResponse) {
    for (int c = 0; c < fit.coefficients().size(); c++) {
      var one = fit.coefficients().get(c);
      var other = scaled.coefficients().get(c);
      double slope = (one.name().startsWith("x") ? unit : 1) * ofResponse;
      assertThat(other.estimate() / slope).isCloseTo(one.estimate(), within(1e-6));
      assertThat(other.standardError() / slope).isCloseTo(one.standardError(), within(1e-6));
      assertThat(other.df()).isCloseTo(one.df(), within(1e-3 * one.df()));
    }
  }

  private static void assertClose(String name, Interval scaled, Interval interval, double unit) {
    double size = Math.max(Math.abs(interval.lower()), Math.abs(interval.upper()));
    assertThat(scaled.lower() / unit).as(name).isCloseTo(interval.lower(), within(1e-4 * size));
    assertThat(scaled.upper() / unit).as(name).isCloseTo(interval.upper(), within(1e-4 * size));
  }

  /** The unit of a quantity, one in the units of the study. */
  private static double factor(String name, double unit, double ofResponse) {
    if (name.startsWith("cor_") || name.startsWith("rho")) {
      return 1;
    }
    if (name.startsWith("range")) {
      return 1 / unit;
    }
    if (name.startsWith("delta")) {
      return unit;
    }
    return name.startsWith("sd_x") ? unit * ofResponse : ofResponse;
  }
}
