package org.blup.internal.model.means;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.NearestName;
import org.blup.model.fit.FTest;
import org.blup.model.means.Comparison;
import org.blup.model.means.Comparisons;
import org.blup.model.means.Multiplicity;

/**
 * A family of comparisons of the means of a table.
 *
 * @param <L> a level
 */
final class GridComparisons<L> implements Comparisons<L> {

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
  private final List<GridComparison> comparisons;

  private GridComparisons(
      MeansTable<L> means,
      Family family,
      Multiplicity multiplicity,
      List<GridFunction> functions,
      List<double[]> factors) {
    this.means = means;
    this.family = family;
    this.multiplicity = multiplicity;
    TableSteps steps = means.steps(functions, FamilyAdjustment.STEPS);
    this.functions = functions.stream().map(function -> function.told(steps)).toList();
    this.factors = factors;
    adjustment = new FamilyAdjustment(this.functions, comparedMeans(), multiplicity, steps);
    comparisons =
        IntStream.range(0, functions.size())
            .mapToObj(
                i ->
                    new GridComparison(
                        this.functions.get(i), adjustment, i, Arrays.stream(factors.get(i)).sum()))
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

  @Override
  public List<Comparison> all() {
    return List.copyOf(comparisons);
  }

  @Override
  public Comparison get(String name) {
    List<String> names = functions.stream().map(GridFunction::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new BlupException(
          "There is no comparison '" + name + "'. " + NearestName.advice(name, names));
    }
    return comparisons.get(position);
  }

  @Override
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
        return new GridComparison(reversed, adjustment, i, 0);
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

  @Override
  public GridComparisons<L> adjust(Multiplicity choice) {
    if (choice == Multiplicity.TUKEY && family != Family.PAIRS) {
      throw notFor(choice, "all pairs of means, which pairwise() compares");
    }
    if (choice == Multiplicity.DUNNETT && family != Family.CONTROL) {
      throw notFor(choice, "comparisons with one control, which versus(control) makes");
    }
    return new GridComparisons<>(means, family, choice, functions, factors);
  }

  private static BlupException notFor(Multiplicity choice, String family) {
    return new BlupException(
        choice
            + " is for "
            + family
            + ". These are other comparisons: MULTIVARIATE_T takes any, with their correlations,"
            + " and HOLM needs no assumption.");
  }

  @Override
  public FTest jointTest() {
    List<GridFunction> tested = functions.stream().filter(GridFunction::isEstimable).toList();
    if (tested.isEmpty()) {
      throw new BlupException("There is nothing to test: none of the comparisons is estimable.");
    }
    double[][] rows = tested.stream().map(GridFunction::weights).toArray(double[][]::new);
    double[] offsets = tested.stream().mapToDouble(GridFunction::offset).toArray();
    return tested.get(0).space().joint(rows, offsets);
  }

  @Override
  public Multiplicity multiplicity() {
    return multiplicity;
  }

  @Override
  public double integrationError() {
    return adjustment.size() == 0 ? 0 : adjustment.error();
  }

  @Override
  public String table(double level) {
    return MarginalTable.title("", title()) + rows(level) + means.notes(level);
  }

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
        comparisons.stream().filter(c -> !c.isContrast()).map(GridComparison::name).toList();
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
      List<GridFunction> parts = means.all().stream().map(GridMean::function).toList();
      GridFunction sum = GridFunction.sum(name, parts, factor);
      boolean contrast = Math.abs(Arrays.stream(factor).sum()) < GridComparison.ROUNDING;
      functions.add(contrast ? sum.on(means.scale().ofDifferences()) : sum);
      factors.add(factor);
    }

    static String differenceName(MeansTable<?> means, int a, int b) {
      String sign = means.scale().isLogarithm() ? " / " : " - ";
      return means.all().get(a).name() + sign + means.all().get(b).name();
    }

    GridComparisons<L> build() {
      if (functions.isEmpty()) {
        throw new BlupException(
            "There is nothing to compare: "
                + (family == Family.CONTRASTS
                    ? "name at least one contrast."
                    : "only one level has rows."));
      }
      return new GridComparisons<>(means, family, multiplicity, functions, factors);
    }
  }
}
