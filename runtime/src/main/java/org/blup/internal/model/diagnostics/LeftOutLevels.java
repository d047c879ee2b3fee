package org.blup.internal.model.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.blup.internal.design.assembly.WorkingRows;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.inference.diagnostics.RowProducts;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.numeric.LowerRoot;

/**
 * The share of each level's rows in the cross-products of a fit whose residuals covary: {@code
 * Kᵀ(R⁻¹ − R₋⁻¹)K} of each subject that has rows of the level, with R₋ the covariance of its other
 * rows, zero where they are not. Levels are those of a group, or the subjects of the residuals.
 */
final class LeftOutLevels {

  private record Row(LinearPredictor predictor, Place place, double residual, int level) {}

  private final PostFit fit;
  private final RowResiduals residuals;

  /** −1 for the subjects of the residuals. */
  private final int group;

  private final int[] subjectFactors;

  /** The rows of each subject, by its number; independent ones have numbers of their own. */
  private final Map<Integer, List<Row>> subjects = new LinkedHashMap<>();

  /** The positions of the levels of each subject that is a level, by its number. */
  private final List<int[]> positions = new ArrayList<>();

  LeftOutLevels(PostFit fit, RowResiduals residuals, int group) {
    this.fit = fit;
    this.residuals = residuals;
    this.group = group;
    List<String> factors = fit.design().structure().factors();
    subjectFactors = subject().stream().mapToInt(factors::indexOf).toArray();
  }

  private List<String> subject() {
    return fit.design().structure().residual().orElseThrow().subject();
  }

  /** Adds the row that a reader has just read. */
  void add(WorkingRows<?> reader, LinearPredictor predictor, Place place, double residual) {
    int level = group < 0 ? place.subject() : predictor.levels()[group];
    if (group < 0 && level == positions.size()) {
      positions.add(IntStream.of(subjectFactors).map(reader::position).toArray());
    }
    subjects
        .computeIfAbsent(place.subject(), unused -> new ArrayList<>())
        .add(new Row(predictor, place, residual, level));
  }

  /** The levels, in their order. */
  GroupLevels levels() {
    if (group >= 0) {
      return fit.design().group(group);
    }
    int[][] observed = new int[subjectFactors.length][];
    Arrays.setAll(observed, f -> positions.stream().mapToInt(each -> each[f]).toArray());
    FactorLevels[] levels =
        IntStream.of(subjectFactors).mapToObj(fit.design()::factor).toArray(FactorLevels[]::new);
    return new GroupLevels(Grouping.of(subject()), subjectFactors, levels, observed);
  }

  /**
   * The share of each level.
   *
   * @param alone whether rows count as if they were independent, and with their fixed effects
   *     alone: for what the rows of other levels determine
   */
  List<RowProducts> products(GroupLevels levels, boolean alone) {
    List<RowProducts> products =
        Stream.generate(() -> new RowProducts(fit.equations())).limit(levels.size()).toList();
    int[] places = IntStream.range(0, levels.size()).toArray();
    if (group < 0) {
      Arrays.setAll(places, s -> levels.index(positions.get(s)));
    }
    for (List<Row> rows : subjects.values()) {
      if (alone) {
        for (Row row : rows) {
          double weight = 1 / residuals.covariance(row.place(), row.place());
          LinearPredictor of = row.predictor();
          products
              .get(places[row.level()])
              .add(
                  new LinearPredictor(of.x(), new int[0], new double[0][], new double[0][], 0),
                  weight,
                  row.residual());
        }
      } else {
        rows.stream()
            .mapToInt(Row::level)
            .distinct()
            .forEach(level -> leaveOut(rows, level, products.get(places[level])));
      }
    }
    return products;
  }

  private void leaveOut(List<Row> rows, int level, RowProducts to) {
    int n = rows.size();
    RowResiduals.checkSize(n, "a subject");
    boolean[] isLeftOut = new boolean[n];
    for (int s = 0; s < n; s++) {
      isLeftOut[s] = rows.get(s).level() == level;
    }
    double[] weights = inverse(rows, IntStream.range(0, n).toArray());
    int[] rest = IntStream.range(0, n).filter(s -> !isLeftOut[s]).toArray();
    double[] ofRest = inverse(rows, rest);
    for (int a = 0; a < rest.length; a++) {
      for (int b = 0; b < rest.length; b++) {
        weights[rest[a] * n + rest[b]] -= ofRest[a * rest.length + b];
      }
    }
    to.add(
        rows.stream().map(Row::predictor).toList(),
        isLeftOut,
        weights,
        rows.stream().mapToDouble(Row::residual).toArray());
  }

  /** The inverse of the covariance of some rows. */
  private double[] inverse(List<Row> rows, int[] some) {
    int n = some.length;
    double[] inverse = new double[n * n];
    for (int a = 0; a < n; a++) {
      inverse[a * (n + 1)] = 1;
    }
    if (n > 0) {
      List<Place> places = IntStream.of(some).mapToObj(s -> rows.get(s).place()).toList();
      LowerRoot root = LowerRoot.of(n, residuals.covariances(places));
      root.solve(inverse, n);
      root.solveTransposed(inverse, n);
    }
    return inverse;
  }
}
