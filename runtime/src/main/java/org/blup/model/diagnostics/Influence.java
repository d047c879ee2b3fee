package org.blup.model.diagnostics;

import java.util.List;
import org.blup.exception.UnknownLevelException;

/**
 * What a fit would be without each level of a grouping factor: exactly, from the factor of the
 * equations, at the covariance parameters θ of all rows. θ is held; σ and the coefficients are not.
 */
public interface Influence {

  /** The grouping factor. */
  String group();

  /** Every level in order. */
  List<LevelInfluence> levels();

  /**
   * One level.
   *
   * @param level the level of each factor of the group, or one text as it is printed: {@code 308},
   *     {@code A:a}
   * @throws UnknownLevelException if there is no such level
   */
  LevelInfluence level(String... level);

  /** Cook's distance, leverage and σ by level. */
  @Override
  String toString();
}
