package org.blup.internal.reml.identification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.blup.internal.design.covariance.ByStratum;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.Visits;
import org.junit.jupiter.api.Test;

class ResidualChangesTest {

  /** Parameters are two logarithms of standard deviations over the first, and three angles. */
  private static final Visits ANY = visits(Correlation.UNSTRUCTURED, false);

  @Test
  void variancesAndCorrelationsAreNamedByTheirPositions() {
    double[] phi = ANY.independent();
    assertThat(ResidualChanges.of(ANY, phi, new double[] {0, 2, 0, 0, 0}))
        .containsExactly("variance at c");
    assertThat(ResidualChanges.of(ANY, phi, new double[] {1, 0, 0, 1, 0}))
        .containsExactly("variance at b", "correlation of a and c");
    assertThat(ResidualChanges.of(ANY, phi, new double[] {0, 0, 1, 1, 1}))
        .containsExactly("correlations");
    assertThat(ResidualChanges.of(ANY, phi, new double[5])).isEmpty();
  }

  @Test
  void strataAreNamed() {
    Visits same = visits(Correlation.COMPOUND_SYMMETRY, true);
    ByStratum strata = new ByStratum(List.of("A", "B"), List.of(same, same));
    assertThat(ResidualChanges.of(strata, strata.independent(), new double[] {0, 1, 1}))
        .containsExactly("variance in B", "correlations in B");
  }

  @Test
  void aVarianceThatTendsToZeroIsNamed() {
    double[] phi = ANY.independent();
    assertThat(ResidualChanges.vanishing(ANY, phi)).isEmpty();
    phi[1] = -13;
    assertThat(ResidualChanges.vanishing(ANY, phi))
        .contains("the variance of residuals at c tends to 0");
  }

  private static Visits visits(Correlation correlation, boolean oneVariance) {
    return new Visits(
        new PatternedCovariance(correlation, oneVariance),
        List.of("a", "b", "c"),
        List.of(new int[] {0, 1, 2}),
        new long[] {10});
  }
}
