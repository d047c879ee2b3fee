package org.blup.internal.design.covariance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Residuals that are independent between subjects, and within a subject have the covariance of the
 * visits that it was seen at. For every pattern of visits and every two visits {@code s ≤ t} of it,
 * in their order, there is a sum over the pattern's subjects: {@code Σ k_s k_tᵀ + k_t k_sᵀ}, or
 * {@code Σ k_s k_sᵀ} for s = t, of the rows k of [Z X y].
 *
 * <p>The standard deviation of the first visit is σ: parameters are those of the structure but for
 * the first.
 */
public final class Visits implements ResidualForm {

  /** Correlations of moments are taken towards zero by this factor, and again until they fit. */
  private static final double SHRINKAGE = 0.95;

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

  /** The form over all visits. */
  public PatternedCovariance structure() {
    return structure;
  }

  /** The names of the visits, in their order. */
  public List<String> names() {
    return names;
  }

  @Override
  public int parameters() {
    return structure.parameters(visits) - 1;
  }

  @Override
  public int sums() {
    return patterns.stream().mapToInt(pattern -> pattern.length * (pattern.length + 1) / 2).sum();
  }

  @Override
  public double[] independent() {
    double[] identity = new double[visits * visits];
    for (int a = 0; a < visits; a++) {
      identity[a * (visits + 1)] = 1;
    }
    double[] all = structure.parameters(visits, identity);
    return Arrays.copyOfRange(all, 1, all.length);
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
      double logDeterminant = invert(visits, shrunk, new double[shrunk.length]);
      if (Double.isFinite(logDeterminant)) {
        double[] all = structure.parameters(visits, shrunk);
        return Arrays.copyOfRange(all, 1, all.length);
      }
    }
    return independent();
  }

  @Override
  public Optional<String> unseen() {
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
    double[] all = new double[phi.length + 1];
    all[0] = structure.parameter(1);
    System.arraycopy(phi, 0, all, 1, phi.length);
    PatternedCovariance.Template template = structure.template(visits, all, 0);
    double[] root = template.value();
    double[][] changes = new double[phi.length][];
    for (int i = 0; i < changes.length; i++) {
      double[] half = product(visits, template.first()[i + 1], transposed(visits, root));
      changes[i] = sum(half, transposed(visits, half));
    }
    double[] covariance = product(visits, root, transposed(visits, root));
    int m = phi.length;
    double[] coefficients = new double[sums()];
    double[][] slopes = new double[m][coefficients.length];
    double[][] squares = new double[m * (m + 1) / 2][coefficients.length];
    double[] logDeterminantSlopes = new double[m];
    double logDeterminant = 0;
    int from = 0;
    for (int p = 0; p < patterns.size(); p++) {
      int[] pattern = patterns.get(p);
      int n = pattern.length;
      double[] own = new double[n * n];
      logDeterminant += subjects[p] * invert(n, part(pattern, covariance), own);
      scatter(n, own, 1, coefficients, from);
      double[][] products = new double[m][];
      for (int i = 0; i < m; i++) {
        products[i] = product(n, own, part(pattern, changes[i]));
        for (int a = 0; a < n; a++) {
          logDeterminantSlopes[i] += subjects[p] * products[i][a * (n + 1)];
        }
        scatter(n, product(n, products[i], own), -1, slopes[i], from);
        for (int j = 0; j <= i; j++) {
          double[] square = product(n, products[i], product(n, products[j], own));
          double[] both = sum(square, transposed(n, square));
          scatter(n, both, 0.5, squares[i * (i + 1) / 2 + j], from);
        }
      }
      from += n * (n + 1) / 2;
    }
    return new Combination(coefficients, slopes, squares, logDeterminant, logDeterminantSlopes);
  }

  /** The elements of a symmetric matrix where the sums of a pattern's visits stand. */
  private static void scatter(int n, double[] matrix, double factor, double[] to, int from) {
    int at = from;
    for (int s = 0; s < n; s++) {
      for (int t = s; t < n; t++) {
        to[at++] = factor * matrix[s * n + t];
      }
    }
  }

  private double[] part(int[] pattern, double[] matrix) {
    int n = pattern.length;
    double[] part = new double[n * n];
    Arrays.setAll(part, i -> matrix[pattern[i / n] * visits + pattern[i % n]]);
    return part;
  }

  /** Inverts a positive definite matrix; returns the logarithm of its determinant. */
  private static double invert(int n, double[] matrix, double[] inverse) {
    double[] lower = new double[n * n];
    double logDeterminant = 0;
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double left = matrix[i * n + j];
        for (int c = 0; c < j; c++) {
          left -= lower[i * n + c] * lower[j * n + c];
        }
        lower[i * n + j] = i == j ? Math.sqrt(left) : left / lower[j * (n + 1)];
      }
      logDeterminant += 2 * Math.log(lower[j * (n + 1)]);
    }
    for (int column = 0; column < n; column++) {
      double[] x = new double[n];
      x[column] = 1;
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < i; c++) {
          x[i] -= lower[i * n + c] * x[c];
        }
        x[i] /= lower[i * (n + 1)];
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int c = i + 1; c < n; c++) {
          x[i] -= lower[c * n + i] * x[c];
        }
        x[i] /= lower[i * (n + 1)];
        inverse[i * n + column] = x[i];
      }
    }
    return logDeterminant;
  }

  private static double[] product(int n, double[] a, double[] b) {
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < n; c++) {
        for (int j = 0; j < n; j++) {
          product[i * n + j] += a[i * n + c] * b[c * n + j];
        }
      }
    }
    return product;
  }

  private static double[] transposed(int n, double[] matrix) {
    double[] transposed = new double[n * n];
    Arrays.setAll(transposed, i -> matrix[i % n * n + i / n]);
    return transposed;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
