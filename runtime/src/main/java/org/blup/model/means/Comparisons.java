package org.blup.model.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.model.NearestName;
import org.blup.internal.model.Tails;
import org.blup.model.fit.FTest;

/**
 * A family of comparisons of means, with p-values and intervals that allow for their number.
 * Immutable.
 *
 * @param <L> a level of the factor whose means are compared
 */
public final class Comparisons<L> {

  /** What the comparisons are, which decides what adjusts them. */
  enum Family {
    PAIRS,
    CONTROL,
    CONTRASTS
  }

  private final MeansTable<L> means;
  private final Family family;
  private final Multiplicity multiplicity;
  private final List<GridFunction> functions;
  private final List<double[]> factors;
  private final FamilyAdjustment adjustment;
  private final List<Comparison> comparisons;

  private Comparisons(
      MeansTable<L> means,
      Family family,
      Multiplicity multiplicity,
      List<GridFunction> functions,
      List<double[]> factors) {
    this.means = means;
    this.family = family;
    this.multiplicity = multiplicity;
    this.functions = functions;
    this.factors = factors;
    adjustment = new FamilyAdjustment(functions, comparedMeans(), multiplicity);
    comparisons =
        IntStream.range(0, functions.size())
            .mapToObj(
                i ->
                    new Comparison(
                        functions.get(i), adjustment, i, Arrays.stream(factors.get(i)).sum()))
            .toList();
  }

  /** How many means take part in comparisons that are estimable. */
  private int comparedMeans() {
    boolean[] compared = new boolean[means.all().size()];
    for (int i = 0; i < functions.size(); i++) {
      if (functions.get(i).isEstimable()) {
        for (int m = 0; m < compared.length; m++) {
          compared[m] |= factors.get(i)[m] != 0;
        }
      }
    }
    return (int) IntStream.range(0, compared.length).filter(m -> compared[m]).count();
  }

  /** The comparisons in their order. */
  public List<Comparison> all() {
    return comparisons;
  }

  /**
   * The comparison of a name.
   *
   * @throws BlupException if there is none
   */
  public Comparison get(String name) {
    List<String> names = functions.stream().map(GridFunction::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new BlupException(
          "There is no comparison '" + name + "'. " + NearestName.advice(name, names));
    }
    return comparisons.get(position);
  }

  /**
   * The difference of two levels' means, the first minus the second.
   *
   * @throws BlupException if there is no such level, or the family does not compare the two
   */
  public Comparison between(L first, L second) {
    int a = means.position(first);
    int b = means.position(second);
    for (int i = 0; i < functions.size(); i++) {
      double[] factor = factors.get(i);
      if (isDifference(factor, a, b)) {
        return comparisons.get(i);
      }
      if (isDifference(factor, b, a)) {
        GridFunction reversed =
            GridFunction.sum(differenceName(a, b), List.of(functions.get(i)), new double[] {-1})
                .on(functions.get(i).scale());
        return new Comparison(reversed, adjustment, i, 0);
      }
    }
    throw new BlupException(
        "'" + differenceName(a, b) + "' is not among these comparisons. They are: " + names());
  }

  private static boolean isDifference(double[] factor, int a, int b) {
    return a != b
        && factor[a] == 1
        && factor[b] == -1
        && Arrays.stream(factor).map(Math::abs).sum() == 2;
  }

  private String differenceName(int a, int b) {
    return Builder.differenceName(means, a, b);
  }

  private String names() {
    return String.join(", ", functions.stream().map(GridFunction::name).toList());
  }

  /**
   * The same comparisons, adjusted for their number in another way.
   *
   * @throws BlupException if the procedure is for another kind of family: {@link
   *     Multiplicity#TUKEY} for {@link Means#pairwise()}, {@link Multiplicity#DUNNETT} for {@link
   *     Means#versus}
   */
  public Comparisons<L> adjust(Multiplicity choice) {
    if (choice == Multiplicity.TUKEY && family != Family.PAIRS) {
      throw notFor(choice, "all pairs of means, which pairwise() compares");
    }
    if (choice == Multiplicity.DUNNETT && family != Family.CONTROL) {
      throw notFor(choice, "comparisons with one control, which versus(control) makes");
    }
    return new Comparisons<>(means, family, choice, functions, factors);
  }

  private static BlupException notFor(Multiplicity choice, String family) {
    return new BlupException(
        choice
            + " is for "
            + family
            + ". These are other comparisons: MULTIVARIATE_T takes any, with their correlations,"
            + " and HOLM needs no assumption.");
  }

  /**
   * Tests that all of the comparisons that are estimable are 0; those that follow from others count
   * once. Of {@link Means#pairwise()} that is the test that all means are equal, as R's {@code
   * emmeans::joint_tests}.
   *
   * @throws BlupException if none is estimable
   */
  public FTest jointTest() {
    List<GridFunction> tested = functions.stream().filter(GridFunction::isEstimable).toList();
    if (tested.isEmpty()) {
      throw new BlupException("There is nothing to test: none of the comparisons is estimable.");
    }
    double[][] rows = tested.stream().map(GridFunction::weights).toArray(double[][]::new);
    double[] offsets = tested.stream().mapToDouble(GridFunction::offset).toArray();
    return tested.get(0).space().joint(rows, offsets);
  }

  /** How the comparisons are adjusted. */
  public Multiplicity multiplicity() {
    return multiplicity;
  }

  /**
   * By how much an adjusted p-value may be wrong because it was integrated numerically: three and a
   * half standard errors of the worst, 1e-4 or less unless the family is very large; 0 where
   * p-values are exact up to rounding.
   */
  public double integrationError() {
    return adjustment.size() == 0 ? 0 : adjustment.error();
  }

  /**
   * The table with intervals of another level.
   *
   * @param level within (0, 1), such as 0.90
   * @throws BlupException if the level is not
   */
  public String table(double level) {
    return MarginalTable.title("", title()) + rows(level) + means.notes(level);
  }

  /** A table with 95 % intervals. */
  @Override
  public String toString() {
    return table(Tails.USUAL_LEVEL);
  }

  /** What is printed of these comparisons in one of several tables, by the levels of a factor. */
  TablesBy.Part part(double level, String factor) {
    return new TablesBy.Part(title(), rows(level), means.notes(level, factor));
  }

  private String title() {
    return "comparisons of " + means.title();
  }

  /** The table alone, and how many comparisons its p-values are adjusted for. */
  private String rows(double level) {
    StringBuilder text = new StringBuilder();
    text.append(new MarginalTable("", level).addAll(comparisons));
    List<String> others =
        comparisons.stream().filter(c -> !c.isContrast()).map(Comparison::name).toList();
    if (!others.isEmpty()) {
      text.append(
          "No contrasts, their weights do not sum to 0: " + String.join(", ", others) + "\n");
    }
    return text.append(adjustment.words()).append('\n').toString();
  }

  /** Collects comparisons. */
  static final class Builder<L> {

    private final MeansTable<L> means;
    private final Family family;
    private final Multiplicity multiplicity;
    private final List<GridFunction> functions = new ArrayList<>();
    private final List<double[]> factors = new ArrayList<>();

    Builder(MeansTable<L> means, Family family, Multiplicity multiplicity) {
      this.means = means;
      this.family = family;
      this.multiplicity = multiplicity;
    }

    void difference(int a, int b) {
      double[] factor = new double[means.all().size()];
      factor[a] = 1;
      factor[b] = -1;
      add(differenceName(means, a, b), factor);
    }

    void add(String name, double[] factor) {
      List<GridFunction> parts = means.all().stream().map(Mean::function).toList();
      GridFunction sum = GridFunction.sum(name, parts, factor);
      boolean contrast = Math.abs(Arrays.stream(factor).sum()) < Comparison.ROUNDING;
      functions.add(contrast ? sum.on(means.scale().ofDifferences()) : sum);
      factors.add(factor);
    }

    static String differenceName(MeansTable<?> means, int a, int b) {
      String sign = means.scale().isLogarithm() ? " / " : " - ";
      return means.all().get(a).name() + sign + means.all().get(b).name();
    }

    Comparisons<L> build() {
      if (functions.isEmpty()) {
        throw new BlupException(
            "There is nothing to compare: "
                + (family == Family.CONTRASTS
                    ? "name at least one contrast."
                    : "only one level has rows."));
      }
      return new Comparisons<>(means, family, multiplicity, functions, factors);
    }
  }
}
