package org.blup.internal.reml.search;

/**
 * What a search is asked for.
 *
 * @param tolerance a step that promises a smaller gain is not worth an evaluation
 * @param finalSteps the steps after that
 * @param evaluations how many evaluations the search may take
 * @param below a search that promises to end above this value is given up
 */
public record Goal(double tolerance, FinalSteps finalSteps, int evaluations, double below) {

  Goal(double tolerance, FinalSteps finalSteps, int evaluations) {
    this(tolerance, finalSteps, evaluations, Double.POSITIVE_INFINITY);
  }

  /** A minimum to the usual tolerance, without another step. */
  public static Goal withoutFinalSteps(int evaluations) {
    return new Goal(Tolerances.GAIN, FinalSteps.NONE, evaluations);
  }

  /** The same within another tolerance. */
  Goal within(double gain) {
    return new Goal(gain, finalSteps, evaluations, below);
  }

  /** The same, given up once its model promises no value below a bound. */
  Goal endingBelow(double bound) {
    return new Goal(tolerance, finalSteps, evaluations, bound);
  }
}
