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
  private final CoefficientSpace tests;

  /** Tests by the method of the fit. */
  public CombinationTests(CoefficientSpace space) {
    this(space, space);
  }

  /**
   * Tests by another method.
   *
   * @param space of the fit, from which combinations are taken
   * @param tests the same coefficients with tests by the method
   */
  public CombinationTests(CoefficientSpace space, CoefficientSpace tests) {
    this.space = space;
    this.tests = tests;
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
    return tests.test(combination.name(), combination.weights(), value);
  }

  /**
   * Tests that all combinations are 0.
   *
   * @throws BlupException if one is null or of another fit, or there is nothing to test
   */
  public FTest joint(List<? extends LinearCombination> combinations) {
    combinations.forEach(this::check);
    return tests.joint(
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
