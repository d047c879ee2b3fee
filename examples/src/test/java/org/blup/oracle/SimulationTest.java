package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.blup.model.MixedFit;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.oracle.SleepModels.Sleep;
import org.junit.jupiter.api.Test;

/** Responses drawn row by row, and what they say of those that are drawn by cross-products. */
class SimulationTest {

  @SuppressWarnings("unchecked")
  private static FittedCase<Sleep> sleep() {
    return (FittedCase<Sleep>) FittedCase.of("sleep-slope");
  }

  /** The first model of the sleep study: (days | subject) on the record that many models share. */
  private static MixedFit<Sleep> refit(List<Sleep> rows) {
    return SleepModels_SleepSlopesModel.model().fit(rows);
  }

  @Test
  void theSameSeedGivesTheSameResponses() {
    FittedCase<Sleep> sleep = sleep();

    double[] drawn = sleep.fit().simulate(sleep.rows(), 11);

    assertThat(drawn).hasSize(180).isEqualTo(sleep.fit().simulate(sleep.rows(), 11));
    assertThat(drawn).isNotEqualTo(sleep.fit().simulate(sleep.rows(), 12));
  }

  @Test
  void withEffectsKeptTheResidualsAloneAreDrawn() {
    FittedCase<Sleep> sleep = sleep();
    double square = 0;
    int count = 0;
    for (int seed = 0; seed < 50; seed++) {
      double[] drawn = sleep.fit().simulateConditional(sleep.rows(), seed);
      for (int i = 0; i < drawn.length; i++) {
        double residual = drawn[i] - sleep.fit().predict(sleep.rows().get(i));
        square += residual * residual;
        count++;
      }
    }

    // 9,000 draws: σ̂ has a standard error of σ / √18,000
    double sigma = sleep.fit().sigma();
    assertThat(Math.sqrt(square / count))
        .isCloseTo(sigma, within(3 * sigma / Math.sqrt(2 * count)));
  }

  /** 400 sets of rows drawn and fitted, beside 4,000 replicates without rows. */
  @Test
  void refitsOfDrawnRowsAreDistributedAsTheBootstrapsReplicates() {
    FittedCase<Sleep> sleep = sleep();
    BootstrapResult bootstrap = sleep.fit().bootstrap().replicates(4000).seed(5).run();
    int sets = 400;
    double[] slopes = new double[sets];
    double[] deviations = new double[sets];
    double[] sigmas = new double[sets];
    for (int set = 0; set < sets; set++) {
      double[] drawn = sleep.fit().simulate(sleep.rows(), 1000 + set);
      List<Sleep> rows = new ArrayList<>();
      for (int i = 0; i < drawn.length; i++) {
        Sleep row = sleep.rows().get(i);
        rows.add(new Sleep(drawn[i], row.days(), row.subject()));
      }
      MixedFit<Sleep> refit = refit(rows);
      slopes[set] = refit.coefficient("days").estimate();
      deviations[set] = refit.varianceComponents().get(1).standardDeviation();
      sigmas[set] = refit.sigma();
    }

    KolmogorovSmirnovTest test = new KolmogorovSmirnovTest();
    assertThat(test.kolmogorovSmirnovTest(slopes, bootstrap.replicates("days")))
        .isGreaterThan(0.01);
    assertThat(test.kolmogorovSmirnovTest(deviations, bootstrap.replicates("sd_days|subject")))
        .isGreaterThan(0.01);
    assertThat(test.kolmogorovSmirnovTest(sigmas, bootstrap.replicates("sigma")))
        .isGreaterThan(0.01);
    assertThat(Arrays.stream(slopes).distinct().count()).isEqualTo(sets);
  }
}
