package org.blup.internal.model.fit;

import java.util.List;
import org.blup.exception.BlupException;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.jspecify.annotations.Nullable;

/** Tests of linear combinations that users made of the coefficients of a fit. */
public final class CombinationTests {

  private final CoefficientSpace space;

  public CombinationTests(CoefficientSpace space) {
    this.space = space;
  }

  /**
   * Tests that a combination has a value.
   *
   * @throws BlupException if the combination is null or of another fit, or the value not finite
   */
  public LinearTest test(LinearCombination combination, double value) {
    check(combination);
    if (!Double.isFinite(value)) {
      throw new BlupException(
          "'" + combination.name() + "' cannot be tested against " + value + ".");
    }
    return space.test(combination.name(), combination.weights(), value);
  }

  /**
   * Tests that all combinations are 0.
   *
   * @throws BlupException if one is null or of another fit, or there is nothing to test
   */
  public FTest joint(List<? extends LinearCombination> combinations) {
    combinations.forEach(this::check);
    return space.joint(
        combinations.stream().map(LinearCombination::weights).toArray(double[][]::new));
  }

  private void check(@Nullable LinearCombination combination) {
    if (combination == null) {
      throw new BlupException(
          "The combination to test is null: take one from the coefficients of the fit.");
    }
    if (!space.has(combination)) {
      throw new BlupException(
          "'"
              + combination.name()
              + "' is of another fit. Take it from the coefficients of the fit that tests it.");
    }
  }
}
