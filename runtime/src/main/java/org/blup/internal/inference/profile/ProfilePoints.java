package org.blup.internal.inference.profile;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The points of a curve that are known, by their values. */
final class ProfilePoints {

  private final double estimate;
  private final NavigableMap<Double, Point> points = new TreeMap<>();

  /**
   * A point of the curve.
   *
   * @param leads whether searches may begin at its x: not where it is of another branch
   * @param x the other parameters
   * @param curvature what the search there learnt
   */
  record Point(double value, double zeta, boolean leads, double[] x, double[] curvature) {}

  /**
   * The maximum alone.
   *
   * @param x the other parameters there
   */
  ProfilePoints(double estimate, double[] x) {
    this.estimate = estimate;
    points.put(estimate, new Point(estimate, 0, true, x, new double[0]));
  }

  void add(Point point) {
    points.put(point.value, point);
  }

  /** The point at a value, if it is known. */
  Optional<Point> at(double value) {
    return Optional.ofNullable(points.get(value));
  }

  /** The point nearest to a value of those where searches may begin. */
  Point nearest(double value) {
    Map.Entry<Double, Point> below = points.floorEntry(value);
    while (below != null && !below.getValue().leads) {
      below = points.lowerEntry(below.getKey());
    }
    Map.Entry<Double, Point> above = points.ceilingEntry(value);
    while (above != null && !above.getValue().leads) {
      above = points.higherEntry(above.getKey());
    }
    if (below == null) {
      return Objects.requireNonNull(above).getValue();
    }
    if (above == null) {
      return below.getValue();
    }
    return value - below.getKey() < above.getKey() - value ? below.getValue() : above.getValue();
  }

  /** The points next to a value on both sides; none if there is none on one of them. */
  List<Point> around(double value) {
    Map.Entry<Double, Point> below = points.lowerEntry(value);
    Map.Entry<Double, Point> above = points.higherEntry(value);
    return below == null || above == null ? List.of() : List.of(below.getValue(), above.getValue());
  }

  /**
   * The closest known values on either side of where ζ is crossed.
   *
   * @param outside a value beyond the crossing
   * @return the value inside, and that outside
   */
  double[] bracket(double outside, double zeta) {
    double inside = estimate;
    for (Point point : points.values()) {
      double value = point.value;
      boolean sameSide = value == estimate || (value > estimate) == (zeta > 0);
      boolean passed = Math.abs(point.zeta) > Math.abs(zeta);
      if (sameSide && passed && Math.abs(value - estimate) < Math.abs(outside - estimate)) {
        outside = value;
      } else if (sameSide && !passed && Math.abs(value - estimate) > Math.abs(inside - estimate)) {
        inside = value;
      }
    }
    return new double[] {inside, outside};
  }
}
