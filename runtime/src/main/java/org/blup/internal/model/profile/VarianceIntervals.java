package org.blup.internal.model.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.blup.exception.BlupException;
import org.blup.internal.inference.profile.VarianceInformation;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Tails;
import org.blup.internal.model.VarianceNames;
import org.blup.model.fit.Interval;

/** Intervals for standard deviations and correlations from the observed information. */
public final class VarianceIntervals {

  private VarianceIntervals() {}

  /** Intervals of a level by lme4's names. */
  public static Map<String, Interval> of(PostFit fit, double level) {
    if (fit.hasMoreParameters()) {
      return new CovaryingIntervals(fit).of(level);
    }
    double quantile = Tails.quantile(level, Double.POSITIVE_INFINITY);
    VarianceInformation information =
        new VarianceInformation(fit.design().equations(), fit.isReml(), fit.solution());
    double[] estimate = information.estimate();
    for (int i = 0; i < estimate.length; i++) {
      if (!information.bounds(i)) {
        throw unbounded(
            VarianceNames.of(fit.design(), information.targets().get(i)),
            information.toUser(i, estimate[i]),
            information.standardError(i));
      }
    }
    Map<String, Interval> intervals = new LinkedHashMap<>();
    for (int i = 0; i < estimate.length; i++) {
      double half = quantile * information.standardError(i);
      intervals.put(
          VarianceNames.of(fit.design(), information.targets().get(i)),
          new Interval(
              information.toUser(i, estimate[i] - half),
              information.toUser(i, estimate[i] + half)));
    }
    return Collections.unmodifiableMap(intervals);
  }

  /**
   * The error that a standard deviation cannot be distinguished from zero.
   *
   * @param logError of its logarithm
   */
  static BlupException unbounded(String name, double estimate, double logError) {
    return new BlupException(
        String.format(
            Locale.ROOT,
            "%s is %.3g with a standard error of %.3g: so close to 0 it has no interval from the"
                + " curvature of its likelihood. Use profile() or bootstrap(), whose intervals may"
                + " reach 0, or leave the effect out",
            name,
            estimate,
            estimate * logError));
  }
}
