package org.blup.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.trustregion.SearchResult;
import org.blup.internal.reml.trustregion.TrustRegionSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starting points do not matter: searches of the oracle's small cases from anywhere end alike. */
class StartsTest {

  private static final int STARTS = 50;
  private static final int SMALL = 600;

  static Stream<OracleEquations> cases() {
    return OracleEquations.small(SMALL);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void fiftyStartsEndAtTheSameCriterion(OracleEquations oracle) {
    Random random = new Random(50);
    List<String> others = new ArrayList<>();
    for (int repeat = 0; repeat < STARTS; repeat++) {
      Objective objective =
          new Objective(EquationSetup.of(oracle.equations()), oracle.reml(), (theta, value) -> {});
      double[] start = objective.start();
      double scale = Math.pow(10, 3 * random.nextDouble() - 1.5);
      Arrays.setAll(start, i -> scale * random.nextGaussian());
      SearchResult result = TrustRegionSearch.minimise(objective, start, objective.goal());
      double above = result.value() - oracle.criterion();
      if (!(above < 1e-6) || !(result.predictedGain() < 1e-6)) {
        others.add(
            "start %d: %s, %g above after %d evaluations"
                .formatted(repeat, result.reason(), above, objective.evaluations()));
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void singularCasesAreAmongThem() {
    assertThat(cases().filter(OracleEquations::singular)).hasSizeGreaterThanOrEqualTo(2);
  }
}
