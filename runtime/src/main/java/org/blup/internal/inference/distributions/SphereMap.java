package org.blup.internal.inference.distributions;

/**
 * Takes the unit cube of r − 1 dimensions to the unit sphere of r so that equal volumes go to equal
 * areas (Fang & Wang 1994, Number-theoretic methods in statistics, section 1.5.3). A vector is made
 * of pairs, with one triple first where r is odd; squared lengths of the parts are spacings, made
 * of the first coordinates, and each pair has an angle. Lengths go by the baker's transformation
 * |2x − 1|, so that the map is periodic in all coordinates.
 */
final class SphereMap {

  private final int parts;
  private final boolean odd;
  private final double[] power;

  /**
   * The map to the sphere of r dimensions.
   *
   * @param r at least 1; for 1 the sphere is taken for one point
   */
  SphereMap(int r) {
    parts = r / 2;
    odd = r % 2 == 1;
    power = new double[Math.max(0, parts - 1)];
    for (int part = 0; part < power.length; part++) {
      int inside = 2 * (part + 1) + (odd ? 1 : 0);
      power[part] = 2.0 / inside;
    }
  }

  /**
   * Finds the point of the sphere.
   *
   * @param cube r − 1 numbers between 0 and 1
   * @param sphere r numbers, overwritten
   */
  void map(double[] cube, double[] sphere) {
    if (parts == 0) {
      sphere[0] = 1;
      return;
    }
    int angle = cube.length - 1;
    double left = 1;
    for (int part = parts - 1; part > 0; part--) {
      double inside = left * Math.pow(baked(cube[part - 1]), power[part - 1]);
      double length = Math.sqrt(Math.max(0, left - inside));
      pair(length, cube[angle--], sphere, 2 * part + (odd ? 1 : 0));
      left = inside;
    }
    double length = Math.sqrt(left);
    if (odd) {
      double height = 1 - 2 * baked(cube[parts - 1]);
      sphere[0] = length * height;
      pair(length * Math.sqrt(1 - height * height), cube[angle], sphere, 1);
    } else {
      pair(length, cube[angle], sphere, 0);
    }
  }

  private static double baked(double x) {
    return Math.abs(2 * x - 1);
  }

  private static void pair(double length, double turn, double[] sphere, int at) {
    double angle = 2 * Math.PI * turn;
    sphere[at] = length * Math.cos(angle);
    sphere[at + 1] = length * Math.sin(angle);
  }
}
