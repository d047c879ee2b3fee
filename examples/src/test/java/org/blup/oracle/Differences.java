package org.blup.oracle;

import java.util.EnumMap;
import java.util.Map;

/** The worst difference of each quantity between two fits. */
final class Differences {

  /**
   * One number beside the oracle's.
   *
   * @param label which number it is
   * @param size the difference on the quantity's scale
   */
  record Difference(String label, double expected, double actual, double size) {

    @Override
    public String toString() {
      return label + ": oracle " + expected + ", Blup " + actual + ", differ by " + size;
    }
  }

  private final Map<Quantity, Difference> worst = new EnumMap<>(Quantity.class);

  /** Notes two numbers whose difference counts as it is. */
  void absolute(Quantity quantity, String label, double expected, double actual) {
    scaled(quantity, label, expected, actual, 1);
  }

  /** Notes two numbers whose difference counts relative to the oracle's. */
  void relative(Quantity quantity, String label, double expected, double actual) {
    scaled(quantity, label, expected, actual, Math.abs(expected));
  }

  /** Notes two numbers whose difference counts relative to a scale. */
  void scaled(Quantity quantity, String label, double expected, double actual, double scale) {
    double distance = Math.abs(actual - expected);
    double size = distance == 0 ? 0 : distance / scale;
    Difference before = worst.get(quantity);
    if (before == null || !(size <= before.size())) {
      worst.put(quantity, new Difference(label, expected, actual, size));
    }
  }

  /** The worst difference of each quantity that was compared. */
  Map<Quantity, Difference> worst() {
    return worst;
  }

  /** The size of the worst difference of a quantity, 0 if there was nothing to compare. */
  double worst(Quantity quantity) {
    Difference difference = worst.get(quantity);
    return difference == null ? 0 : difference.size();
  }
}
