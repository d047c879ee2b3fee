package org.blup.model.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.structure.GroupLevels;
import org.blup.internal.inference.diagnostics.CaseDeletion;
import org.blup.internal.inference.diagnostics.RemainingFixed;
import org.blup.internal.inference.diagnostics.RowProducts;
import org.blup.internal.model.Digits;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.TextTable;
import org.blup.model.fit.CoefficientSpace;

/**
 * What a fit would be without each level of a grouping factor: exactly, from the factor of the
 * equations, at the covariance parameters θ of all rows. θ is held; σ and the coefficients are not.
 */
public final class Influence {

  /** Relative to its terms, the product of a coefficient and a direction that is rounding of 0. */
  private static final double ROUNDING = 1e-8;

  private final GroupLevels levels;
  private final List<LevelInfluence> influences;

  private Influence(GroupLevels levels, List<LevelInfluence> influences) {
    this.levels = levels;
    this.influences = influences;
  }

  /**
   * Leaves out each level of a group.
   *
   * @param products the share of each level's rows in the cross-products
   * @param rowsOf for each group how many rows each of its levels has
   */
  static Influence of(
      PostFit fit, CoefficientSpace space, int group, List<RowProducts> products, long[][] rowsOf) {
    GroupLevels levels = fit.design().group(group);
    RemainingFixed rest = new RemainingFixed(space.size(), products);
    List<LevelInfluence> all = new ArrayList<>();
    for (int j = 0; j < products.size(); j++) {
      CaseDeletion deletion =
          CaseDeletion.of(fit.equations(), products.get(j), rowsOf, rest.undetermined(j));
      all.add(
          new LevelInfluence(
              levels.level(j),
              products.get(j).rows(),
              deletion.leverage(),
              deletion.cooksDistance(),
              Math.sqrt(deletion.variance()),
              changes(space, deletion)));
    }
    return new Influence(levels, List.copyOf(all));
  }

  private static List<LevelInfluence.Change> changes(
      CoefficientSpace space, CaseDeletion deletion) {
    int p = space.size();
    List<String> names = space.names();
    double[][] map = space.design().coefficientRows();
    double[] covariance = space.design().coefficientCovariance(deletion.covariance());
    List<LevelInfluence.Change> changes = new ArrayList<>();
    for (int i = 0; i < p; i++) {
      double[] row = map[i];
      boolean determined =
          deletion.undetermined().stream().allMatch(direction -> isOrthogonal(row, direction));
      double change = determined ? product(row, deletion.change()) : Double.NaN;
      double standardError = determined ? Math.sqrt(covariance[i * (p + 1)]) : Double.NaN;
      changes.add(
          new LevelInfluence.Change(
              names.get(i), space.beta()[i] + change, standardError, -change / standardError));
    }
    return changes;
  }

  private static boolean isOrthogonal(double[] row, double[] direction) {
    double size = 0;
    for (int c = 0; c < row.length; c++) {
      size += Math.abs(row[c] * direction[c]);
    }
    return Math.abs(product(row, direction)) <= ROUNDING * size;
  }

  private static double product(double[] left, double[] right) {
    double sum = 0;
    for (int c = 0; c < left.length; c++) {
      sum += left[c] * right[c];
    }
    return sum;
  }

  /** The grouping factor. */
  public String group() {
    return levels.label();
  }

  /** Every level in order. */
  public List<LevelInfluence> levels() {
    return influences;
  }

  /**
   * One level.
   *
   * @param level the level of each factor of the group, or one text as it is printed: {@code 308},
   *     {@code A:a}
   * @throws UnknownLevelException if there is no such level
   */
  public LevelInfluence level(String... level) {
    return influences.get(levels.indexOf(level));
  }

  /** Cook's distance, leverage and σ by level. */
  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.text(group(), influences.stream().map(LevelInfluence::level).toList());
    table.numbers("rows", influences.stream().map(each -> Digits.count(each.rows())).toList());
    table.numbers("Cook's", values(LevelInfluence::cooksDistance), Digits::significant);
    table.numbers("leverage", values(LevelInfluence::leverage), Digits::significant);
    table.numbers("sigma", values(LevelInfluence::sigma), Digits::significant);
    return "The fit without each level of " + group() + ", at the same theta\n" + table;
  }

  private List<Double> values(Function<LevelInfluence, Double> value) {
    return influences.stream().map(value).toList();
  }
}
