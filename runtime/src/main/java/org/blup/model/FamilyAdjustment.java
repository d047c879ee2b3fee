package org.blup.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.blup.inference.ContrastFamily;
import org.blup.inference.PValueAdjustment;
import org.blup.inference.Probability;

/**
 * The adjustment of a family of comparisons, computed when it is first asked for. Those that are
 * not estimable belong to no family.
 */
final class FamilyAdjustment {

  private record Adjusted(double[] p, double error) {

    static Adjusted of(Probability[] probabilities) {
      double error = Arrays.stream(probabilities).mapToDouble(Probability::error).max().orElse(0);
      double[] p = Arrays.stream(probabilities).mapToDouble(Probability::value).toArray();
      return new Adjusted(p, error);
    }
  }

  private final List<GridFunction> functions;
  private final Multiplicity multiplicity;
  private final int means;
  private final int[] rank;
  private final Lazy<LinearTest[]> tests;
  private final Lazy<ContrastFamily> family;
  private final Lazy<Adjusted> adjusted;
  private final Map<Double, double[]> critical = new ConcurrentHashMap<>();

  /**
   * The adjustment.
   *
   * @param functions all comparisons
   * @param means how many means they compare
   */
  FamilyAdjustment(List<GridFunction> functions, int means, Multiplicity multiplicity) {
    this.multiplicity = multiplicity;
    this.means = means;
    rank = new int[functions.size()];
    this.functions = functions.stream().filter(GridFunction::isEstimable).toList();
    int next = 0;
    for (int i = 0; i < rank.length; i++) {
      rank[i] = functions.get(i).isEstimable() ? next++ : -1;
    }
    tests =
        new Lazy<>(
            () -> this.functions.stream().map(GridFunction::test).toArray(LinearTest[]::new));
    family = new Lazy<>(this::family);
    adjusted = new Lazy<>(this::adjusted);
  }

  /** How many comparisons are in the family. */
  int size() {
    return functions.size();
  }

  double pValue(int position) {
    return adjusted.get().p()[rank[position]];
  }

  double error() {
    return adjusted.get().error();
  }

  /** The critical |t| of a comparison's interval. */
  double critical(int position, double level) {
    LinearTest test = tests.get()[rank[position]];
    if (multiplicity == Multiplicity.NONE || functions.size() == 1) {
      return Tails.quantile(level, test.df());
    }
    Tails.quantile(level, test.df());
    return critical.computeIfAbsent(level, this::critical)[rank[position]];
  }

  private double[] critical(double level) {
    return switch (multiplicity) {
      case TUKEY -> family.get().tukeyCritical(means, level);
      case DUNNETT -> family.get().dunnettCritical(level);
      case MULTIVARIATE_T -> family.get().multivariateTCritical(level);
      default -> {
        double each = 1 - (1 - level) / functions.size();
        yield Arrays.stream(tests.get())
            .mapToDouble(test -> Tails.quantile(each, test.df()))
            .toArray();
      }
    };
  }

  private Adjusted adjusted() {
    double[] p = Arrays.stream(tests.get()).mapToDouble(LinearTest::pValue).toArray();
    if (p.length == 1) {
      return new Adjusted(p, 0);
    }
    return switch (multiplicity) {
      case NONE -> new Adjusted(p, 0);
      case BONFERRONI -> new Adjusted(PValueAdjustment.bonferroni(p), 0);
      case HOLM -> new Adjusted(PValueAdjustment.holm(p), 0);
      case HOCHBERG -> new Adjusted(PValueAdjustment.hochberg(p), 0);
      case BENJAMINI_HOCHBERG -> new Adjusted(PValueAdjustment.benjaminiHochberg(p), 0);
      case TUKEY -> new Adjusted(family.get().tukey(means), 0);
      case DUNNETT -> Adjusted.of(family.get().dunnett());
      case MULTIVARIATE_T -> Adjusted.of(family.get().multivariateT());
    };
  }

  private ContrastFamily family() {
    LinearTest[] known = tests.get();
    return new ContrastFamily(
        Arrays.stream(known).mapToDouble(LinearTest::t).toArray(),
        Arrays.stream(known).mapToDouble(LinearTest::df).toArray(),
        Arrays.stream(known).mapToDouble(LinearTest::pValue).toArray(),
        correlation());
  }

  private double[][] correlation() {
    double[][] weights = functions.stream().map(GridFunction::weights).toArray(double[][]::new);
    double[] covariance = functions.get(0).estimates().hypotheses().covariance();
    int m = weights.length;
    double[][] half =
        Arrays.stream(weights).map(row -> product(row, covariance)).toArray(double[][]::new);
    double[] deviation =
        IntStream.range(0, m).mapToDouble(i -> Math.sqrt(dot(half[i], weights[i]))).toArray();
    double[][] correlation = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double value = i == j ? 1 : dot(half[i], weights[j]) / (deviation[i] * deviation[j]);
        correlation[i][j] = value;
        correlation[j][i] = value;
      }
    }
    return correlation;
  }

  private static double[] product(double[] row, double[] square) {
    double[] product = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; row[i] != 0 && j < row.length; j++) {
        product[j] += row[i] * square[i * row.length + j];
      }
    }
    return product;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
