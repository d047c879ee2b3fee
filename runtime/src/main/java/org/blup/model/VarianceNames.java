package org.blup.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blup.design.BlupException;
import org.blup.design.ObservedDesign;
import org.blup.inference.profile.ProfileLikelihood;
import org.blup.inference.profile.ProfileTarget;
import org.blup.inference.profile.ProfileTarget.Correlation;
import org.blup.inference.profile.ProfileTarget.StandardDeviation;
import org.blup.inference.profile.VarianceInformation;
import org.blup.reml.UndeterminedVariances;

/**
 * The names of standard deviations and correlations, as lme4 gives them with {@code
 * oldNames=FALSE}: {@code sd_days|subject}, {@code cor_days.(Intercept)|subject}, {@code sigma}.
 */
final class VarianceNames {

  private VarianceNames() {}

  /** Intervals from the observed information, by name. */
  static Map<String, Interval> intervals(Estimates estimates, double level) {
    double quantile = ProfiledParameter.quantile(level);
    VarianceInformation information =
        new VarianceInformation(
            estimates.design().equations(),
            estimates.criterion() == Criterion.REML,
            estimates.solution());
    double[] estimate = information.estimate();
    for (int i = 0; i < estimate.length; i++) {
      if (!information.bounds(i)) {
        throw unbounded(of(estimates.design(), information.targets().get(i)), information, i);
      }
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (int i = 0; i < estimate.length; i++) {
      double half = quantile * information.standardError(i);
      intervals.put(
          of(estimates.design(), information.targets().get(i)),
          new Interval(
              information.toUser(i, estimate[i] - half),
              information.toUser(i, estimate[i] + half)));
    }
    return Collections.unmodifiableMap(intervals);
  }

  /** The variances and correlations that the data do not tell. */
  static List<String> undetermined(Estimates estimates) {
    UndeterminedVariances undetermined = estimates.solution().undeterminedVariances();
    ObservedDesign design = estimates.design();
    return ProfileLikelihood.varianceTargets(design.equations()).stream()
        .filter(target -> isAmong(undetermined, target))
        .map(target -> of(design, target))
        .toList();
  }

  private static boolean isAmong(UndeterminedVariances undetermined, ProfileTarget target) {
    if (target instanceof StandardDeviation sd) {
      return undetermined.includes(sd.term(), sd.effect(), sd.effect());
    }
    return target instanceof Correlation c
        && (undetermined.includes(c.term(), c.effect1(), c.effect1())
            || undetermined.includes(c.term(), c.effect1(), c.effect2())
            || undetermined.includes(c.term(), c.effect2(), c.effect2()));
  }

  private static BlupException unbounded(
      String name, VarianceInformation information, int parameter) {
    double estimate = information.toUser(parameter, information.estimate()[parameter]);
    return new BlupException(
        String.format(
            Locale.ROOT,
            "%s is %.3g with a standard error of %.3g: so close to 0 it has no interval from the"
                + " curvature of its likelihood. Use profile() or bootstrap(), whose intervals may"
                + " reach 0, or leave the effect out",
            name,
            estimate,
            estimate * information.standardError(parameter)));
  }

  static String of(ObservedDesign design, ProfileTarget target) {
    if (target instanceof StandardDeviation sd) {
      return "sd_" + design.effectNames(sd.term()).get(sd.effect()) + group(design, sd.term());
    }
    if (target instanceof Correlation correlation) {
      List<String> names = design.effectNames(correlation.term());
      return "cor_"
          + names.get(correlation.effect2())
          + "."
          + names.get(correlation.effect1())
          + group(design, correlation.term());
    }
    return "sigma";
  }

  private static String group(ObservedDesign design, int term) {
    return "|" + design.group(design.equations().terms().get(term).group()).label();
  }
}
