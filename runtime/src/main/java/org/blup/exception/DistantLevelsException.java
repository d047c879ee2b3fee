package org.blup.exception;

/**
 * Something of single levels was asked of a fit whose levels are spread over a cluster. The message
 * says what to ask instead.
 */
public final class DistantLevelsException extends BlupException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what was asked.
   *
   * @param question such as {@code save(file)}
   */
  public DistantLevelsException(String question) {
    super(
        question
            + " needs each level of the grouping factor, and those of this fit are spread over a"
            + " cluster. Ask SparkFits.fitDistributed(choices, rows) for modes(), or give the"
            + " driver more memory and fit SparkFits.crossProducts(model, rows)");
  }
}
