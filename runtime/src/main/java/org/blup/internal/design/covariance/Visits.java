package org.blup.internal.design.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.numeric.Quadratic;

/**
 * Residuals that are independent between subjects, and within a subject have the covariance of the
 * visits that it was seen at. For every pattern of visits and every two visits {@code s ≤ t} of it,
 * in their order, there is a sum over the pattern's subjects: {@code Σ k_s k_tᵀ + k_t k_sᵀ}, or
 * {@code Σ k_s k_sᵀ} for s = t, of the rows k of [Z X y].
 *
 * <p>The standard deviation of the first visit is σ: parameters are those of the structure but for
 * the first.
 */
public final class Visits implements SummedForm {

  /** Correlations of moments are taken towards zero by this factor, and again until they fit. */
  private static final double SHRINKAGE = 0.95;

  /**
   * Correlations shrunk to less than this share of themselves are none: then the start has none.
   */
  private static final double LEAST_SHRINKAGE = 0.01;

  private final PatternedCovariance structure;
  private final List<String> names;
  private final int visits;
  private final List<int[]> patterns;
  private final long[] subjects;

  /**
   * A covariance over visits.
   *
   * @param names of the visits, in their order
   * @param patterns the visits, ascending, of each pattern
   * @param subjects the number of subjects of each pattern
   */
  public Visits(
      PatternedCovariance structure, List<String> names, List<int[]> patterns, long[] subjects) {
    this.structure = structure;
    this.names = List.copyOf(names);
    visits = names.size();
    this.patterns = patterns.stream().map(int[]::clone).toList();
    this.subjects = subjects.clone();
  }

  @Override
  public int parameters() {
    return structure.parameters(visits) - 1;
  }

  @Override
  public int sums() {
    return Math.toIntExact(sums(patterns));
  }

  /** The number of sums of some patterns, which may be more than any memory holds. */
  public static long sums(List<int[]> patterns) {
    return patterns.stream().mapToLong(own -> own.length * (own.length + 1L) / 2).sum();
  }

  @Override
  public double[] independent() {
    return withoutSigma(structure.parameters(visits, SquareMatrix.identity(visits)));
  }

  @Override
  public Range range(double[] phi, int parameter) {
    return structure.range(visits, withSigma(structure, phi), parameter + 1);
  }

  @Override
  public long rows() {
    long rows = 0;
    for (int p = 0; p < patterns.size(); p++) {
      rows += subjects[p] * patterns.get(p).length;
    }
    return rows;
  }

  @Override
  public List<Block> blocks(double[] phi) {
    double[] root = structure.template(visits, withSigma(structure, phi), 0, false).value();
    double[] covariance = Quadratic.product(visits, root, SquareMatrix.transposed(visits, root));
    return List.of(Block.of("", names, covariance));
  }

  /** A structure's parameters, of which the first belongs to σ. */
  public static double[] withSigma(PatternedCovariance structure, double[] phi) {
    double[] all = new double[phi.length + 1];
    all[0] = structure.parameter(1);
    System.arraycopy(phi, 0, all, 1, phi.length);
    return all;
  }

  public static double[] withoutSigma(double[] all) {
    return Arrays.copyOfRange(all, 1, all.length);
  }

  /** Of the first visit, or of all where they share it. */
  @Override
  public double variance(double[] squares) {
    double sum = 0;
    double count = 0;
    int next = 0;
    for (int p = 0; p < patterns.size(); p++) {
      int[] pattern = patterns.get(p);
      for (int s = 0; s < pattern.length; s++) {
        for (int t = s; t < pattern.length; t++) {
          if (s == t && (structure.oneVariance() || pattern[s] == 0)) {
            sum += squares[next];
            count += subjects[p];
          }
          next++;
        }
      }
    }
    return sum / count;
  }

  @Override
  public double meanVariance(double[] phi) {
    Block block = blocks(phi).get(0);
    double sum = 0;
    for (int p = 0; p < patterns.size(); p++) {
      for (int visit : patterns.get(p)) {
        sum += subjects[p] * block.variance(visit);
      }
    }
    return sum / rows();
  }

  /**
   * Those of the covariance that mean products of the residuals give. Each is a mean over the
   * subjects that have both visits, so together they need not be positive definite: correlations
   * are taken towards zero until they are.
   */
  @Override
  public double[] start(double[] squares) {
    double[] sum = new double[visits * visits];
    double[] count = new double[visits * visits];
    int next = 0;
    for (int p = 0; p < patterns.size(); p++) {
      int[] pattern = patterns.get(p);
      for (int s = 0; s < pattern.length; s++) {
        for (int t = s; t < pattern.length; t++) {
          int at = pattern[t] * visits + pattern[s];
          sum[at] += s == t ? squares[next] : squares[next] / 2;
          count[at] += subjects[p];
          next++;
        }
      }
    }
    double[] moments = new double[visits * visits];
    double first = sum[0] / count[0];
    for (int a = 0; a < visits; a++) {
      for (int b = 0; b <= a; b++) {
        int at = a * visits + b;
        double moment = count[at] > 0 ? sum[at] / count[at] / first : 0;
        moments[at] = moment;
        moments[b * visits + a] = moment;
      }
    }
    for (double shrink = SHRINKAGE; shrink > LEAST_SHRINKAGE; shrink *= SHRINKAGE) {
      double[] shrunk = moments.clone();
      for (int i = 0; i < shrunk.length; i++) {
        shrunk[i] *= i / visits == i % visits ? 1 : shrink;
      }
      double logDeterminant = SquareMatrix.invert(visits, shrunk, new double[shrunk.length]);
      if (Double.isFinite(logDeterminant)) {
        return withoutSigma(structure.parameters(visits, shrunk));
      }
    }
    return independent();
  }

  @Override
  public Optional<String> unseen(double[] phi) {
    for (int a = 0; a < visits; a++) {
      for (int b = 0; b < a; b++) {
        int first = b;
        int second = a;
        boolean together =
            patterns.stream()
                .anyMatch(
                    pattern ->
                        Arrays.binarySearch(pattern, first) >= 0
                            && Arrays.binarySearch(pattern, second) >= 0);
        if (!together) {
          return Optional.of(
              "no subject has both %s and %s".formatted(names.get(first), names.get(second)));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Combination at(double[] phi) {
    return new VisitCombination(structure, visits, patterns, subjects, withSigma(structure, phi));
  }
}
