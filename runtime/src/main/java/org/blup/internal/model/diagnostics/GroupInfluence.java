package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.inference.diagnostics.CaseDeletion;
import org.blup.internal.inference.diagnostics.RemainingFixed;
import org.blup.internal.inference.diagnostics.RowProducts;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResponseScale;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.blup.internal.numeric.Interruption;
import org.blup.internal.numeric.Quadratic;
import org.blup.model.diagnostics.Influence;
import org.blup.model.diagnostics.LevelInfluence;

/** The levels of a group, each left out. */
final class GroupInfluence implements Influence {

  /** Relative to its terms, the product of a coefficient and a direction that is rounding of 0. */
  private static final double ROUNDING = 1e-8;

  private final GroupLevels levels;
  private final ModelStructure structure;
  private final List<LevelInfluence> influences;

  private GroupInfluence(
      GroupLevels levels, ModelStructure structure, List<LevelInfluence> influences) {
    this.levels = levels;
    this.structure = structure;
    this.influences = influences;
  }

  /**
   * Leaves out each level of a group.
   *
   * @param products the share of each level's rows in the cross-products
   * @param determining the same of rows that are independent, which adds up to all rows
   * @param rowsOf for each group how many rows each of its levels has
   */
  static Influence of(
      PostFit fit,
      CoefficientSpace space,
      GroupLevels levels,
      List<RowProducts> products,
      List<RowProducts> determining,
      long[][] rowsOf) {
    List<String> names = space.names();
    RemainingFixed rest = new RemainingFixed(names.size(), determining);
    List<LevelInfluence> all = new ArrayList<>();
    for (int j = 0; j < products.size(); j++) {
      Interruption.check();
      RowProducts rows = products.get(j);
      List<double[]> undetermined = rest.undetermined(j);
      Function<PostFit, Measures> without =
          each -> Measures.of(each, CaseDeletion.of(each.equations(), rows, rowsOf, undetermined));
      double[] known =
          fit.determined()
              .numbers(each -> without.apply(each).values, each -> without.apply(each).sizes);
      List<LevelInfluence.Change> changes = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        int at = Measures.FIRST_CHANGE + 3 * i;
        changes.add(
            new LevelInfluence.Change(names.get(i), known[at], known[at + 1], known[at + 2]));
      }
      all.add(
          new LevelInfluence(levels.level(j), rows.rows(), known[0], known[1], known[2], changes));
    }
    return new GroupInfluence(levels, fit.design().structure(), List.copyOf(all));
  }

  /**
   * Leverage, Cook's distance and σ without a level, then estimate, standard error and DFBETAS of
   * each coefficient.
   *
   * @param sizes what the difference of each between two fits is compared with
   */
  private record Measures(double[] values, double[] sizes) {

    /** Where the coefficients begin: behind leverage, Cook's distance and standard deviation. */
    static final int FIRST_CHANGE = 3;

    static Measures of(PostFit fit, CaseDeletion deletion) {
      double[] beta = fit.design().coefficients(fit.solution().beta());
      double[][] map = fit.design().coefficientRows();
      double[] covariance = fit.design().coefficientCovariance(deletion.covariance());
      int p = beta.length;
      double[] values = new double[FIRST_CHANGE + 3 * p];
      values[0] = deletion.leverage();
      values[1] = deletion.cooksDistance();
      values[2] = Math.sqrt(deletion.variance());
      double[] sizes = values.clone();
      for (int i = 0; i < p; i++) {
        double[] row = map[i];
        boolean isEstimable =
            deletion.undetermined().stream().allMatch(direction -> isOrthogonal(row, direction));
        double change = isEstimable ? Quadratic.dot(row, deletion.change()) : Double.NaN;
        double standardError = isEstimable ? Math.sqrt(covariance[i * (p + 1)]) : Double.NaN;
        int at = FIRST_CHANGE + 3 * i;
        values[at] = beta[i] + change;
        values[at + 1] = standardError;
        values[at + 2] = -change / standardError;
        sizes[at] = standardError;
        sizes[at + 1] = standardError;
        sizes[at + 2] = 1 + Math.abs(values[at + 2]);
      }
      return new Measures(values, sizes);
    }
  }

  private static boolean isOrthogonal(double[] row, double[] direction) {
    double size = 0;
    for (int c = 0; c < row.length; c++) {
      size += Math.abs(row[c] * direction[c]);
    }
    return Math.abs(Quadratic.dot(row, direction)) <= ROUNDING * size;
  }

  @Override
  public String group() {
    return levels.label();
  }

  @Override
  public List<LevelInfluence> levels() {
    return influences;
  }

  @Override
  public LevelInfluence level(String... level) {
    return influences.get(levels.indexOf(level));
  }

  @Override
  public String toString() {
    TextTable table = new TextTable();
    table.text(group(), influences.stream().map(LevelInfluence::level).toList());
    table.numbers("rows", influences.stream().map(each -> Digits.count(each.rows())).toList());
    table.numbers("Cook's", values(LevelInfluence::cooksDistance), Digits::significant);
    table.numbers("leverage", values(LevelInfluence::leverage), Digits::significant);
    table.numbers("sigma", values(LevelInfluence::sigma), Digits::significant);
    return "The fit without each level of "
        + group()
        + ", at the same theta\n"
        + table
        + ResponseScale.IDENTITY.notes(structure);
  }

  private List<Double> values(Function<LevelInfluence, Double> value) {
    return influences.stream().map(value).toList();
  }
}
