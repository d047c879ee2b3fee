package org.blup.internal.design.residual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.junit.jupiter.api.Test;

class PositionPairsTest {

  @Test
  void anUnstructuredCovarianceNeedsAllPairs() {
    assertThat(unseen(Correlation.UNSTRUCTURED, 3, patterns("0 1", "0 2", "1 2"))).isEmpty();
    assertThat(unseen(Correlation.UNSTRUCTURED, 3, patterns("0 1", "1 2"))).containsExactly(0, 2);
    assertThat(unseen(Correlation.UNSTRUCTURED, 1, patterns("0"))).isEmpty();
  }

  @Test
  void toeplitzCorrelationsNeedAllDistances() {
    assertThat(unseen(Correlation.TOEPLITZ, 4, patterns("0 1", "1 3", "0 3"))).isEmpty();
    assertThat(unseen(Correlation.TOEPLITZ, 4, patterns("0", "1 2 3"))).containsExactly(0, 3);
    assertThat(unseen(Correlation.TOEPLITZ, 4, patterns("0 3"))).containsExactly(0, 1);
  }

  /** Two correlations are determined by their product and one of them. */
  @Test
  void othersAreNotRefused() {
    assertThat(unseen(Correlation.ANTEDEPENDENCE, 3, patterns("0 2", "1 2"))).isEmpty();
    assertThat(unseen(Correlation.COMPOUND_SYMMETRY, 3, patterns("0 2", "1"))).isEmpty();
  }

  @Test
  void aPositionForEachSubjectIsRefusedAtOnce() {
    int positions = 20_000;
    List<PatternedSubjects.Pattern> alone =
        IntStream.range(0, positions)
            .mapToObj(Integer::toString)
            .map(PositionPairsTest::of)
            .toList();
    assertThat(unseen(Correlation.UNSTRUCTURED, positions, alone)).containsExactly(0, 1);
    assertThat(unseen(Correlation.TOEPLITZ, positions, alone)).containsExactly(0, 1);
  }

  private static int[] unseen(
      Correlation correlation, int positions, List<PatternedSubjects.Pattern> patterns) {
    PatternedCovariance structure = new PatternedCovariance(correlation, true);
    return PositionPairs.unseen(structure, positions, patterns).orElse(new int[0]);
  }

  private static List<PatternedSubjects.Pattern> patterns(String... positions) {
    return Stream.of(positions).map(PositionPairsTest::of).toList();
  }

  private static PatternedSubjects.Pattern of(String positions) {
    int[] own = Stream.of(positions.split(" ")).mapToInt(Integer::parseInt).toArray();
    return new PatternedSubjects.Pattern(own, new int[] {0});
  }
}
