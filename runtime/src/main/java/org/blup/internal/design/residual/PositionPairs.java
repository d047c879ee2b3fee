package org.blup.internal.design.residual;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.blup.internal.design.covariance.PatternedCovariance;

/**
 * Pairs of positions whose correlation no subject shows, although it is a parameter: of every pair
 * where a covariance is unstructured, of those at one distance where it is Toeplitz's.
 */
final class PositionPairs {

  private PositionPairs() {}

  /**
   * The first of them.
   *
   * @param positions how many there are
   * @return two positions, in their order; empty if the structure has no such parameters, or
   *     subjects show all of them
   */
  static Optional<int[]> unseen(
      PatternedCovariance structure, int positions, List<PatternedSubjects.Pattern> patterns) {
    return switch (structure.correlation()) {
      case UNSTRUCTURED -> unseenPair(positions, patterns);
      case TOEPLITZ -> unseenDistance(positions, patterns);
      default -> Optional.empty();
    };
  }

  private static Optional<int[]> unseenPair(
      int positions, List<PatternedSubjects.Pattern> patterns) {
    for (int first = 0; first < positions; first++) {
      BitSet seen = new BitSet(positions);
      for (PatternedSubjects.Pattern pattern : patterns) {
        int[] own = pattern.positions();
        if (Arrays.binarySearch(own, first) >= 0) {
          Arrays.stream(own).forEach(seen::set);
        }
      }
      int second = seen.nextClearBit(first);
      if (second < positions) {
        return Optional.of(new int[] {first, second});
      }
    }
    return Optional.empty();
  }

  private static Optional<int[]> unseenDistance(
      int positions, List<PatternedSubjects.Pattern> patterns) {
    BitSet seen = new BitSet(positions);
    for (PatternedSubjects.Pattern pattern : patterns) {
      int[] own = pattern.positions();
      for (int i = 0; i < own.length && seen.cardinality() < positions; i++) {
        for (int j = i; j < own.length; j++) {
          seen.set(own[j] - own[i]);
        }
      }
    }
    int distance = seen.nextClearBit(0);
    return distance < positions ? Optional.of(new int[] {0, distance}) : Optional.empty();
  }
}
