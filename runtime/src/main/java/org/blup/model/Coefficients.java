package org.blup.model;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.design.BlupException;
import org.jspecify.annotations.Nullable;

/** The fixed effects of a fit that were kept, in R's order, and tests of their combinations. */
final class Coefficients {

  private final CoefficientSpace space;
  private final FixedEstimates estimates;

  Coefficients(CoefficientSpace space) {
    this.space = space;
    estimates = space.estimates();
  }

  List<Coefficient> all() {
    List<String> names = space.names();
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Coefficient(space, names.get(i), i))
        .toList();
  }

  /**
   * The coefficient of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  Coefficient named(String name) {
    return at(estimates.position(name));
  }

  /**
   * The coefficient of a column known by its number within a fixed term.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  Coefficient at(int term, int column) {
    return at(estimates.position(term, column));
  }

  private Coefficient at(int position) {
    return new Coefficient(space, space.names().get(position), position);
  }

  /**
   * Tests that a combination has a value.
   *
   * @throws BlupException if the combination is null or of another fit, or the value not finite
   */
  LinearTest test(LinearCombination combination, double value) {
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
  FTest joint(List<? extends LinearCombination> combinations) {
    combinations.forEach(this::check);
    return space.joint(
        combinations.stream().map(LinearCombination::weights).toArray(double[][]::new));
  }

  private void check(@Nullable LinearCombination combination) {
    if (combination == null) {
      throw new BlupException(
          "The combination to test is null: take one from the coefficients of the fit.");
    }
    if (!combination.isOf(space)) {
      throw new BlupException(
          "'"
              + combination.name()
              + "' is of another fit. Take it from the coefficients of the fit that tests it.");
    }
  }
}
