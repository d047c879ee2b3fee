package org.blup.model;

import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.internal.model.fit.CoefficientSpace;

/** The fixed effects of a fit that were kept, in R's order. */
final class Coefficients {

  private final CoefficientSpace space;

  Coefficients(CoefficientSpace space) {
    this.space = space;
  }

  List<Coefficient> all() {
    List<String> names = space.names();
    return IntStream.range(0, names.size())
        .<Coefficient>mapToObj(i -> new KeptCoefficient(space, names.get(i), i))
        .toList();
  }

  /**
   * The coefficient of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  Coefficient named(String name) {
    return at(space.position(name));
  }

  /**
   * The coefficient of a column known by its number within a fixed term.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  Coefficient at(int term, int column) {
    return at(space.position(term, column));
  }

  private Coefficient at(int position) {
    return new KeptCoefficient(space, space.names().get(position), position);
  }
}
