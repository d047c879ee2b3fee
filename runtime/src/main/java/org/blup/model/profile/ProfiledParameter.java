package org.blup.model.profile;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.Interval;

/**
 * The profile of one parameter: {@code ζ(v) = sign(v − v̂) √(d(v) − d̂)}, where d(v) is the lowest
 * ML deviance with the parameter held at v. For a quadratic deviance ζ is a straight line; its bend
 * is what symmetric intervals miss (Bates &amp; Watts 1988, Nonlinear regression analysis, section
 * 6.1). What is asked is computed when it is asked, and kept. Thread-safe.
 */
public interface ProfiledParameter {

  /** A point of the curve. */
  record Point(double value, double zeta) {

    @Override
    public String toString() {
      return Digits.significant(value) + ": zeta " + Digits.statistic(zeta);
    }
  }

  /** The parameter as lme4 names it: {@code sd_(Intercept)|subject}, {@code sigma}. */
  String name();

  /** Where the likelihood is largest: the ML estimate, also for a REML fit. */
  double estimate();

  /**
   * ζ at a value: 0 at the estimate, about ±1.96 at the ends of the 95 % interval.
   *
   * @throws BlupException if the parameter cannot have the value, such as a negative standard
   *     deviation
   */
  double zeta(double value);

  /**
   * The values that a likelihood-ratio test does not reject; 0, −1 or 1 where the profile does not
   * reach the bound before the end of the parameter's range.
   *
   * @throws BlupException if the level is not between 0 and 1, a search does not end, or the
   *     parameter depends on a variance that the data do not determine
   */
  Interval interval(double level);

  /**
   * Points for drawing: evenly spaced over the interval of a level, both ends included.
   *
   * @param level of the interval; 0.99 shows the shape of the likelihood
   * @param points at least 2
   */
  List<Point> curve(double level, int points);
}
