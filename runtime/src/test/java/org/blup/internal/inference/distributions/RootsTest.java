package org.blup.internal.inference.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where decreasing functions vanish, however far from the guess. */
class RootsTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-3, 0.7, 3, 1e4, 1e30})
  void theRootIsFoundOnEitherSideOfTheGuess(double root) {
    assertThat(Roots.ofDecreasing(x -> Math.log(root) - Math.log(x), 3))
        .isCloseTo(root, within(1e-12 * root + 1e-14));
  }

  @Test
  void noRootIsAnInfiniteOne() {
    assertThat(Roots.ofDecreasing(x -> 1 + 1 / (1 + x), 3)).isInfinite();
  }

  @Test
  void nothingIsKnownOfWhatIsNoNumber() {
    assertThat(Roots.ofDecreasing(x -> Double.NaN, 3)).isNaN();
  }
}
