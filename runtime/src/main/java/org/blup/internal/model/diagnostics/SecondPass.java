package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.pass.Rows;
import org.blup.internal.inference.diagnostics.RowProducts;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.inference.prediction.PredictionErrors;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.model.fit.CoefficientSpace;
import org.blup.internal.model.prediction.IncludedEffects;
import org.blup.internal.model.prediction.KnownResiduals;
import org.blup.internal.model.prediction.RowPredictors;
import org.blup.internal.numeric.Interruption;
import org.blup.internal.reml.postfit.FittedEquations;
import org.blup.model.diagnostics.Diagnostics;
import org.blup.model.diagnostics.Influence;
import org.blup.model.fit.RobustMethod;
import org.blup.model.fit.RobustTests;
import org.blup.model.prediction.UnknownLevels;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a fit once more, for what needs them one by one, and checks that they are the
 * rows of the fit: their number, and their residuals, whose squares the fit knows the sum of.
 *
 * @param <R> the record the rows are
 */
public final class SecondPass<R> {

  private final PostFit fit;
  private final CoefficientSpace space;
  private final ToDoubleFunction<R> response;
  private final ToDoubleFunction<R> fitted;
  private final RowResiduals residuals;
  private final Iterable<? extends R> rows;
  private final WorkingRows<R> reader;

  /**
   * A pass over the rows of a fit.
   *
   * @param response the left-hand side of a row
   * @param fitted the fitted value of a row
   */
  public SecondPass(
      PostFit fit,
      CoefficientSpace space,
      RowReader<R> model,
      ToDoubleFunction<R> response,
      ToDoubleFunction<R> fitted,
      @Nullable Iterable<? extends R> rows) {
    if (rows == null) {
      throw new BlupException(
          "This needs the rows of the fit, which keeps none of them, but they are null. Pass the"
              + " rows that were fitted.");
    }
    this.fit = fit;
    this.space = space;
    this.response = response;
    this.fitted = fitted;
    this.rows = Rows.checked(rows);
    reader = new WorkingRows<>(fit.design(), model);
    residuals = new RowResiduals(fit);
  }

  /**
   * A row of the fit.
   *
   * @param position among the rows given
   */
  private record PassRow<R>(
      long position,
      R row,
      LinearPredictor predictor,
      Place place,
      double fitted,
      double residual) {}

  /**
   * Reads the rows and checks them.
   *
   * @return how many rows were given, those that the fit left out among them
   */
  private long read(Consumer<PassRow<R>> consumer) {
    ObservedDesign design = fit.design();
    RowPredictors<R> predictors =
        new RowPredictors<>(
            fit, reader, IncludedEffects.all(design.structure()), UnknownLevels.ERROR);
    long read = 0;
    long seen = 0;
    ResidualSquares squares = new ResidualSquares(fit, residuals, space.beta());
    for (R row : rows) {
      Interruption.check(seen);
      if (row == null) {
        throw new BlupException("Row " + seen + " is null, but no row of the fit is.");
      }
      if (reader.isComplete(row)) {
        LinearPredictor predictor = predictors.mean(row);
        Place place = residuals.place(reader);
        double value = response.applyAsDouble(row);
        double mean = fitted.applyAsDouble(row);
        double residual = value - mean;
        squares.add(predictor, reader.columns(), place, value, residual);
        consumer.accept(new PassRow<>(seen, row, predictor, place, mean, residual));
        read++;
      } else if (fit.design().omitted() == 0) {
        throw reader.missing(seen);
      }
      seen++;
    }
    check(read, squares);
    return seen;
  }

  private void check(long read, ResidualSquares squares) {
    String advice = " Pass the rows that were fitted, all of them and no others.";
    if (read != fit.design().rows()) {
      throw new BlupException(
          "These are not the rows of the fit: "
              + read
              + " of "
              + fit.design().rows()
              + "."
              + advice);
    }
    squares.complete();
    if (!squares.areThoseOfTheFit()) {
      throw new BlupException(
          "These are not the rows of the fit: the squares of their residuals add up to "
              + squares.sum()
              + ", not "
              + squares.expected()
              + "."
              + advice);
    }
  }

  /** How many rows there are, those that the fit left out among them. */
  public long count() {
    return read(row -> {});
  }

  public Diagnostics diagnostics() {
    PredictionErrors errors = fit.errors();
    int n = Math.toIntExact(fit.design().rows() + fit.design().omitted());
    double[] predicted = leftOut(n);
    double[] raw = leftOut(n);
    double[] weights = leftOut(n);
    double[] hatValues = leftOut(n);
    SubjectResiduals subjects = new SubjectResiduals(residuals, fit.solution().sigma());
    int given =
        (int)
            read(
                row -> {
                  if (row.position() < n) {
                    int i = (int) row.position();
                    predicted[i] = row.fitted();
                    raw[i] = row.residual();
                    weights[i] = 1 / residuals.covariance(row.place(), row.place());
                    hatValues[i] = weights[i] * errors.relativeVariance(row.predictor());
                    subjects.add(i, row.place());
                  }
                });
    return new RowDiagnostics(
        fit.design().structure(),
        Arrays.copyOf(predicted, given),
        Arrays.copyOf(raw, given),
        Arrays.copyOf(weights, given),
        Arrays.copyOf(hatValues, given),
        fit.solution().sigma(),
        space.size(),
        subjects.completed());
  }

  /**
   * Tests by the residuals of clusters.
   *
   * @param population the fixed part of a row
   */
  public RobustTests robust(RobustMethod method, String cluster, ToDoubleFunction<R> population) {
    ClusteredRows clustered = new ClusteredRows(fit.design(), cluster);
    read(
        row -> {
          LinearPredictor of = row.predictor();
          double deviation =
              response.applyAsDouble(row.row()) - population.applyAsDouble(row.row());
          clustered.add(reader, new KeptRow(of.x(), of.levels(), of.z(), row.place(), deviation));
        });
    return new FittedRobust(fit, space, residuals, clustered.clusters(), method, cluster);
  }

  /** The residuals of the rows by subject. */
  public KnownResiduals residuals() {
    KnownResiduals known = new KnownResiduals(residuals);
    read(row -> known.add(row.predictor(), row.place(), row.residual()));
    return known;
  }

  private static double[] leftOut(int n) {
    double[] values = new double[n];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /**
   * Leaves out each level of a group.
   *
   * @param group −1 for the subjects of the residuals
   */
  public Influence influence(int group) {
    ObservedDesign design = fit.design();
    if (fit.residualsCovary()) {
      return covaryingInfluence(group);
    }
    FittedEquations equations = fit.equations();
    List<RowProducts> products = new ArrayList<>();
    for (int j = 0; j < design.group(group).size(); j++) {
      products.add(new RowProducts(equations));
    }
    long[][] rowsOf = noRows();
    read(
        row -> {
          int[] levels = row.predictor().levels();
          products
              .get(levels[group])
              .add(row.predictor(), residuals.weight(row.place()), row.residual());
          addTo(levels, rowsOf);
        });
    return GroupInfluence.of(fit, space, design.group(group), products, products, rowsOf);
  }

  private Influence covaryingInfluence(int group) {
    LeftOutLevels leftOut = new LeftOutLevels(fit, residuals, group);
    long[][] rowsOf = noRows();
    read(
        row -> {
          leftOut.add(reader, row.predictor(), row.place(), row.residual());
          addTo(row.predictor().levels(), rowsOf);
        });
    GroupLevels levels = leftOut.levels();
    return GroupInfluence.of(
        fit,
        space,
        levels,
        leftOut.products(levels, false),
        leftOut.products(levels, true),
        rowsOf);
  }

  /** For each group a count for each of its levels. */
  private long[][] noRows() {
    long[][] rowsOf = new long[fit.design().groups()][];
    for (int g = 0; g < rowsOf.length; g++) {
      rowsOf[g] = new long[fit.design().group(g).size()];
    }
    return rowsOf;
  }

  private static void addTo(int[] levels, long[][] rowsOf) {
    for (int g = 0; g < rowsOf.length; g++) {
      rowsOf[g][levels[g]]++;
    }
  }
}
