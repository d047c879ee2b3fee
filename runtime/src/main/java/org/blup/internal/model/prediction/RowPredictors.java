package org.blup.internal.model.prediction;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.LevelStructure;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.model.prediction.UnknownLevels;

/**
 * Turns rows into linear predictors of some random terms.
 *
 * @param <R> the record the rows are
 */
public final class RowPredictors<R> {

  private final ObservedDesign design;

  /** How variable levels that covary are beside independent ones. */
  private final double[][] levelVariances;

  private final RowResiduals residuals;
  private final WorkingRows<R> rows;
  private final IncludedEffects included;
  private final UnknownLevels unknown;

  public RowPredictors(
      PostFit fit, WorkingRows<R> rows, IncludedEffects included, UnknownLevels unknown) {
    this(fit, new RowResiduals(fit), rows, included, unknown);
  }

  /** With residuals that places are told by. */
  RowPredictors(
      PostFit fit,
      RowResiduals residuals,
      WorkingRows<R> rows,
      IncludedEffects included,
      UnknownLevels unknown) {
    design = fit.design();
    levelVariances = new double[design.groups()][];
    Arrays.setAll(levelVariances, fit.solution().setup().levels::variances);
    this.residuals = residuals;
    this.included = included;
    this.unknown = unknown;
    this.rows = rows;
  }

  /**
   * Predictors from all random effects, or none.
   *
   * @param reader of the rows, not shared with others
   */
  public static <R> RowPredictors<R> of(
      PostFit fit, RowReader<R> reader, boolean withEffects, UnknownLevels unknown) {
    ObservedDesign design = fit.design();
    IncludedEffects included =
        withEffects
            ? IncludedEffects.all(design.structure())
            : IncludedEffects.none(design.structure());
    return new RowPredictors<>(fit, new WorkingRows<>(design, reader), included, unknown);
  }

  /** The mean that a row has given the effects of the terms included. */
  public LinearPredictor mean(R row) {
    return read(row, false);
  }

  /** The response of a row: effects not included are those of levels drawn anew. */
  LinearPredictor response(R row) {
    return read(row, true);
  }

  /** Where a row's residual stands; absent if its weight, position or stratum is missing. */
  synchronized Optional<Place> place(R row) {
    rows.read(row);
    return Double.isNaN(residuals.variance(rows))
        ? Optional.empty()
        : Optional.of(residuals.further(rows));
  }

  private synchronized LinearPredictor read(R row, boolean response) {
    rows.read(row);
    int groups = design.groups();
    int[] levels = new int[groups];
    double[][] z = new double[groups][];
    double[][] fresh = new double[groups][];
    for (int g = 0; g < groups; g++) {
      int size = design.equations().groups().get(g).size();
      levels[g] = rows.level(g);
      z[g] = new double[size];
      fresh[g] = new double[size];
    }
    for (int t = 0; t < design.structure().random().size(); t++) {
      EquationPattern.Term term = design.equations().terms().get(t);
      int g = term.group();
      boolean known = levels[g] >= 0;
      boolean isNew = !known && levels[g] != WorkingRows.MISSING;
      boolean covary = design.group(g).structure() != LevelStructure.INDEPENDENT;
      if (isNew
          && (included.any(t) && unknown == UnknownLevels.ERROR
              || covary && (included.any(t) || response))) {
        throw rows.unknownLevel(g);
      }
      double deviation = known && covary ? Math.sqrt(levelVariances[g][levels[g]]) : 1;
      boolean[] columns = included.columns(design, t);
      for (int a = 0; a < columns.length; a++) {
        boolean isPredicted = columns[a] && known;
        double[] to = isPredicted ? z[g] : fresh[g];
        double value = columns[a] || response ? rows.z(t)[a] : 0;
        to[term.offset() + a] = isPredicted ? value : deviation * value;
      }
    }
    double residual = response ? residuals.variance(rows) : 0;
    return new LinearPredictor(rows.x(), levels, z, fresh, residual);
  }
}
