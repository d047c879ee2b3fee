package org.blup.reml;

import java.util.OptionalInt;
import org.blup.design.UnidentifiableModelException;

/**
 * A model explains its response so well that what is left cannot be told from rounding, or that
 * nothing is left at all: no residual variance can be estimated. Says what explains most: a column
 * of X or a random term.
 */
public final class NoResidualException extends UnidentifiableModelException {

  private static final long serialVersionUID = 1L;

  private static final String ADVICE =
      ". Leave out terms, check that the response is not computed from the predictors, or take what"
          + " is known of them from the response (as an offset)";

  private final String problem;
  private final int column;
  private final int term;

  NoResidualException(String problem, int column, int term) {
    super(problem + ADVICE);
    this.problem = problem;
    this.column = column;
    this.term = term;
  }

  /** The column of X that explains most, if it is one, in the basis of the equations. */
  public OptionalInt column() {
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** The random term that explains most, if it is one. */
  public OptionalInt term() {
    return term < 0 ? OptionalInt.empty() : OptionalInt.of(term);
  }

  /**
   * The same, said of a model.
   *
   * @param model its name
   * @param culprit the name of what explains most
   */
  public UnidentifiableModelException of(String model, String culprit) {
    return new UnidentifiableModelException(
        model + ": " + problem + "; most of it is explained by " + culprit + ADVICE);
  }
}
