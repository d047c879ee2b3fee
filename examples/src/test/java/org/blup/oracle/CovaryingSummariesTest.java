package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.assertj.core.data.Offset;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.diagnostics.IntraclassCorrelation;
import org.blup.model.diagnostics.RSquared;
import org.blup.oracle.RepeatedMeasures.Arm;
import org.blup.oracle.RepeatedMeasures.Crossed;
import org.blup.oracle.RepeatedMeasures.Growth;
import org.blup.oracle.RepeatedMeasures.Trial;
import org.blup.oracle.ResidualsByNumber.Dialysis;
import org.junit.jupiter.api.Test;

/**
 * Shares of the responses' variance where residuals covary, beside the variances of the fit summed
 * row by row.
 */
class CovaryingSummariesTest {

  private static final Offset<Double> CLOSE = within(1e-10);

  private static double variance(double deviation) {
    return deviation * deviation;
  }

  private static <R> double fixed(List<R> rows, MixedFit<R> fit) {
    return StatUtils.variance(rows.stream().mapToDouble(fit::predictPopulation).toArray());
  }

  private static <R> double mean(List<R> rows, ToDoubleFunction<R> of) {
    return rows.stream().mapToDouble(of).average().orElseThrow();
  }

  private static void check(RSquared actual, double fixed, double random, double residual) {
    double all = fixed + random + residual;
    assertThat(actual.marginal()).isCloseTo(fixed / all, CLOSE);
    assertThat(actual.conditional()).isCloseTo((fixed + random) / all, CLOSE);
  }

  @Test
  void variancesOfPositionsAreAveragedOverTheRows() {
    List<Trial> rows = Trial.rows();
    var us = RepeatedMeasures_TrialUsFullModel.fit(rows);
    var byArm = RepeatedMeasures_TrialCshByArmModel.fit(rows);

    check(
        us.rSquared(),
        fixed(rows, us),
        0,
        mean(rows, row -> variance(us.residual().standardDeviation(row.visit()))));
    check(
        byArm.rSquared(),
        0,
        0,
        mean(rows, row -> variance(byArm.residual().of(row.arm()).standardDeviation(row.visit()))));
    assertThat(byArm.residual().of(Arm.PBO)).isNotNull();
    assertThatThrownBy(us::intraclassCorrelation)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("has no random effects");
  }

  @Test
  void variancesThatFollowANumberAreAveragedOverTheRows() {
    List<Dialysis> rows = Dialysis.rows();
    var power = ResidualsByNumber_PowerAr1Model.fit(rows);

    check(
        power.rSquared(),
        fixed(rows, power),
        0,
        mean(
            rows,
            row ->
                variance(power.sigma() * Math.pow(row.pressure(), power.residual().exponent()))));
  }

  @Test
  void randomEffectsShareWhatIsTheirs() {
    List<Growth> rows = Growth.rows();
    var growth = RepeatedMeasures_GrowthBySexModel.fit(rows);
    var components = growth.varianceComponents();
    double level = components.get(0).standardDeviation();
    double slope = components.get(1).standardDeviation();
    double correlation = growth.subject().covariance().correlation().interceptIAgeMinus11();
    double random =
        mean(
            rows,
            row ->
                variance(level)
                    + 2 * (row.age() - 11) * correlation * level * slope
                    + variance((row.age() - 11) * slope));
    double residual = mean(rows, row -> variance(growth.residual().standardDeviation(row.sex())));
    check(growth.rSquared(), fixed(rows, growth), random, residual);

    List<Crossed> crossed = Crossed.rows();
    var ar1 = RepeatedMeasures_CrossedAr1Model.fit(crossed);
    double subject = variance(ar1.varianceComponents().get(0).standardDeviation());
    double item = variance(ar1.varianceComponents().get(1).standardDeviation());
    double own = variance(ar1.sigma());
    IntraclassCorrelation icc = ar1.intraclassCorrelation();
    assertThat(icc.adjusted()).isCloseTo((subject + item) / (subject + item + own), CLOSE);
    assertThat(icc.byGroup().get("item")).isCloseTo(item / (subject + item + own), CLOSE);
    check(ar1.rSquared(), fixed(crossed, ar1), subject + item, own);
  }
}
