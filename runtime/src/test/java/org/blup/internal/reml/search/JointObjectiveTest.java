package org.blup.internal.reml.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.RealMatrix;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.equations.DenseReference;
import org.blup.internal.reml.equations.Fev;
import org.blup.internal.reml.equations.RepeatedRows;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.solution.Solution;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches for templates and residual covariances together. */
class JointObjectiveTest {

  /**
   * The lowest criteria of a dense likelihood from several starts, to which SAS's of the same
   * models come within 1e-5 from above: {@code oracle/covariance} of the shared folder.
   */
  @ParameterizedTest
  @CsvSource({
    "ANTEDEPENDENCE, false, 1, true, 3713.49317735752",
    "ANTEDEPENDENCE, false, 1, false, 3713.24501701591",
    "AUTOREGRESSIVE, true, arm, true, 3855.12433950753",
    "AUTOREGRESSIVE, true, arm + sex, false, 3857.17944241287",
    "AUTOREGRESSIVE, true, 1, true, 3875.49945458527",
    "AUTOREGRESSIVE, false, 1, true, 3739.96834849679",
    "AUTOREGRESSIVE, false, 1, false, 3739.94416570368",
    "COMPOUND_SYMMETRY, true, arm, true, 3890.9789685893",
    "COMPOUND_SYMMETRY, true, 1, false, 3918.12214210885",
    "COMPOUND_SYMMETRY, false, arm, true, 3754.18490429648",
    "COMPOUND_SYMMETRY, false, 1, true, 3784.85341598558",
    "TOEPLITZ, true, arm, true, 3830.79965707593",
    "TOEPLITZ, true, 1, true, 3856.68995273289",
    "TOEPLITZ, false, 1, false, 3722.29178558105",
    "UNSTRUCTURED, false, arm, true, 3667.96275614366",
    "UNSTRUCTURED, false, arm + sex, true, 3666.9669751644",
    "UNSTRUCTURED, false, 1, false, 3700.68706780651",
    "UNSTRUCTURED, false, 1, true, 3700.94647928767",
  })
  void lowestKnownCriteriaAreReached(
      Correlation correlation, boolean oneVariance, String fixed, boolean reml, double lowest)
      throws IOException {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    ResidualSums sums = Fev.read().rows(fixed, structure, false).sums();
    JointObjective joint = new JointObjective(sums, reml, (at, value) -> {});
    for (double[] start : joint.starts()) {
      SearchResult result = TrustRegionSearch.minimise(joint, start, joint.objective().goal());
      assertThat(result.isMinimum()).isTrue();
      assertThat(result.value()).isLessThan(lowest + 1e-6).isGreaterThan(lowest - 1e-6);
    }
  }

  /** Independent residuals of one variance, and no random effects: linear regression. */
  @Test
  void noParametersAreNoSearch() {
    double[] y = {1, 2, 4, 7};
    Rows rows = Rows.of(y, Rows.constant(4));
    PatternedCovariance structure = new PatternedCovariance(Correlation.NONE, true);
    List<int[]> subjects = List.of(new int[] {0, 1}, new int[] {2, 3});
    RepeatedRows repeated = new RepeatedRows(rows, structure, 2, subjects, new int[] {0, 1, 0, 1});
    Solution solution = Reml.solve(repeated.sums(), true, (theta, criterion) -> {});
    assertThat(solution.sigma() * solution.sigma()).isCloseTo(7, within(1e-12));
    assertThat(solution.beta()[0]).isCloseTo(3.5, within(1e-12));
  }

  /** Crossed random effects beside every structure: no other parameters have a lower criterion. */
  @Property(tries = 40)
  void noOtherParametersHaveALowerCriterion(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    int visits = 3;
    int subjects = 40;
    Random random = new Random(seed);
    List<int[]> members = new ArrayList<>();
    int n = 0;
    for (int s = 0; s < subjects; s++) {
      int count = s % 4 == 0 ? visits - 1 : visits;
      members.add(IntStream.range(n, n + count).toArray());
      n += count;
    }
    int[] visit = new int[n];
    int[] item = random.ints(n, 0, 6).toArray();
    double[] x = random.doubles(n, -2, 2).toArray();
    double[] y = new double[n];
    double[] effects = random.doubles(6, -1.5, 1.5).toArray();
    for (int[] own : members) {
      double subject = random.nextGaussian();
      for (int t = 0; t < own.length; t++) {
        visit[own[t]] = t;
        double residual = 0.7 * subject + (1 + 0.3 * t) * random.nextGaussian();
        y[own[t]] = x[own[t]] + effects[item[own[t]]] + residual;
      }
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    rows.term(rows.group(item), CovarianceStructure.UNSTRUCTURED, Rows.constant(n));
    RepeatedRows repeated = new RepeatedRows(rows, structure, visits, members, visit);
    JointObjective joint = new JointObjective(repeated.sums(), true, (at, value) -> {});
    SearchResult result =
        TrustRegionSearch.minimise(joint, joint.starts().get(0), joint.objective().goal());
    assertThat(result.isMinimum()).isTrue();
    double[] best = result.x();
    for (int trial = 0; trial < 10; trial++) {
      double size = Math.pow(10, -3 * random.nextDouble());
      double[] other = best.clone();
      for (int i = 0; i < other.length; i++) {
        other[i] += size * random.nextGaussian();
      }
      assertThat(joint.value(other)).isGreaterThan(result.value() - 1e-7);
    }
    joint.value(best);
    double[][] factors = {joint.objective().model.lambda[0].clone()};
    double[] phi = Arrays.copyOfRange(best, 1, best.length);
    RealMatrix r = repeated.covariance(phi);
    double dense = new DenseReference(rows, factors, true, r).criterion();
    assertThat(result.value()).isCloseTo(dense, within(1e-7));
  }
}
