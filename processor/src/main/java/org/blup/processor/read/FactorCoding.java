package org.blup.processor.read;

import java.util.List;
import java.util.Optional;
import org.blup.Contrast;

/**
 * How a factor's levels become contrast columns.
 *
 * @param contrast the family of contrasts, where the matrix does not say them
 * @param reference the level that treatment contrasts compare with, where it is not the first
 * @param matrix contrasts of the user's own, a row for each level; empty if there are none
 */
public record FactorCoding(Contrast contrast, Optional<String> reference, List<Double> matrix) {

  /** Treatment contrasts against the first level: what R and Blup do when nothing is said. */
  public static final FactorCoding DEFAULT = of(Contrast.TREATMENT, Optional.empty());

  public FactorCoding {
    matrix = List.copyOf(matrix);
  }

  /** One of the families. */
  public static FactorCoding of(Contrast contrast, Optional<String> reference) {
    return new FactorCoding(contrast, reference, List.of());
  }

  /** Contrasts of the user's own. */
  public static FactorCoding of(List<Double> matrix) {
    return new FactorCoding(Contrast.TREATMENT, Optional.empty(), matrix);
  }

  /** Whether each column belongs to a level. */
  public boolean isByLevel() {
    return contrast == Contrast.TREATMENT && matrix.isEmpty();
  }
}
