package org.blup.internal.design.equations;

import java.io.Serializable;

/**
 * Numbers that some levels give: as many whatever the levels, where they are to be added up. It is
 * sent to where the levels are, so what it holds must be serialisable, and small.
 */
@FunctionalInterface
public interface LevelFunction extends Serializable {

  /**
   * The numbers of some levels.
   *
   * @param part with one level or more of each group
   */
  double[] of(DistantPart part);
}
