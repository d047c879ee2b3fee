package org.blup.internal.reml.digits;

import java.util.Locale;
import java.util.OptionalInt;
import org.blup.exception.UnidentifiableModelException;

/**
 * What is asked for cannot be distinguished from rounding: a residual variance beside what explains
 * the response, or a coefficient beside random effects that vary without end. Says which column of
 * X or random term is to blame.
 */
public final class LostDigitsException extends UnidentifiableModelException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int column;
  private final int term;

  /**
   * Says what was lost.
   *
   * @param problem the message, {@code %s} where the name of what is to blame belongs
   * @param column of X, or −1
   * @param term the random term, if it is not a column
   */
  LostDigitsException(String problem, int column, int term) {
    super(problem.formatted(column < 0 ? "random term " + term : "column " + column));
    this.problem = problem;
    this.column = column;
    this.term = term;
  }

  /** The same where another minimum keeps its digits, but is not the lowest. */
  public LostDigitsException insteadOf(double minimum, double lower) {
    return new LostDigitsException(
        problem + comparison(minimum, lower, "which keeps its digits"), column, term);
  }

  /**
   * Why a minimum that could be answered is not.
   *
   * @param lower what the criterion is, or less, elsewhere
   * @param virtue what is said of the minimum, and not true there
   */
  public static String comparison(double minimum, double lower, String virtue) {
    String words =
        ". The criterion is %.4f or less there; a minimum of %.4f, %s, is not the lowest";
    return String.format(Locale.ROOT, words, lower, minimum, virtue);
  }

  /** The column of X that is to blame, if it is one, in the basis of the equations. */
  public OptionalInt column() {
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /** The random term that is to blame, if it is one. */
  public OptionalInt term() {
    return column < 0 ? OptionalInt.of(term) : OptionalInt.empty();
  }

  /**
   * The same, said of a model.
   *
   * @param model its name
   * @param culprit the name of what is to blame
   */
  public UnidentifiableModelException of(String model, String culprit) {
    return new UnidentifiableModelException(model + ": " + problem.formatted(culprit));
  }
}
