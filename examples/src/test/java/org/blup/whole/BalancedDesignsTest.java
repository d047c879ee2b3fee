package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.blup.MixedModel;
import org.blup.Response;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;

/**
 * On balanced nested data the estimates have a closed form. With a batches of b casks of r rows,
 * the mean squares of the analysis of variance estimate σ², σ² + rσ_b² and σ² + rσ_b² + brσ_a²;
 * REML makes them ascend by pooling neighbours that do not (Thompson 1962, The problem of negative
 * estimates of variance components, Annals of Mathematical Statistics 33). ML divides the sum of
 * squares between batches by a, not by a − 1.
 */
class BalancedDesignsTest {

  @MixedModel
  record OneWay(@Response double y, @org.blup.Random int batch) {}

  @MixedModel
  record Nested(@Response double y, int batch, @org.blup.Random(within = "batch") int cask) {}

  @Property(seed = "1", tries = 60)
  void oneWayRemlIsTheAnalysisOfVariance(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 12) int batches,
      @ForAll @IntRange(min = 2, max = 8) int replicates,
      @ForAll @DoubleRange(min = 0, max = 3) double spread) {
    oneWay(Criterion.REML, batches - 1, seed, batches, replicates, spread);
  }

  @Property(seed = "2", tries = 60)
  void oneWayMlIsTheAnalysisOfVarianceWithMoreDegreesOfFreedom(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 12) int batches,
      @ForAll @IntRange(min = 2, max = 8) int replicates,
      @ForAll @DoubleRange(min = 0, max = 3) double spread) {
    oneWay(Criterion.ML, batches, seed, batches, replicates, spread);
  }

  private static void oneWay(
      Criterion criterion, int df, long seed, int batches, int replicates, double spread) {
    List<OneWay> rows = new ArrayList<>();
    for (Nested row : nested(seed, batches, 1, replicates, spread, 0)) {
      rows.add(new OneWay(row.y(), row.batch()));
    }
    int n = rows.size();
    double mean = rows.stream().mapToDouble(OneWay::y).average().orElseThrow();
    double[] means = new double[batches];
    rows.forEach(row -> means[row.batch()] += row.y() / replicates);
    double between = 0;
    for (double m : means) {
      between += replicates * (m - mean) * (m - mean);
    }
    double inside =
        rows.stream().mapToDouble(row -> Math.pow(row.y() - means[row.batch()], 2)).sum();

    var fit = BalancedDesignsTest_OneWayModel.fitting().criterion(criterion).fit(rows);

    double[] variances = ascending(new double[] {inside, between}, new int[] {n - batches, df});
    double batchVariance = (variances[1] - variances[0]) / replicates;
    checkVariances(fit, variances[0], batchVariance);
    assertThat(fit.isSingular()).isEqualTo(variances[0] == variances[1]);
    assertThat(fit.fixed().intercept().estimate()).isCloseTo(mean, within(1e-9));
    assertThat(fit.fixed().intercept().standardError())
        .isCloseTo(Math.sqrt(variances[1] / n), within(1e-6));
    double shrinkage = replicates * batchVariance / variances[1];
    for (int g = 0; g < batches; g++) {
      assertThat(fit.batch().get(g).intercept())
          .isCloseTo(shrinkage * (means[g] - mean), within(1e-5));
    }
    assertThat(fit.criterion())
        .isCloseTo(criterion(criterion, variances, inside, between, n, batches), within(1e-6));
  }

  /**
   * |V| = (σ²)^(n−a) λ^a with λ = σ² + rσ_a², 1ᵀV⁻¹1 = n/λ, and the quadratic form is SSW/σ² +
   * SSA/λ.
   */
  private static double criterion(
      Criterion criterion, double[] variances, double inside, double between, int n, int batches) {
    double value =
        (n - batches) * Math.log(variances[0])
            + batches * Math.log(variances[1])
            + inside / variances[0]
            + between / variances[1];
    return criterion == Criterion.ML
        ? value + n * Math.log(2 * Math.PI)
        : value + (n - 1) * Math.log(2 * Math.PI) + Math.log(n / variances[1]);
  }

  @Property(seed = "3", tries = 60)
  void nestedRemlIsTheAnalysisOfVariance(
      @ForAll long seed,
      @ForAll @IntRange(min = 3, max = 8) int batches,
      @ForAll @IntRange(min = 2, max = 5) int casks,
      @ForAll @IntRange(min = 2, max = 5) int replicates,
      @ForAll @DoubleRange(min = 0, max = 2) double batchSpread,
      @ForAll @DoubleRange(min = 0, max = 2) double caskSpread) {
    List<Nested> rows = nested(seed, batches, casks, replicates, batchSpread, caskSpread);
    double mean = rows.stream().mapToDouble(Nested::y).average().orElseThrow();
    double[] means = new double[batches];
    double[][] submeans = new double[batches][casks];
    for (Nested row : rows) {
      means[row.batch()] += row.y() / (casks * replicates);
      submeans[row.batch()][row.cask()] += row.y() / replicates;
    }
    double[] squares = new double[3];
    for (Nested row : rows) {
      squares[0] += Math.pow(row.y() - submeans[row.batch()][row.cask()], 2);
      squares[1] += Math.pow(submeans[row.batch()][row.cask()] - means[row.batch()], 2);
      squares[2] += Math.pow(means[row.batch()] - mean, 2);
    }
    int[] df = {batches * casks * (replicates - 1), batches * (casks - 1), batches - 1};

    var fit = BalancedDesignsTest_NestedModel.fit(rows);

    double[] variances = ascending(squares, df);
    checkVariances(
        fit,
        variances[0],
        (variances[2] - variances[1]) / (casks * replicates),
        (variances[1] - variances[0]) / replicates);
    assertThat(fit.fixed().intercept().standardError())
        .isCloseTo(Math.sqrt(variances[2] / rows.size()), within(1e-6));
  }

  private static List<Nested> nested(
      long seed, int batches, int casks, int replicates, double a, double b) {
    Random random = new Random(seed);
    List<Nested> rows = new ArrayList<>();
    for (int g = 0; g < batches; g++) {
      double batchEffect = a * random.nextGaussian();
      for (int s = 0; s < casks; s++) {
        double effect = batchEffect + b * random.nextGaussian();
        for (int r = 0; r < replicates; r++) {
          rows.add(new Nested(5 + effect + random.nextGaussian(), g, s));
        }
      }
    }
    return rows;
  }

  private static void checkVariances(MixedFit<?> fit, double residual, double... between) {
    assertThat(fit.sigma() * fit.sigma()).isCloseTo(residual, within(1e-6 * residual));
    for (int i = 0; i < between.length; i++) {
      assertThat(fit.varianceComponents().get(i).variance())
          .as("variance of %s", fit.varianceComponents().get(i).group())
          .isCloseTo(between[i], within(2e-5 * (between[i] + residual)));
    }
  }

  /** Mean squares made to ascend: pool adjacent violators. */
  private static double[] ascending(double[] squares, int[] df) {
    int blocks = 0;
    double[] sum = new double[squares.length];
    int[] freedom = new int[squares.length];
    int[] members = new int[squares.length];
    for (int i = 0; i < squares.length; i++) {
      sum[blocks] = squares[i];
      freedom[blocks] = df[i];
      members[blocks++] = 1;
      while (blocks > 1
          && sum[blocks - 1] / freedom[blocks - 1] <= sum[blocks - 2] / freedom[blocks - 2]) {
        blocks--;
        sum[blocks - 1] += sum[blocks];
        freedom[blocks - 1] += freedom[blocks];
        members[blocks - 1] += members[blocks];
      }
    }
    double[] pooled = new double[squares.length];
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      for (int m = 0; m < members[block]; m++) {
        pooled[at++] = sum[block] / freedom[block];
      }
    }
    return pooled;
  }
}
