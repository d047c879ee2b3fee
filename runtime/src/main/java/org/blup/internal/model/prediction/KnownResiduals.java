package org.blup.internal.model.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.model.RowResiduals;
import org.blup.internal.model.RowResiduals.Place;
import org.blup.internal.numeric.LowerRoot;
import org.blup.internal.numeric.Quadratic;

/**
 * The residuals of the rows of a fit by subject, for predictions of further rows of these subjects.
 * With o the rows of a subject and n a further one, both given the fixed and random effects,
 *
 * <pre>
 *   E(ε_n | ε_o) = kᵀε_o     k = R_oo⁻¹ R_on     Var(ε_n | ε_o) = σ² (R_nn − kᵀR_on)
 * </pre>
 *
 * and the predictor {@code w_nᵀγ̂ + kᵀ(y_o − W_oγ̂)} errs by that of {@code (w_n − W_oᵀk)ᵀγ̂},
 * which is independent of the rest (Henderson 1975, Biometrics 31:423–447).
 */
public final class KnownResiduals {

  private record Row(LinearPredictor predictor, Place place, double residual) {}

  /**
   * What the rows of a subject say of a further residual.
   *
   * @param expected its mean
   * @param variance over σ²
   * @param rows of the subject
   * @param factors k
   */
  record Conditional(
      double expected, double variance, List<LinearPredictor> rows, double[] factors) {}

  private final RowResiduals residuals;
  private final Map<Integer, List<Row>> subjects = new HashMap<>();

  public KnownResiduals(RowResiduals residuals) {
    this.residuals = residuals;
  }

  /** The covariances that places are of. */
  RowResiduals residuals() {
    return residuals;
  }

  /** Adds a row of the fit with its residual, unless that is independent of all others. */
  public void add(LinearPredictor predictor, Place place, double residual) {
    if (place.subject() >= 0) {
      subjects
          .computeIfAbsent(place.subject(), unused -> new ArrayList<>())
          .add(new Row(predictor, place, residual));
    }
  }

  /**
   * A further residual given those of its subject, if it has any.
   *
   * @throws BlupException if the subject has a row at this place
   */
  Conditional at(Place place) {
    return at(place, residuals, row -> 0);
  }

  /**
   * The same by another fit.
   *
   * @param residuals its covariances
   * @param change by how much the residual of a row is larger in it
   */
  Conditional at(Place place, RowResiduals residuals, ToDoubleFunction<LinearPredictor> change) {
    List<Row> rows = subjects.getOrDefault(place.subject(), List.of());
    int n = rows.size();
    RowResiduals.checkSize(n, "a subject");
    double[] covariance = residuals.covariances(rows.stream().map(Row::place).toList());
    double[] toNew = new double[n];
    double[] known = new double[n];
    for (int s = 0; s < n; s++) {
      Place own = rows.get(s).place();
      if (own.position() == place.position()) {
        throw new BlupException(
            "The rows of the fit have one of this subject at this position: its response is known."
                + " Predict positions that the subject does not have, or ask prediction() without"
                + " rows.");
      }
      Row row = rows.get(s);
      known[s] = row.residual() + change.applyAsDouble(row.predictor());
      toNew[s] = residuals.covariance(own, place);
    }
    double[] factors = toNew.clone();
    LowerRoot root = LowerRoot.of(n, covariance);
    root.solve(factors, 1);
    root.solveTransposed(factors, 1);
    double left = residuals.covariance(place, place) - Quadratic.dot(factors, toNew);
    List<LinearPredictor> predictors = rows.stream().map(Row::predictor).toList();
    return new Conditional(Quadratic.dot(factors, known), left, predictors, factors);
  }
}
