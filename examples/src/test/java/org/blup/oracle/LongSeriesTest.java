package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.MixedModel;
import org.junit.jupiter.api.Test;

/**
 * Autoregression of series for which sums of pairs would take terabytes, beside the likelihood of
 * the innovations: {@code y_t − ρy_{t−1}} are independent.
 */
class LongSeriesTest {

  private static final int STEPS = 15_000;

  @MixedModel("y ~ 1 + residual(ar1(step | series))")
  record Reading(double y, int step, String series) {}

  @Test
  void criterionAndCorrelationAreThoseOfTheInnovations() {
    for (double rho : new double[] {-0.5, 0.3, 0.9, 0.999}) {
      List<Reading> rows = drawn(rho, 2000);
      var fit = LongSeriesTest_ReadingModel.fit(rows);

      double best = minimum(rows, fit.residual().rho());
      assertThat(fit.residual().rho()).isCloseTo(best, within(1e-6));
      assertThat(fit.criterion()).isCloseTo(criterion(rows, best), within(1e-6));
      assertThat(fit.residual().rho()).isCloseTo(rho, within(0.03));
    }
  }

  /** Its interval, and draws of the fit, have the correlation and the variance. */
  @Test
  void intervalsAndDrawsAreOfTheSeries() {
    List<Reading> rows = drawn(0.6, 0);
    var fit = LongSeriesTest_ReadingModel.fit(rows);

    var correlation = fit.varianceIntervals(0.999).get("rho");
    assertThat(0.6).isBetween(correlation.lower(), correlation.upper());
    assertThat(correlation.upper() - correlation.lower()).isLessThan(0.05);
    double[] y = fit.simulate(rows, 3);
    List<Reading> other = new ArrayList<>();
    for (int i = 0; i < y.length; i++) {
      other.add(new Reading(y[i], rows.get(i).step(), rows.get(i).series()));
    }
    var drawn = LongSeriesTest_ReadingModel.fit(other);
    assertThat(drawn.residual().rho()).isCloseTo(fit.residual().rho(), within(0.02));
    assertThat(drawn.sigma()).isCloseTo(fit.sigma(), within(0.03));
  }

  /** Two series, one of them with gaps. */
  private static List<Reading> drawn(double rho, double mean) {
    Random random = new Random(5);
    List<Reading> rows = new ArrayList<>();
    for (String series : List.of("one", "two")) {
      double residual = random.nextGaussian();
      for (int step = 0; step < STEPS; step++) {
        if (series.equals("one") || step % 7 > 0) {
          rows.add(new Reading(mean + residual, step, series));
        }
        residual = rho * residual + Math.sqrt(1 - rho * rho) * random.nextGaussian();
      }
    }
    return rows;
  }

  /** The lowest criterion near a correlation, by golden sections. */
  private static double minimum(List<Reading> rows, double near) {
    double share = (Math.sqrt(5) - 1) / 2;
    double from = near - 0.1 * (1 - Math.abs(near));
    double to = near + 0.1 * (1 - Math.abs(near));
    while (to - from > 1e-9) {
      double left = to - share * (to - from);
      double right = from + share * (to - from);
      if (criterion(rows, left) < criterion(rows, right)) {
        to = right;
      } else {
        from = left;
      }
    }
    return 0.5 * (from + to);
  }

  /** REML for a mean; the response less a constant keeps its digits. */
  private static double criterion(List<Reading> rows, double rho) {
    double constant = rows.get(0).y();
    double ones = 0;
    double cross = 0;
    double square = 0;
    double logDeterminant = 0;
    Reading before = null;
    for (Reading row : rows) {
      boolean isFirst = before == null || !before.series().equals(row.series());
      double r = isFirst ? 0 : Math.pow(rho, row.step() - before.step());
      double one = (1 - r) / Math.sqrt(1 - r * r);
      double y = row.y() - constant - (isFirst ? 0 : r * (before.y() - constant));
      y /= Math.sqrt(1 - r * r);
      ones += one * one;
      cross += one * y;
      square += y * y;
      logDeterminant += Math.log(1 - r * r);
      before = row;
    }
    double df = rows.size() - 1;
    double left = square - cross * cross / ones;
    return Math.log(ones) + logDeterminant + df * (1 + Math.log(2 * Math.PI * left / df));
  }
}
