package org.blup.internal.model.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.blup.internal.inference.profile.ProfileCurve;
import org.blup.internal.model.Lazy;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.Tails;
import org.blup.internal.model.text.Digits;
import org.blup.model.fit.Interval;
import org.blup.model.profile.ProfiledParameter;

/** A parameter with the curve of its profile. */
final class CurveParameter implements ProfiledParameter {

  private final String name;
  private final Lazy<ProfileCurve> curve;

  /** What the curve's values lack: what was taken from y before. */
  private final double origin;

  CurveParameter(String name, Supplier<ProfileCurve> curve, double origin) {
    this.name = name;
    this.curve = new Lazy<>(curve);
    this.origin = origin;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double estimate() {
    return origin + curve.get().estimate();
  }

  @Override
  public double zeta(double value) {
    return MemoryLimit.within(() -> curve.get().zeta(value - origin));
  }

  @Override
  public Interval interval(double level) {
    double zeta = Tails.quantile(level, Double.POSITIVE_INFINITY);
    return MemoryLimit.within(
        () -> new Interval(origin + curve.get().bound(-zeta), origin + curve.get().bound(zeta)));
  }

  @Override
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
