package org.blup.internal.model;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.blup.design.CrossProducts;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.moments.LevelSplit;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.reml.equations.PartEquations;
import org.blup.internal.reml.levels.LevelModes;
import org.blup.internal.reml.search.NestedModes;
import org.blup.internal.reml.solution.Solution;

/**
 * Sums of a model with one grouping factor, or nested ones, whose levels are spread over a cluster:
 * here is what all levels sum to, and the way to ask single ones. They can be fitted, and nothing
 * else.
 *
 * @param <R> the type of the rows
 */
public final class DistantSums<R> implements CrossProducts<R> {

  private final RowAccumulator<R> collapsed;
  private final DistantLevels levels;

  private Optional<List<FittedLevels>> lastFitted = Optional.empty();

  /**
   * How the levels of a group follow from a fit.
   *
   * @param effectNames R's names of the effects of a level
   * @param modes what makes modes of levels: for each the mode of each effect, and then their
   *     standard deviations; empty if the data do not determine all variances
   */
  public record FittedLevels(
      Grouping group, List<String> effectNames, Optional<LevelFunction> modes) {}

  /**
   * Sums with their levels elsewhere.
   *
   * @param collapsed what {@link #collapsed(CrossProducts)} makes of the sums of all rows
   */
  public DistantSums(CrossProducts<R> collapsed, DistantLevels levels) {
    this.collapsed = RowAccumulator.of(collapsed);
    this.levels = levels;
  }

  /**
   * Why the levels of a model cannot be left where they are, as a clause; empty if they can.
   *
   * @param sums of the model, which may have no rows
   */
  public static Optional<String> obstacle(CrossProducts<?> sums) {
    return LevelSplit.obstacle(RowAccumulator.of(sums).structure());
  }

  /** The sums of some rows with one level in the place of all. */
  public static <R> CrossProducts<R> collapsed(CrossProducts<R> sums) {
    return RowAccumulator.of(sums).collapsed();
  }

  /**
   * The sums of some rows level by level, in so many parts; those of the same level are always in
   * the part of the same number, and may be merged.
   */
  public static <R> List<? extends CrossProducts<R>> byLevel(CrossProducts<R> sums, int parts) {
    return RowAccumulator.of(sums).split(parts);
  }

  /** How many levels of each group a part has, all parts of its number merged. */
  public static int[] levels(CrossProducts<?> part) {
    return LevelAssembly.levels(RowAccumulator.of(part));
  }

  /**
   * The levels of a part in the columns that a fit has decided on.
   *
   * @param collapsed the sums of all rows, with one level in the place of all
   * @param levels how many levels each group has in all
   * @param part all parts of a number merged
   */
  public static <R> LevelAssembly.Part part(
      CrossProducts<R> collapsed, int[] levels, CrossProducts<R> part) {
    RowAccumulator<R> all = RowAccumulator.of(collapsed);
    return LevelAssembly.of(all, true, levels).part(all.withoutSums().merge(part));
  }

  /** The design, its levels being where they are. */
  public ObservedDesign design(boolean omitMissing) {
    int[] counts = IntStream.range(0, groups(collapsed).size()).map(levels::count).toArray();
    return LevelAssembly.of(collapsed, omitMissing, counts).design(levels);
  }

  /** The groups of a model, in the order of the formula. */
  public static List<Grouping> groups(CrossProducts<?> sums) {
    return RowAccumulator.of(sums).structure().groups();
  }

  /** Takes what the levels follow from, of a fit of these sums. */
  public void fitted(ObservedDesign design, Solution solution) {
    boolean determined = solution.undeterminedVariances().isEmpty();
    List<Grouping> groups = groups(collapsed);
    lastFitted =
        Optional.of(
            IntStream.range(0, groups.size())
                .mapToObj(
                    g ->
                        new FittedLevels(
                            groups.get(g),
                            effectNames(design, g),
                            determined ? Optional.of(modes(solution, g)) : Optional.empty()))
                .toList());
  }

  private static List<String> effectNames(ObservedDesign design, int group) {
    List<Term> terms = design.equations().terms();
    return IntStream.range(0, terms.size())
        .filter(t -> terms.get(t).group() == group)
        .mapToObj(design::effectNames)
        .flatMap(List::stream)
        .toList();
  }

  private static LevelFunction modes(Solution solution, int group) {
    double[][] factors = solution.workingFactors();
    return factors.length == 1
        ? new LevelModes(solution.setup(), factors[0], solution.beta(), solution.sigma())
        : new NestedModes(
            PartEquations.of(solution.setup().equations),
            group,
            factors,
            solution.beta(),
            solution.sigma());
  }

  /** For each group the levels by the fit that was made last. */
  public List<FittedLevels> lastFitted() {
    return lastFitted.orElseThrow(() -> new IllegalStateException("no fit was made"));
  }

  private DistantLevelsException refused(String question) {
    return new DistantLevelsException(collapsed.structure().name() + ": " + question);
  }

  @Override
  public void add(R row) {
    throw refused("add(row)");
  }

  @Override
  public CrossProducts<R> addAll(Iterable<? extends R> rows) {
    throw refused("addAll(rows)");
  }

  @Override
  public CrossProducts<R> merge(CrossProducts<R> other) {
    throw refused("merge(part)");
  }

  @Override
  public CrossProducts<R> subtract(CrossProducts<R> part) {
    throw refused("subtract(part)");
  }

  @Override
  public double lostDigits() {
    return collapsed.lostDigits();
  }

  @Override
  public void writeTo(OutputStream out) {
    throw refused("writeTo(stream)");
  }

  @Override
  public void writeTo(Path file) {
    throw refused("writeTo(file)");
  }

  @Override
  public long rows() {
    return collapsed.rows();
  }

  @Override
  public long omitted() {
    return collapsed.omitted();
  }

  @Override
  public String toString() {
    return "%s: cross-products of %d rows, of %s levels elsewhere"
        .formatted(
            collapsed.structure(),
            rows(),
            IntStream.range(0, groups(collapsed).size())
                .mapToObj(g -> groups(collapsed).get(g).label() + " " + levels.count(g))
                .collect(Collectors.joining(", ")));
  }
}
