package org.blup.internal.design.moments;

import org.blup.exception.BlupException;
import org.blup.internal.design.structure.ModelStructure;

/** The error of rows that are to be taken away where they are not. */
public final class RefusedSubtraction {

  private RefusedSubtraction() {}

  /**
   * The error.
   *
   * @param why what shows that the rows are not there
   */
  public static BlupException because(ModelStructure structure, String why) {
    return new BlupException(
        "%s: the rows to subtract are not among these: %s. Subtract cross-products of rows that were added here or merged; nothing has changed"
            .formatted(structure.name(), why));
  }
}
