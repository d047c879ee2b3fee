package org.blup.oracle;

import java.util.List;
import java.util.function.Function;
import org.blup.model.Criterion;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.fit.DegreesOfFreedom;
import org.blup.model.fit.ResidualCovariance;
import org.blup.script.TableFit;
import org.blup.script.TableFitting;

/**
 * A formula and its table, with an answer.
 *
 * @param parameters the answer's covariance parameters, in their order
 */
record FormulaCase(String id, TableFitting fitting, Function<Fitted, List<Double>> parameters) {

  /** Answers of a fit by name. */
  record Fitted(TableFit table) {

    MixedFit<?> fit() {
      return table.mixedFit();
    }

    double residualVariance() {
      return fit().sigma() * fit().sigma();
    }

    List<Double> lower(String group) {
      return CovarianceParameters.lower(fit(), table.group(group));
    }

    double correlation(String group) {
      GroupEffects<?> effects = table.group(group);
      return effects.correlation(effects.effectNames().get(0), effects.effectNames().get(1));
    }

    /** What the class compiled for the formula has as a method. */
    @SuppressWarnings("unchecked")
    ResidualCovariance<Object, Object> residual() {
      try {
        return (ResidualCovariance<Object, Object>)
            fit().getClass().getMethod("residual").invoke(fit());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The variances of strata. */
    List<Double> variances(Object... strata) {
      return List.of(strata).stream()
          .map(stratum -> Math.pow(residual().standardDeviation(stratum), 2))
          .toList();
    }
  }

  boolean byMl() {
    return id.endsWith("-ml");
  }

  /** What rows depend on each other by, where that is one factor. */
  String cluster() {
    return switch (id) {
      case "machines-d-us" -> "worker";
      case "negative-d-us" -> "block";
      case "weights-slope" -> "group";
      default -> "subject";
    };
  }

  Fitted fit(DegreesOfFreedom method) {
    Criterion criterion = byMl() ? Criterion.ML : Criterion.REML;
    return new Fitted(fitting.criterion(criterion).degreesOfFreedom(method).fit());
  }

  @Override
  public String toString() {
    return id;
  }
}
