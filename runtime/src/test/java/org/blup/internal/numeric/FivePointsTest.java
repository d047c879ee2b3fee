package org.blup.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The difference that derivatives are taken by where no formula is at hand. */
class FivePointsTest {

  @Test
  void polynomialsOfDegreeFourAreExact() {
    double derivative = FivePoints.derivative(x -> 3 + 2 * x - x * x * x + 5 * x * x * x * x, 2, 1);
    assertThat(derivative).isCloseTo(2 - 12 + 160, within(1e-12));
  }

  /** h⁴/30 times the fifth derivative, which is 120 for x⁵ and leaves −4h⁴ at 0. */
  @Test
  void theErrorIsThatOfTheFifthDerivative() {
    assertThat(FivePoints.derivative(x -> Math.pow(x, 5), 0, 0.5))
        .isCloseTo(-4 * Math.pow(0.5, 4), within(1e-15));
  }

  @Test
  void weightsMakeTheSameDerivative() {
    double sum = 0;
    for (int v = 0; v < FivePoints.VALUES; v++) {
      sum += FivePoints.weight(v) * Math.exp(1 + FivePoints.multiple(v) * 1e-2) / 1e-2;
    }
    assertThat(sum)
        .isCloseTo(FivePoints.derivative(Math::exp, 1, 1e-2), within(1e-12))
        .isCloseTo(Math.E, within(1e-8 * Math.E / 30 * 1.01));
  }
}
