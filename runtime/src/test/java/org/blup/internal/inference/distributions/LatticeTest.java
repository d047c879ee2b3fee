package org.blup.internal.inference.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The points that means over directions are taken at. */
class LatticeTest {

  /**
   * The mean over each shift of {@code Π (1 + B₂(x_d))}, B₂(x) = x² − x + 1/6, which integrates to
   * 1: random points would leave a standard error of 0.005.
   */
  @Test
  void periodicFunctionsAreIntegratedBetterThanByRandomPoints() {
    int size = 2;
    double[] means = new double[KorobovLattice.SHIFTS];
    KorobovLattice.visit(
        size,
        4,
        (shift, point, x) -> {
          double product = 1;
          for (double each : x) {
            product *= 1 + each * each - each + 1.0 / 6;
          }
          means[shift] += product / KorobovLattice.points(size);
        });

    for (double mean : means) {
      assertThat(mean).isCloseTo(1, within(2e-4));
    }
  }

  @Test
  void everyShiftVisitsEachPointOnce() {
    int[] visits = new int[KorobovLattice.SHIFTS];
    KorobovLattice.visit(
        0,
        3,
        (shift, point, x) -> {
          assertThat(point).isEqualTo(visits[shift]++);
          assertThat(Arrays.stream(x).allMatch(each -> each >= 0 && each < 1)).isTrue();
        });

    assertThat(visits).containsOnly(KorobovLattice.points(0));
  }

  /** Uniform on the sphere of r dimensions: E u_i² = 1/r, E u_i⁴ = 3/(r (r + 2)), E u_i u_j = 0. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void theMomentsOfDirections(int r) {
    SphereMap map = new SphereMap(r);
    double[] u = new double[r];
    double[] squares = new double[r];
    double[] fourths = new double[r];
    double[] product = new double[1];
    int size = 4;
    double weight = 1.0 / KorobovLattice.points(size) / KorobovLattice.SHIFTS;
    KorobovLattice.visit(
        size,
        r - 1,
        (shift, point, cube) -> {
          map.map(cube, u);
          double length = 0;
          for (int i = 0; i < r; i++) {
            length += u[i] * u[i];
            squares[i] += weight * u[i] * u[i];
            fourths[i] += weight * u[i] * u[i] * u[i] * u[i];
          }
          assertThat(length).isCloseTo(1, within(1e-14));
          product[0] += weight * u[0] * u[r - 1];
        });

    for (int i = 0; i < r; i++) {
      assertThat(squares[i]).isCloseTo(1.0 / r, within(2e-4));
      assertThat(fourths[i]).isCloseTo(3.0 / (r * (r + 2)), within(2e-4));
    }
    assertThat(product[0]).isCloseTo(0, within(2e-4));
  }
}
