package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.bootstrap.Bootstrap;
import org.blup.model.bootstrap.BootstrapInterval;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.Interval;
import org.junit.jupiter.api.Test;

/** The parametric bootstrap beside closed forms. */
class BootstrapTest {

  /** With fixed seeds nothing is left to chance: a distribution that is right passes for good. */
  private static final double LEAST_P = 0.01;

  @Test
  void replicatesAreTheSameOnAnyNumberOfThreads() {
    MixedFit<?> fit = FittedCase.of("sleep-slope").fit();
    AtomicInteger told = new AtomicInteger();

    BootstrapResult one = fit.bootstrap().replicates(101).seed(3).threads(1).run();
    BootstrapResult four =
        fit.bootstrap()
            .replicates(101)
            .seed(3)
            .threads(4)
            .progress((done, of) -> told.incrementAndGet())
            .run();

    assertThat(told).hasValue(101);
    assertThat(one.completed()).isEqualTo(101);
    for (String name : one.names()) {
      assertThat(one.replicates(name)).as(name).isEqualTo(four.replicates(name));
    }
    assertThat(fit.bootstrap().replicates(101).seed(4).run().replicates("sigma"))
        .isNotEqualTo(one.replicates("sigma"));
  }

  /**
   * 24 plates crossed with 6 samples: σ̂² is the residual mean square on 115 degrees of freedom.
   */
  @Test
  void theResidualVarianceOfABalancedDesignIsChiSquare() {
    MixedFit<?> fit = FittedCase.of("penicillin-crossed").fit();

    BootstrapResult result = fit.bootstrap().replicates(2000).run();

    assertThat(result.singular()).isZero();
    double scale = 115 / (fit.sigma() * fit.sigma());
    double[] squares = result.replicates("sigma");
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i] * scale;
    }
    assertDistributed(squares, new ChiSquaredDistribution(115));
  }

  /** Six batches of five: the mean has variance (σ² + 5 τ²) / 30. */
  @Test
  void theMeanOfABalancedDesignIsNormal() {
    MixedFit<?> fit = FittedCase.of("dyestuff").fit();

    BootstrapResult result = fit.bootstrap().replicates(2000).run();

    double tau = result.estimate("sd_(Intercept)|batch");
    double variance = (fit.sigma() * fit.sigma() + 5 * tau * tau) / 30;
    assertDistributed(
        result.replicates("(Intercept)"), new NormalDistribution(1527.5, Math.sqrt(variance)));
  }

  /** With the batches as predicted the mean moves with the residuals alone. */
  @Test
  void effectsThatAreKeptDoNotVary() {
    MixedFit<?> fit = FittedCase.of("dyestuff").fit();

    BootstrapResult result = fit.bootstrap().replicates(2000).keepingRandomEffects().run();

    assertDistributed(
        result.replicates("(Intercept)"),
        new NormalDistribution(1527.5, fit.sigma() / Math.sqrt(30)));
  }

  @Test
  void aStatisticThatIsNoneIsRefused() {
    Bootstrap<?> bootstrap = FittedCase.of("dyestuff").fit().bootstrap().replicates(20);
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(() -> bootstrap.run(fit -> null))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("null");
    assertThatThrownBy(() -> bootstrap.run(fit -> new double[1 + asked.getAndIncrement() / 9]))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("1 names for 2 statistics of a fit");
  }

  @Test
  void whatWasCancelledAtOnceStillPrints() {
    BootstrapResult none =
        FittedCase.of("dyestuff").fit().bootstrap().cancelledBy(() -> true).run();

    assertThat(none.toString()).contains("0 of 1,000 replicates").contains("NaN");
    assertThatThrownBy(() -> none.standardError("sigma"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("'sigma' is a number in fewer than 2 replicates");
  }

  private static void assertDistributed(double[] values, RealDistribution distribution) {
    double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(distribution, values);
    assertThat(p).isGreaterThan(LEAST_P);
  }

  @Test
  void anyStatisticOfARefitIsThatOfTheWholeFit() {
    MixedFit<?> fit = FittedCase.of("sleep-slope").fit();

    BootstrapResult standard = fit.bootstrap().replicates(20).run();
    BootstrapResult own =
        fit.bootstrap()
            .replicates(20)
            .run(
                List.of("sigma", "days"),
                refit -> new double[] {refit.sigma(), refit.coefficient("days").estimate()});

    assertThat(own.replicates("sigma")).isEqualTo(standard.replicates("sigma"));
    assertThat(own.replicates("days")).isEqualTo(standard.replicates("days"));
  }

  @Test
  void aSingularFitIsBootstrappedAndItsSingularRefitsCounted() {
    MixedFit<?> fit = FittedCase.of("dyestuff2-singular").fit();

    BootstrapResult result = fit.bootstrap().replicates(500).run();

    assertThat(result.completed()).isEqualTo(500);
    assertThat(result.failed()).isZero();
    double[] deviations = result.replicates("sd_(Intercept)|batch");
    assertThat(Arrays.stream(deviations).filter(sd -> sd == 0).count())
        .isEqualTo(result.singular());
    // F(5, 24) < 1 has probability 0.5611: a batch variance of zero (R: pf(1, 5, 24))
    assertThat(result.singular() / 500.0).isCloseTo(0.5611, within(0.05));
  }

  @Test
  void aCancelledBootstrapKeepsWhatWasDone() {
    AtomicInteger done = new AtomicInteger();

    BootstrapResult result =
        FittedCase.of("dyestuff")
            .fit()
            .bootstrap()
            .replicates(1000)
            .threads(1)
            .progress((count, of) -> done.set(count))
            .cancelledBy(() -> done.get() >= 10)
            .run();

    assertThat(result.completed()).isEqualTo(10);
    assertThat(result.requested()).isEqualTo(1000);
  }

  @Test
  void intervalsOfEveryKindHoldTheEstimate() {
    BootstrapResult result = FittedCase.of("sleep-slope").fit().bootstrap().run();

    for (String name : result.names()) {
      for (BootstrapInterval kind : BootstrapInterval.values()) {
        Interval interval = result.interval(name, 0.95, kind);
        assertThat(result.estimate(name))
            .as("%s of %s", kind, name)
            .isBetween(interval.lower(), interval.upper());
      }
    }
  }

  @Test
  void whatCannotBeAskedSaysWhatCan() {
    MixedFit<?> fit = FittedCase.of("dyestuff").fit();

    assertThatThrownBy(() -> fit.bootstrap().replicates(1))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("1000 or more");
    assertThatThrownBy(() -> fit.bootstrap().run(List.of("a", "b"), f -> new double[] {f.sigma()}))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("one name each");
    assertThatThrownBy(() -> fit.bootstrap().replicates(2).run().estimate("tau"))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("sd_(Intercept)|batch");
    assertThatThrownBy(
            () ->
                fit.bootstrap().replicates(5).run().interval("sigma", 0.95, BootstrapInterval.BCA))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("ask for more");
  }
}
