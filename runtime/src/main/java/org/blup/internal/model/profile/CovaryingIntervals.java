package org.blup.internal.model.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.blup.exception.BlupException;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.internal.inference.profile.JointInformation;
import org.blup.internal.inference.profile.ParameterScale;
import org.blup.internal.inference.profile.ProfileLikelihood;
import org.blup.internal.inference.profile.ProfileTarget;
import org.blup.internal.inference.profile.ProfileTarget.Correlation;
import org.blup.internal.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.internal.model.LevelCorrelation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.ResidualQuantities;
import org.blup.internal.model.Tails;
import org.blup.internal.model.VarianceNames;
import org.blup.model.fit.Interval;

/**
 * Intervals for the standard deviations and correlations of a model whose residuals covary, or
 * whose levels are an autoregression, by the delta method from the observed information: symmetric
 * for log standard deviations, Fisher's z of correlations, and log ranges.
 */
final class CovaryingIntervals {

  private final PostFit fit;
  private final List<Quantity> quantities = new ArrayList<>();

  /**
   * What has an interval.
   *
   * @param mayBeZero whether it is a standard deviation that may lie on the border of its range.
   *     One that follows a number does not: it is that at 0 or 1, however far from all rows
   * @param value of θ, φ and log σ
   */
  private record Quantity(
      String name, ParameterScale scale, boolean mayBeZero, ToDoubleFunction<double[]> value) {

    double transformed(double[] all) {
      return scale.of(value.applyAsDouble(all));
    }
  }

  CovaryingIntervals(PostFit fit) {
    this.fit = fit;
    for (ProfileTarget target : ProfileLikelihood.varianceTargets(fit.design().equations())) {
      String name = VarianceNames.of(fit.design(), target);
      if (target instanceof StandardDeviation sd) {
        quantities.add(
            new Quantity(name, sd.scale(), true, all -> deviation(all, sd.term(), sd.effect())));
      } else if (target instanceof Correlation c) {
        quantities.add(
            new Quantity(
                name,
                c.scale(),
                false,
                all ->
                    effect(all, c.term(), c.effect1(), c.effect2())
                        / deviation(all, c.term(), c.effect1())
                        / deviation(all, c.term(), c.effect2())));
      }
    }
    if (fit.residualsCovary()) {
      addResiduals(fit.design().structure().residual().orElseThrow());
    } else if (!fit.solution().isVarianceKnown()) {
      quantities.add(
          new Quantity("sigma", ParameterScale.LOGARITHM, true, all -> Math.sqrt(variance(all))));
    }
    for (LevelCorrelation each : LevelCorrelation.of(fit)) {
      if (!each.isTold(fit.solution())) {
        throw new BlupException(
            "%s has no estimate, since the effects of its levels have no variance. Take them out of the model"
                .formatted(each.name()));
      }
      quantities.add(
          new Quantity(each.name(), ParameterScale.FISHER, false, all -> each.of(phi(all))));
    }
  }

  private void addResiduals(ResidualTerm term) {
    for (ResidualQuantities.Quantity each : ResidualQuantities.of(fit)) {
      quantities.add(
          new Quantity(
              each.name(),
              each.scale(),
              each.isDeviation() && term.varying().isEmpty(),
              all -> each.at(fit, phi(all), variance(all))));
    }
  }

  Map<String, Interval> of(double level) {
    double quantile = Tails.quantile(level, Double.POSITIVE_INFINITY);
    JointInformation information =
        new JointInformation(fit.design().equations(), fit.solution(), fit.isReml());
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (Quantity quantity : quantities) {
      double estimate = quantity.transformed(information.estimate());
      double error = information.standardError(quantity::transformed);
      ParameterScale scale = quantity.scale();
      if (quantity.mayBeZero() && !(error < 1)) {
        throw VarianceIntervals.unbounded(quantity.name(), scale.back(estimate), error);
      }
      double half = quantile * error;
      intervals.put(
          quantity.name(), new Interval(scale.back(estimate - half), scale.back(estimate + half)));
    }
    return Collections.unmodifiableMap(intervals);
  }

  private double[] phi(double[] all) {
    return Arrays.copyOfRange(all, fit.solution().theta().length, all.length - 1);
  }

  private static double variance(double[] all) {
    return Math.exp(2 * all[all.length - 1]);
  }

  private double deviation(double[] all, int term, int effect) {
    return Math.sqrt(effect(all, term, effect, effect));
  }

  /** An element of the covariance of a term's effects. */
  private double effect(double[] all, int term, int a, int b) {
    List<Term> terms = fit.design().equations().terms();
    int start = 0;
    for (Term before : terms.subList(0, term)) {
      start += before.parameters();
    }
    Term own = terms.get(term);
    double sum = 0;
    for (int c = 0; c <= Math.min(a, b); c++) {
      sum += element(all, start, own, a, c) * element(all, start, own, b, c);
    }
    return variance(all) * sum;
  }

  private static double element(double[] all, int start, Term term, int row, int column) {
    boolean isParameter = term.structure().isCorrelated() || row == column;
    return isParameter ? all[start + term.structure().element(term.size(), row, column)] : 0;
  }
}
