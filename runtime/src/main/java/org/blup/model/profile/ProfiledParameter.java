package org.blup.model.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.inference.profile.ProfileCurve;
import org.blup.internal.model.Digits;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.Tails;
import org.blup.model.fit.Interval;

/**
 * The profile of one parameter: {@code ζ(v) = sign(v − v̂) √(d(v) − d̂)}, where d(v) is the lowest
 * ML deviance with the parameter held at v. For a quadratic deviance ζ is a straight line; its bend
 * is what symmetric intervals miss (Bates &amp; Watts 1988, Nonlinear regression analysis, section
 * 6.1). What is asked is computed when it is asked, and kept. Thread-safe.
 */
public final class ProfiledParameter {

  private final String name;
  private final Lazy<ProfileCurve> curve;

  /** What the curve's values lack: what was taken from y before. */
  private final double origin;

  /** A point of the curve. */
  public record Point(double value, double zeta) {

    @Override
    public String toString() {
      return Digits.significant(value) + ": zeta " + Digits.statistic(zeta);
    }
  }

  ProfiledParameter(String name, Supplier<ProfileCurve> curve, double origin) {
    this.name = name;
    this.curve = new Lazy<>(curve);
    this.origin = origin;
  }

  /** The parameter as lme4 names it: {@code sd_(Intercept)|subject}, {@code sigma}. */
  public String name() {
    return name;
  }

  /** Where the likelihood is largest: the ML estimate, also for a REML fit. */
  public double estimate() {
    return origin + curve.get().estimate();
  }

  /**
   * ζ at a value: 0 at the estimate, about ±1.96 at the ends of the 95 % interval.
   *
   * @throws BlupException if the parameter cannot have the value, such as a negative standard
   *     deviation
   */
  public double zeta(double value) {
    return MemoryLimit.within(() -> curve.get().zeta(value - origin));
  }

  /**
   * The values that a likelihood-ratio test does not reject; 0, −1 or 1 where the profile does not
   * reach the bound before the end of the parameter's range.
   *
   * @throws BlupException if the level is not between 0 and 1, a search does not end, or the
   *     parameter depends on a variance that the data do not determine
   */
  public Interval interval(double level) {
    double zeta = Tails.quantile(level, Double.POSITIVE_INFINITY);
    return MemoryLimit.within(
        () -> new Interval(origin + curve.get().bound(-zeta), origin + curve.get().bound(zeta)));
  }

  /**
   * Points for drawing: evenly spaced over the interval of a level, both ends included.
   *
   * @param level of the interval, 0.99 shows what there is to see
   * @param points at least 2
   */
  public List<Point> curve(double level, int points) {
    if (points < 2) {
      throw new BlupException(points + " points make no curve: ask for 2 or more.");
    }
    Interval range = interval(level);
    List<Point> all = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double share = (double) i / (points - 1);
      double value = range.lower() + share * (range.upper() - range.lower());
      all.add(new Point(value, zeta(value)));
    }
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return "Profile of " + name + ", ML estimate " + Digits.significant(estimate());
  }
}
