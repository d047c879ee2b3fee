package org.blup.processor.read;

import java.util.Optional;
import org.blup.Contrast;

/**
 * How a factor's levels become contrast columns.
 *
 * @param contrast the family of contrasts
 * @param reference the level that treatment contrasts compare with, where it is not the first
 */
public record FactorCoding(Contrast contrast, Optional<String> reference) {

  /** Treatment contrasts against the first level: what R and Blup do when nothing is said. */
  public static final FactorCoding DEFAULT = new FactorCoding(Contrast.TREATMENT, Optional.empty());
}
