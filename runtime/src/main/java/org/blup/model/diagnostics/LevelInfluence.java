package org.blup.model.diagnostics;

import java.util.List;
import java.util.stream.Collectors;
import org.blup.exception.BlupException;
import org.blup.internal.io.JsonResult;
import org.blup.internal.model.text.Digits;
import org.blup.internal.model.text.NearestName;

/**
 * What a fit would be without a level of a grouping factor, at the θ of all rows. {@code NaN} where
 * the other rows do not determine it: a coefficient that this level alone tells is {@linkplain
 * #notEstimable not estimable} without it, and then there is no Cook's distance. {@code NaN} also
 * where it depends on an undetermined variance.
 *
 * @param level the level left out
 * @param rows how many rows it has
 * @param leverage the sum of their hat values
 * @param cooksDistance how far all fixed effects move, {@code (β̂ − β̂₋)ᵀV⁻¹(β̂ − β̂₋)/p}, V their
 *     covariance in the fit of all rows
 * @param sigma the residual standard deviation without the level
 * @param coefficients the fixed effects without the level, in R's order
 */
public record LevelInfluence(
    String level,
    long rows,
    double leverage,
    double cooksDistance,
    double sigma,
    List<Change> coefficients) {

  public LevelInfluence {
    coefficients = List.copyOf(coefficients);
  }

  /**
   * A fixed effect without a level.
   *
   * @param name as R names it
   * @param estimate without the level
   * @param standardError of that estimate
   * @param dfbetas by how many of these standard errors the estimate of all rows is larger
   */
  public record Change(String name, double estimate, double standardError, double dfbetas) {

    private JsonResult json() {
      return new JsonResult()
          .put("name", name)
          .put("estimate", estimate)
          .put("standardError", standardError)
          .put("dfbetas", dfbetas);
    }

    @Override
    public String toString() {
      return Digits.estimate(name, estimate, standardError)
          + ", DFBETAS "
          + Digits.statistic(dfbetas);
    }
  }

  /**
   * The names of the coefficients that the rows of the other levels do not determine, or that
   * depend on an undetermined variance.
   */
  public List<String> notEstimable() {
    return coefficients.stream()
        .filter(change -> Double.isNaN(change.estimate()))
        .map(Change::name)
        .toList();
  }

  /**
   * The fixed effect of a name.
   *
   * @throws BlupException if there is none
   */
  public Change coefficient(String name) {
    for (Change change : coefficients) {
      if (change.name().equals(name)) {
        return change;
      }
    }
    throw new BlupException(
        "There is no coefficient '"
            + name
            + "'. "
            + NearestName.advice(name, coefficients.stream().map(Change::name).toList()));
  }

  JsonResult json() {
    return new JsonResult()
        .put("level", level)
        .put("rows", rows)
        .put("leverage", leverage)
        .put("cooksDistance", cooksDistance)
        .put("sigma", sigma)
        .putAll("coefficients", coefficients.stream().map(Change::json).toList());
  }

  @Override
  public String toString() {
    return "Without "
        + level
        + " ("
        + Digits.count(rows)
        + " rows): Cook's distance "
        + Digits.significant(cooksDistance)
        + ", leverage "
        + Digits.significant(leverage)
        + ", sigma "
        + Digits.significant(sigma)
        + coefficients.stream().map(change -> "; " + change).collect(Collectors.joining());
  }
}
