package org.blup.internal.reml.trustregion;

/**
 * What a search is asked for.
 *
 * @param tolerance a step that promises a smaller gain is not worth an evaluation
 * @param finalSteps the steps after that
 * @param evaluations how many evaluations the search may take
 * @param below a search that promises to end above this value is given up
 */
public record Goal(double tolerance, FinalSteps finalSteps, int evaluations, double below) {

  /**
   * A predicted gain below this is none, in units of the function: of a deviance, differences below
   * 1e-6 decide nothing.
   */
  static final double GAIN = 1e-9;

  Goal(double tolerance, FinalSteps finalSteps, int evaluations) {
    this(tolerance, finalSteps, evaluations, Double.POSITIVE_INFINITY);
  }

  /** A minimum to the usual tolerance, without another step. */
  public static Goal withoutFinalSteps(int evaluations) {
    return new Goal(GAIN, FinalSteps.NONE, evaluations);
  }

  /**
   * A minimum to the usual tolerance, and from there to as many digits as are worth their price.
   *
   * @param work multiplications that one evaluation takes
   */
  public static Goal worthItsWork(double work, int evaluations) {
    return new Goal(GAIN, FinalSteps.of(work), evaluations);
  }

  /**
   * The same where equations are combined anew in each evaluation.
   *
   * @param work multiplications that this and the factorisation take
   */
  public static Goal worthCombining(double work, int evaluations) {
    return new Goal(GAIN, FinalSteps.ofCombined(work), evaluations);
  }

  /** The same within another tolerance. */
  public Goal within(double gain) {
    return new Goal(gain, finalSteps, evaluations, below);
  }

  /** The same in another number of evaluations. */
  public Goal inEvaluations(int most) {
    return new Goal(tolerance, finalSteps, most, below);
  }

  /** The same, given up once its model promises no value below a bound. */
  public Goal endingBelow(double bound) {
    return new Goal(tolerance, finalSteps, evaluations, bound);
  }
}
