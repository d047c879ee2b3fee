package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.blup.internal.inference.distributions.Probability;
import org.blup.internal.inference.multiplicity.ContrastFamily;
import org.blup.internal.inference.multiplicity.PValueAdjustment;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.Tails;
import org.blup.internal.numeric.Interruption;
import org.blup.internal.numeric.Quadratic;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Multiplicity;

/**
 * The adjustment of a family of comparisons, computed when it is first asked for. Those that are
 * not estimable, or whose p-value is {@code NaN}, belong to no family.
 */
final class FamilyAdjustment {

  private record Adjusted(double[] p, double error) {

    static Adjusted of(Probability[] probabilities) {
      double error = Arrays.stream(probabilities).mapToDouble(Probability::error).max().orElse(0);
      double[] p = Arrays.stream(probabilities).mapToDouble(Probability::value).toArray();
      return new Adjusted(p, error);
    }
  }

  /**
   * Who is in the family.
   *
   * @param rank for each comparison its place in the family, −1 for those outside
   */
  private record Members(List<GridFunction> functions, LinearTest[] tests, int[] rank) {

    static Members of(List<GridFunction> all, TableSteps steps) {
      List<GridFunction> functions = new ArrayList<>();
      List<LinearTest> tests = new ArrayList<>();
      int[] rank = new int[all.size()];
      for (int i = 0; i < rank.length; i++) {
        rank[i] = -1;
        GridFunction function = all.get(i);
        if (!function.isEstimable()) {
          continue;
        }
        if (Double.isNaN(function.test().pValue())) {
          steps.done();
        } else {
          rank[i] = functions.size();
          functions.add(function);
          tests.add(function.test());
        }
      }
      return new Members(functions, tests.toArray(LinearTest[]::new), rank);
    }

    int size() {
      return tests.length;
    }
  }

  private record TukeyInterval(double level, double df) {}

  /** The steps of a comparison: its test, and its adjusted p-value. */
  static final int STEPS = 2;

  private final Multiplicity multiplicity;
  private final int means;
  private final TableSteps steps;
  private final Lazy<Members> members;
  private final Lazy<ContrastFamily> family;
  private final Lazy<Adjusted> adjusted;
  private final Map<Double, double[]> critical = new ConcurrentHashMap<>();

  /** Tukey's, which are computed one by one: a table may print few of many. */
  private final Map<Integer, Double> tukey = new ConcurrentHashMap<>();

  private final Map<TukeyInterval, Double> tukeyCritical = new ConcurrentHashMap<>();

  /**
   * The adjustment.
   *
   * @param functions all comparisons
   * @param means how many means they compare
   * @param steps is told of each adjusted p-value
   */
  FamilyAdjustment(
      List<GridFunction> functions, int means, Multiplicity multiplicity, TableSteps steps) {
    this.multiplicity = multiplicity;
    this.means = means;
    this.steps = steps;
    members = new Lazy<>(() -> Members.of(functions, steps));
    family = new Lazy<>(this::family);
    adjusted = new Lazy<>(this::adjusted);
  }

  /** The name of the procedure, and how many comparisons it is for. */
  String label() {
    return size() < 2 || multiplicity == Multiplicity.NONE
        ? "not adjusted"
        : "adjusted for " + size() + " comparisons: " + name();
  }

  /** What was done to p-values and intervals, for a line below their table. */
  String words() {
    if (size() < 2) {
      return "p-values and intervals need no adjustment for the number of comparisons";
    }
    String adjusted = "adjusted for " + size() + " comparisons: " + name();
    return switch (multiplicity) {
      case NONE -> "p-values and intervals are not adjusted for the number of comparisons";
      case TUKEY, DUNNETT, MULTIVARIATE_T, BONFERRONI -> "p-values and intervals " + adjusted;
      case HOLM, HOCHBERG, BENJAMINI_HOCHBERG -> "p-values " + adjusted + "; intervals: Bonferroni";
    };
  }

  private String name() {
    return switch (multiplicity) {
      case NONE -> "none";
      case TUKEY -> "Tukey";
      case DUNNETT -> "Dunnett";
      case MULTIVARIATE_T -> "multivariate t";
      case BONFERRONI -> "Bonferroni";
      case HOLM -> "Holm";
      case HOCHBERG -> "Hochberg";
      case BENJAMINI_HOCHBERG -> "Benjamini-Hochberg, false discovery rate";
    };
  }

  /** How many comparisons are in the family. */
  int size() {
    return members.get().size();
  }

  double pValue(int position) {
    int rank = members.get().rank()[position];
    if (rank < 0) {
      return Double.NaN;
    }
    return isTukey() ? tukey(rank) : adjusted.get().p()[rank];
  }

  private double tukey(int rank) {
    Double known = tukey.get(rank);
    if (known != null) {
      return known;
    }
    Interruption.check();
    double value = family.get().tukey(means, rank);
    if (tukey.putIfAbsent(rank, value) == null) {
      steps.done();
    }
    return value;
  }

  private boolean isTukey() {
    return multiplicity == Multiplicity.TUKEY && size() > 1;
  }

  double error() {
    return isTukey() ? 0 : adjusted.get().error();
  }

  /** The critical |t| of a comparison's interval. */
  double critical(int position, double level) {
    int rank = members.get().rank()[position];
    double df = rank < 0 ? 1 : members.get().tests()[rank].df();
    double alone = Tails.quantile(level, df);
    if (rank < 0) {
      return Double.NaN;
    }
    if (isTukey()) {
      return tukeyCritical.computeIfAbsent(
          new TukeyInterval(level, df),
          interval -> ContrastFamily.tukeyCritical(means, interval.level(), interval.df()));
    }
    return multiplicity == Multiplicity.NONE || size() == 1
        ? alone
        : critical.computeIfAbsent(level, this::critical)[rank];
  }

  private double[] critical(double level) {
    return switch (multiplicity) {
      case DUNNETT -> family.get().dunnettCritical(level);
      case MULTIVARIATE_T -> family.get().multivariateTCritical(level);
      default -> {
        double each = 1 - (1 - level) / size();
        yield Arrays.stream(members.get().tests())
            .mapToDouble(test -> Tails.quantile(each, test.df()))
            .toArray();
      }
    };
  }

  private Adjusted adjusted() {
    double[] p = Arrays.stream(members.get().tests()).mapToDouble(LinearTest::pValue).toArray();
    if (p.length > 1 && multiplicity == Multiplicity.DUNNETT) {
      return Adjusted.of(family.get().dunnett(steps::done));
    }
    if (p.length > 1 && multiplicity == Multiplicity.MULTIVARIATE_T) {
      return Adjusted.of(family.get().multivariateT(steps::done));
    }
    double[] adjusted = p.length > 1 ? adjusted(p) : p;
    for (int i = 0; i < p.length; i++) {
      steps.done();
    }
    return new Adjusted(adjusted, 0);
  }

  /** By a procedure that needs the p-values alone. */
  private double[] adjusted(double[] p) {
    return switch (multiplicity) {
      case NONE -> p;
      case TUKEY, DUNNETT, MULTIVARIATE_T -> throw new IllegalStateException("computed one by one");
      case BONFERRONI -> PValueAdjustment.bonferroni(p);
      case HOLM -> PValueAdjustment.holm(p);
      case HOCHBERG -> PValueAdjustment.hochberg(p);
      case BENJAMINI_HOCHBERG -> PValueAdjustment.benjaminiHochberg(p);
    };
  }

  private ContrastFamily family() {
    LinearTest[] known = members.get().tests();
    return new ContrastFamily(
        Arrays.stream(known).mapToDouble(LinearTest::t).toArray(),
        Arrays.stream(known).mapToDouble(LinearTest::df).toArray(),
        Arrays.stream(known).mapToDouble(LinearTest::pValue).toArray(),
        new Lazy<>(this::correlation)::get);
  }

  private double[][] correlation() {
    List<GridFunction> functions = members.get().functions();
    double[][] weights = functions.stream().map(GridFunction::weights).toArray(double[][]::new);
    double[] covariance = functions.get(0).space().testCovariance();
    int m = weights.length;
    double[][] half =
        Arrays.stream(weights).map(row -> product(row, covariance)).toArray(double[][]::new);
    double[] deviation =
        IntStream.range(0, m)
            .mapToDouble(i -> Math.sqrt(Quadratic.dot(half[i], weights[i])))
            .toArray();
    double[][] correlation = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double value =
            i == j ? 1 : Quadratic.dot(half[i], weights[j]) / (deviation[i] * deviation[j]);
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
}
