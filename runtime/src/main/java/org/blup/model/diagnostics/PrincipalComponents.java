package org.blup.model.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.TextTable;
import org.ejml.data.DMatrixRMaj;

/**
 * The directions in which the random effects of a grouping factor vary, as lme4's {@code rePCA}. A
 * standard deviation that is next to nothing beside the first says that the model has more effects
 * than the data tell apart. {@code NaN} for a group with a variance that the data do not determine.
 *
 * @param group the grouping factor
 * @param effectNames R's names of the effects of a level, over all its terms
 * @param standardDeviations along each direction, largest first, in the unit of the response
 * @param loadings the share of each effect in each direction, effects × directions as R's {@code
 *     rotation}; each column has length 1
 */
public record PrincipalComponents(
    String group, List<String> effectNames, List<Double> standardDeviations, DMatrixRMaj loadings) {

  public PrincipalComponents {
    effectNames = List.copyOf(effectNames);
    standardDeviations = List.copyOf(standardDeviations);
    loadings = loadings.copy();
  }

  /** {@return a copy of the loadings} */
  @Override
  public DMatrixRMaj loadings() {
    return loadings.copy();
  }

  /** The share of the effects' variance that lies in the first directions. */
  public double proportion(int directions) {
    double first = 0;
    double all = 0;
    for (int i = 0; i < standardDeviations.size(); i++) {
      double variance = standardDeviations.get(i) * standardDeviations.get(i);
      first += i < directions ? variance : 0;
      all += variance;
    }
    return first / all;
  }

  /**
   * The directions as JSON, in fields whose names and order stay: see docs/saving.md. Numbers that
   * are NaN or infinite are null. Needs Jackson's core.
   */
  public String toJson() {
    return JsonResult.of("principalComponents")
        .put("group", group)
        .putTexts("effects", effectNames)
        .putAll(
            "rows",
            IntStream.range(0, standardDeviations.size()).mapToObj(this::direction).toList())
        .text();
  }

  private JsonResult direction(int direction) {
    return new JsonResult()
        .put("standardDeviation", standardDeviations.get(direction))
        .put("cumulativeProportion", proportion(direction + 1))
        .put(
            "loadings",
            IntStream.range(0, loadings.numRows)
                .mapToDouble(effect -> loadings.get(effect, direction))
                .toArray());
  }

  /** Standard deviations, cumulative proportions and loadings of the directions. */
  @Override
  public String toString() {
    List<String> numbers = new ArrayList<>();
    List<Double> proportions = new ArrayList<>();
    for (int i = 1; i <= standardDeviations.size(); i++) {
      numbers.add(Integer.toString(i));
      proportions.add(proportion(i));
    }
    TextTable table = new TextTable();
    table.flushRight("", numbers);
    table.numbers("Std.Dev.", standardDeviations, Digits::significant);
    table.numbers("Proportion", proportions, Digits::share);
    for (int e = 0; e < effectNames.size(); e++) {
      int effect = e;
      List<Double> shares =
          IntStream.range(0, loadings.numCols).mapToObj(i -> loadings.get(effect, i)).toList();
      table.numbers(effectNames.get(e), shares, Digits::share);
    }
    return "Principal components of " + group + ", proportions cumulated\n" + table;
  }
}
