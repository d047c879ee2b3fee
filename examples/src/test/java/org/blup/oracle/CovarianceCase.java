package org.blup.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.DegreesOfFreedom;

/**
 * A fit with its answer.
 *
 * @param parameters the answer's covariance parameters, in their order
 */
record CovarianceCase<R, F extends MixedFit<R>>(
    String id, Model<R, F> model, List<R> rows, Function<F, List<Double>> parameters) {

  F fit(DegreesOfFreedom method) {
    Criterion criterion = isByMl() ? Criterion.ML : Criterion.REML;
    return model.fitting().criterion(criterion).degreesOfFreedom(method).fit(rows);
  }

  boolean isByMl() {
    return id.endsWith("-ml");
  }

  /**
   * Whether the covariance is linear in its parameters, where the answer has others, a correlation
   * among them.
   */
  boolean isLinear() {
    return id.endsWith("-d-cs") || id.equals("be05-c");
  }

  /** Criterion, parameters of the covariance, coefficients and their standard errors. */
  void checkFit() {
    F fit = fit(DegreesOfFreedom.SATTERTHWAITE);
    CovarianceOracle.checkFit(fit, id, parameters.apply(fit));
  }

  /** The variances of the random effects, and what is given of the residuals. */
  static List<Double> effectsAnd(MixedFit<?> fit, double... residual) {
    List<Double> all = new ArrayList<>();
    fit.varianceComponents().stream()
        .filter(component -> !component.group().equals("Residual"))
        .map(VarianceComponent::variance)
        .forEach(all::add);
    for (double value : residual) {
      all.add(value);
    }
    return all;
  }

  @Override
  public String toString() {
    return id;
  }
}
