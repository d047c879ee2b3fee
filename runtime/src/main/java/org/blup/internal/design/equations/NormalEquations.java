package org.blup.internal.design.equations;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.EquationPattern.Term;

/**
 * The cross-products of a model over all of its rows, {@code A = [Z X y]ᵀ W [Z X y]}, in blocks:
 * sparse between the levels of grouping factors, dense in the columns of X and y. All that the
 * estimation of a model needs; it grows with levels and coefficients, not with rows. Offsets are
 * already taken from y. Nothing of it is changed after it is made.
 *
 * <p>X stands in a working basis of full column rank: its columns may be shifted by multiples of
 * other columns (the determinant of the change is 1), y may be shifted by a combination of columns
 * of X, and dependent columns are left out. Its design maps coefficients back.
 *
 * <p>Z stands in a working basis too. A correlated term's template is unstructured, and stays so
 * when its columns are combined with each other, so {@code (1, x)} may stand as {@code (1, x − c)}:
 * a covariate far from zero then costs neither digits nor steps. The criterion is the same, for the
 * determinant of the change is 1. {@link Term#toUser} takes effects back.
 *
 * @param pattern the unknowns, and which of them meet
 * @param residuals the covariance of the residuals, which the sums are weighted by
 * @param border the (p+1) × (p+1) symmetric matrix {@code [X y]ᵀW[X y]}, row by row, y last
 * @param groupBorders for each group {@code ZᵀW[X y]}: J·k × (p+1), row by row, level by level
 * @param levelBlocks for each group {@code Z_jᵀWZ_j} of its levels j, one after the other, each k ×
 *     k row by row; zeros for a level without rows
 * @param pairBlocks for each pair {@code Z_iᵀWZ_j} of the levels that meet, one after the other,
 *     each k_g × k_h row by row
 * @param distant the levels of all groups, if they are not at hand: then the equations hold the
 *     sums of all as if each group had one level, and give away no more of them than {@link
 *     #levelSum}
 */
public record NormalEquations(
    EquationPattern pattern,
    ResidualModel residuals,
    double[] border,
    List<double[]> groupBorders,
    List<double[]> levelBlocks,
    List<double[]> pairBlocks,
    Optional<DistantLevels> distant) {

  public NormalEquations {
    groupBorders = List.copyOf(groupBorders);
    levelBlocks = List.copyOf(levelBlocks);
    pairBlocks = List.copyOf(pairBlocks);
  }

  /** Equations whose levels are at hand. */
  public NormalEquations(
      EquationPattern pattern,
      ResidualModel residuals,
      double[] border,
      List<double[]> groupBorders,
      List<double[]> levelBlocks,
      List<double[]> pairBlocks) {
    this(pattern, residuals, border, groupBorders, levelBlocks, pairBlocks, Optional.empty());
  }

  /**
   * A linear combination of equations of one pattern.
   *
   * @param coefficients one for each of them
   */
  public static NormalEquations combined(
      List<NormalEquations> sums, double[] coefficients, ResidualModel residuals) {
    return new NormalEquations(
        sums.get(0).pattern,
        residuals,
        combined(sums, coefficients, NormalEquations::border),
        combinedEach(sums, coefficients, NormalEquations::groupBorders),
        combinedEach(sums, coefficients, NormalEquations::levelBlocks),
        combinedEach(sums, coefficients, NormalEquations::pairBlocks));
  }

  private static List<double[]> combinedEach(
      List<NormalEquations> sums,
      double[] coefficients,
      Function<NormalEquations, List<double[]>> of) {
    return IntStream.range(0, of.apply(sums.get(0)).size())
        .mapToObj(i -> combined(sums, coefficients, equations -> of.apply(equations).get(i)))
        .toList();
  }

  private static double[] combined(
      List<NormalEquations> sums, double[] coefficients, Function<NormalEquations, double[]> of) {
    double[] sum = new double[of.apply(sums.get(0)).length];
    for (int j = 0; j < coefficients.length; j++) {
      double factor = coefficients[j];
      double[] from = of.apply(sums.get(j));
      for (int i = 0; factor != 0 && i < sum.length; i++) {
        sum[i] += factor * from[i];
      }
    }
    return sum;
  }

  /** The same equations, the one level of each group being the sum of levels not at hand. */
  public NormalEquations withDistant(DistantLevels levels) {
    return new NormalEquations(
        pattern, residuals, border, groupBorders, levelBlocks, pairBlocks, Optional.of(levels));
  }

  /**
   * The equations of some levels.
   *
   * @param border {@code [X y]ᵀW[X y]} of all rows, whatever their part
   * @param terms of the model, in the basis of the part's cross-products
   */
  public static NormalEquations of(DistantPart part, double[] border, List<Term> terms) {
    return new NormalEquations(
        part.pattern(terms),
        new ResidualModel(part.rows(), 0),
        border,
        part.borders(),
        part.blocks(),
        part.pairBlocks());
  }

  /** The cross-products of these levels, which are independent, as a part of many. */
  public DistantPart part() {
    requireLevels();
    return new DistantPart(pattern, rows(), groupBorders, levelBlocks, pairBlocks);
  }

  /** The cross-products of all levels of a group, without those of levels that meet. */
  public LevelBlocks levels(int group) {
    Group of = groups().get(group);
    return new LevelBlocks(
        of.levels(), of.size(), columns() + 1, levelBlocks(group), groupBorder(group));
  }

  private void requireLevels() {
    if (distant.isPresent()) {
      throw new DistantLevelsException("a sum over rows of a level");
    }
  }

  /** The same equations for another response. */
  public NormalEquations withBorders(double[] otherBorder, List<double[]> otherGroupBorders) {
    requireLevels();
    return new NormalEquations(
        pattern, residuals, otherBorder, otherGroupBorders, levelBlocks, pairBlocks);
  }

  /**
   * The same equations with other parameters of the precisions of levels.
   *
   * @param parameters one for each group that has one
   */
  public NormalEquations withLevels(double... parameters) {
    return new NormalEquations(
        pattern.at(parameters), residuals, border, groupBorders, levelBlocks, pairBlocks);
  }

  /** The parameters of the precisions of levels, one for each group that has one. */
  public double[] levelParameters() {
    return groups().stream()
        .flatMap(group -> group.precision().autoregression().stream())
        .mapToDouble(Autoregression::parameter)
        .toArray();
  }

  /** n, the number of rows read. */
  public long rows() {
    return residuals.rows();
  }

  /** p, the number of columns of X. */
  public int columns() {
    return pattern.columns();
  }

  /** The distinct grouping factors. */
  public List<Group> groups() {
    return pattern.groups();
  }

  /** The random terms. */
  public List<Term> terms() {
    return pattern.terms();
  }

  /** {@code ZᵀW[X y]} of a group: J·k × (p+1), row by row; not to be changed. */
  public double[] groupBorder(int group) {
    requireLevels();
    return groupBorders.get(group);
  }

  /** {@code Z_jᵀWZ_j} of a group's levels, J times k × k; not to be changed. */
  public double[] levelBlocks(int group) {
    requireLevels();
    return levelBlocks.get(group);
  }

  /** {@code Z_jᵀWZ_j} summed over a group's levels, k × k. */
  public double[] levelSum(int group) {
    int size = groups().get(group).size();
    double[] sum = new double[size * size];
    double[] blocks = levelBlocks.get(group);
    for (int at = 0; at < blocks.length; at += sum.length) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += blocks[at + i];
      }
    }
    return sum;
  }

  /** The part of {@link #levelSum(int)} that a term's effects have with each other. */
  public double[] levelSum(Term term) {
    int k = term.size();
    int size = groups().get(term.group()).size();
    double[] sum = levelSum(term.group());
    double[] part = new double[k * k];
    for (int a = 0; a < k; a++) {
      System.arraycopy(sum, (term.offset() + a) * size + term.offset(), part, a * k, k);
    }
    return part;
  }

  /** The same equations with terms in another basis. */
  public NormalEquations withTerms(List<Term> terms) {
    return new NormalEquations(
        new EquationPattern(columns(), groups(), terms, pattern.pairs()),
        residuals,
        border,
        groupBorders,
        levelBlocks,
        pairBlocks);
  }

  /** Calls for each pair of groups with its blocks, which are not to be changed. */
  public void forEachPair(BiConsumer<Pair, double[]> consumer) {
    requireLevels();
    for (int i = 0; i < pairBlocks.size(); i++) {
      consumer.accept(pattern.pairs().get(i), pairBlocks.get(i));
    }
  }
}
