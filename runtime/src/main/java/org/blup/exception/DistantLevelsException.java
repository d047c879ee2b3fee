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
            + " cluster. Ask the distributed fit for its modes, or, if the sums of all levels fit"
            + " into memory here, fit these: model.fit(SparkFits.crossProducts(model, rows))");
  }

  /** Where it is not known what was asked. */
  public DistantLevelsException() {
    this("what was asked");
  }
}
