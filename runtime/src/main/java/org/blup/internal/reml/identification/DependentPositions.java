package org.blup.internal.reml.identification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.covariance.ResidualForm.Block;
import org.blup.internal.linalg.dense.SymmetricEigen;

/**
 * Positions whose residuals are linearly dependent within a subject, or nearly so: the response of
 * a subject at one of them follows from that at the others, and the likelihood has no bound.
 */
public final class DependentPositions {

  /**
   * An eigenvalue of the correlations below this is none: half of the digits are lost, and searches
   * end above it where there is a minimum.
   */
  private static final double LEAST_EIGENVALUE = 1e-7;

  /** Positions that take part with a smaller share of the largest coefficient are not named. */
  private static final double LEAST_SHARE = 0.1;

  /** Of more positions eigenvalues take longer than a user waits for a message. */
  private static final int MOST_POSITIONS = 500;

  /** So many are named. */
  private static final int MOST_NAMED = 8;

  private DependentPositions() {}

  /** What is dependent at some parameters, in words. */
  public static Optional<String> of(ResidualForm form, double[] phi) {
    return form.blocks(phi).stream().flatMap(block -> of(block).stream()).findFirst();
  }

  private static Optional<String> of(Block block) {
    int m = block.positions().size();
    if (m < 2 || m > MOST_POSITIONS) {
      return Optional.empty();
    }
    double[] correlations = new double[m * m];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        double square = block.variance(a) * block.variance(b);
        correlations[a * m + b] = block.covariance(a, b) / Math.sqrt(square);
      }
    }
    if (!IntStream.range(0, m * m).allMatch(i -> Double.isFinite(correlations[i]))) {
      return Optional.empty();
    }
    SymmetricEigen eigen = new SymmetricEigen(m, correlations);
    return eigen.values()[0] < LEAST_EIGENVALUE
        ? Optional.of(words(block, eigen))
        : Optional.empty();
  }

  private static String words(Block block, SymmetricEigen eigen) {
    int m = block.positions().size();
    double[] sizes = IntStream.range(0, m).mapToDouble(a -> Math.abs(eigen.vector(0, a))).toArray();
    double least = LEAST_SHARE * Arrays.stream(sizes).max().orElse(0);
    List<String> named =
        IntStream.range(0, m)
            .filter(a -> sizes[a] > least)
            .mapToObj(block.positions()::get)
            .toList();
    int more = named.size() - MOST_NAMED;
    return "residuals at %s%s%s tend to be linearly dependent within a subject"
        .formatted(
            String.join(", ", more > 0 ? named.subList(0, MOST_NAMED) : named),
            more > 0 ? " and " + more + " more" : "",
            block.stratum().isEmpty() ? "" : " in " + block.stratum());
  }
}
