package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.blup.MixedModel;
import org.blup.exception.BlupException;
import org.blup.model.MixedFit;
import org.blup.model.bootstrap.BootstrapInterval;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.Interval;
import org.junit.jupiter.api.Test;

/** The parametric bootstrap of residuals that covary, beside closed forms. */
class CovaryingBootstrapTest {

  /** With fixed seeds nothing is left to chance: a distribution that is right passes for good. */
  private static final double LEAST_P = 0.01;

  private static final int SUBJECTS = 20;

  @MixedModel(name = "Visits", value = "y ~ factor(visit) + residual(us(visit | subject))")
  @MixedModel(name = "Pairs", value = "y ~ 1 + residual(exp(time | subject))")
  @MixedModel(
      name = "Mixed",
      value = "y ~ arm + (1 | subject) + residual(ar1(visit | subject), by = arm)")
  @MixedModel(name = "Independent", value = "y ~ arm + (1 | subject)")
  record Row(double y, int visit, double time, String arm, String subject) {}

  private static List<Row> rows(int subjects, int visits) {
    Random random = new Random(8);
    List<Row> rows = new ArrayList<>();
    for (int subject = 0; subject < subjects; subject++) {
      double before = random.nextGaussian();
      double level = random.nextGaussian();
      for (int visit = 1; visit <= visits; visit++) {
        before = 0.7 * before + Math.sqrt(1 - 0.49) * random.nextGaussian();
        double y = 5 + level + before * (1 + 0.2 * visit);
        rows.add(new Row(y, visit, visit, "arm" + subject % 2, "s" + subject));
      }
    }
    return rows;
  }

  private static void assertDistributed(double[] values, RealDistribution distribution) {
    double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(distribution, values);
    assertThat(p).isGreaterThan(LEAST_P);
  }

  /**
   * Of complete visits with means of their own, REML's covariance is Wishart's: variances are χ² on
   * N − 1 degrees of freedom, a variance given another visit on N − 2.
   */
  @Test
  void theCovarianceOfCompleteVisitsIsWishart() {
    List<Row> rows = rows(SUBJECTS, 3);
    var fit = CovaryingBootstrapTest_VisitsModel.fit(rows);

    BootstrapResult result = fit.bootstrap(rows).replicates(1000).run();

    assertThat(result.names())
        .startsWith("sd_1|Residual", "sd_2|Residual", "sd_3|Residual", "cor_2.1|Residual");
    double[] first = result.replicates("sd_1|Residual");
    double[] second = result.replicates("sd_2|Residual");
    double[] correlation = result.replicates("cor_2.1|Residual");
    double sd1 = result.estimate("sd_1|Residual");
    double given = given(result.estimate("sd_2|Residual"), result.estimate("cor_2.1|Residual"));
    double[] given1 = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      first[i] *= first[i] * (SUBJECTS - 1) / (sd1 * sd1);
      given1[i] = given(second[i], correlation[i]) * (SUBJECTS - 1) / given;
    }
    assertDistributed(first, new ChiSquaredDistribution(SUBJECTS - 1));
    assertDistributed(given1, new ChiSquaredDistribution(SUBJECTS - 2));
    assertDistributed(
        result.replicates("(Intercept)"),
        new NormalDistribution(result.estimate("(Intercept)"), sd1 / Math.sqrt(SUBJECTS)));
  }

  private static double given(double deviation, double correlation) {
    return deviation * deviation * (1 - correlation * correlation);
  }

  /** Of pairs at one distance, half the squares of differences are σ²(1 − ρ)χ², N of them. */
  @Test
  void differencesOfPairsAreChiSquare() {
    List<Row> rows = rows(30, 2);
    var fit = CovaryingBootstrapTest_PairsModel.fit(rows);

    BootstrapResult result = fit.bootstrap(rows).replicates(1000).run();

    assertThat(result.names()).containsExactly("sigma", "range", "(Intercept)");
    assertThat(result.failed()).isZero();
    double known = ofDifferences(result.estimate("sigma"), result.estimate("range"));
    double[] squares = result.replicates("sigma");
    double[] ranges = result.replicates("range");
    for (int i = 0; i < squares.length; i++) {
      squares[i] = ofDifferences(squares[i], ranges[i]) * 30 / known;
    }
    assertDistributed(squares, new ChiSquaredDistribution(30));
  }

  private static double ofDifferences(double sigma, double range) {
    return sigma * sigma * (1 - Math.exp(-1 / range));
  }

  /** The acceleration of a variance is a sixth of the skewness of χ². */
  @Test
  void acceleratedIntervalsOfAVarianceAreThoseOfChiSquare() {
    List<Row> rows = rows(SUBJECTS, 3);
    var fit = CovaryingBootstrapTest_VisitsModel.fit(rows);
    int df = SUBJECTS - 1;
    ChiSquaredDistribution square = new ChiSquaredDistribution(df);
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double bias = normal.inverseCumulativeProbability(square.cumulativeProbability(df));
    double acceleration = Math.sqrt(8.0 / df) / 6;

    Interval interval =
        fit.bootstrap(rows)
            .replicates(2000)
            .run()
            .interval("sd_1|Residual", 0.9, BootstrapInterval.BCA);

    double[] ends = new double[2];
    for (int i = 0; i < 2; i++) {
      double sum = bias + normal.inverseCumulativeProbability(i == 0 ? 0.05 : 0.95);
      double share = normal.cumulativeProbability(bias + sum / (1 - acceleration * sum));
      ends[i] = Math.sqrt(square.inverseCumulativeProbability(share) / df);
    }
    double sd = fit.residual().standardDeviation(1);
    assertThat(interval.lower() / sd).isCloseTo(ends[0], within(0.03));
    assertThat(interval.upper() / sd).isCloseTo(ends[1], within(0.03));
  }

  @Test
  void replicatesAreTheSameOnAnyNumberOfThreads() {
    List<Row> rows = rows(40, 4);
    MixedFit<Row> fit = CovaryingBootstrapTest_MixedModel.fit(rows);

    BootstrapResult one = fit.bootstrap(rows).replicates(20).seed(3).threads(1).run();
    BootstrapResult four = fit.bootstrap(rows).replicates(20).seed(3).threads(4).run();
    BootstrapResult own =
        fit.bootstrap(rows)
            .replicates(20)
            .seed(3)
            .run(List.of("sigma"), refit -> new double[] {refit.sigma()});

    assertThat(one.names())
        .containsExactly(
            "sd_(Intercept)|subject",
            "sigma_arm0",
            "rho_arm0",
            "sigma_arm1",
            "rho_arm1",
            "(Intercept)",
            "armarm1");
    for (String name : one.names()) {
      assertThat(one.replicates(name)).as(name).isEqualTo(four.replicates(name));
    }
    assertThat(own.replicates("sigma")).isEqualTo(one.replicates("sigma_arm0"));
  }

  /** Standard errors of 400 replicates vary by 3.5 %. */
  @Test
  void independentResidualsAreDrawnFromRowsAsFromCrossProducts() {
    List<Row> rows = rows(40, 4);
    MixedFit<Row> fit = CovaryingBootstrapTest_IndependentModel.fit(rows);

    BootstrapResult byRows = fit.bootstrap(rows).replicates(400).run();
    BootstrapResult products = fit.bootstrap().replicates(400).run();

    assertThat(byRows.names()).isEqualTo(products.names());
    for (String name : byRows.names()) {
      double error = products.standardError(name);
      assertThat(byRows.standardError(name)).isCloseTo(error, within(0.15 * error));
    }
  }

  @Test
  void otherRowsAreRefused() {
    List<Row> rows = rows(40, 4);
    MixedFit<Row> fit = CovaryingBootstrapTest_MixedModel.fit(rows);
    List<Row> once = new ArrayList<>(rows);

    assertThatThrownBy(fit::bootstrap)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("bootstrap(rows)");
    assertThatThrownBy(() -> fit.bootstrap(rows.subList(1, 160)))
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("not the rows of the fit: 159 of 160");
    var bootstrap = fit.bootstrap(once);
    once.clear();
    assertThatThrownBy(bootstrap::run)
        .isInstanceOf(BlupException.class)
        .hasMessageContaining("160 rows, and 0 when they were read again");
  }
}
