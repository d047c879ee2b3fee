package org.blup.internal.reml.trustregion;

/**
 * The steps that a search takes once none promises a gain above its tolerance: a few more, since
 * the distance to the optimum is as the root of the gain that is left. The last step is known to be
 * the last before it is taken, and is not differentiated.
 *
 * @param steps no more than this many
 * @param left a step that leaves less than this, as far as can be foreseen, is the last
 */
record FinalSteps(int steps, double left) {

  /**
   * A step that promises this share of what may be left is not taken: its length, the root of that,
   * is 3 % of the distance which may be left.
   */
  private static final double NOT_WORTH_TAKING = 1e-3;

  /** No further step. */
  static final FinalSteps NONE = new FinalSteps(0, 0);

  /** One step, before the tolerance is met if it can be foreseen to leave far less. */
  static final FinalSteps FORESEEN = new FinalSteps(1, 0.01 * Goal.GAIN);

  /** To twice the digits that the criterion shows. */
  static final FinalSteps MOST_DIGITS = new FinalSteps(2, 1e-17);

  /** To parameters within 1e-8 of their standard errors, the root of the gain that is left. */
  static final FinalSteps SHOWN_DIGITS = new FinalSteps(4, 1e-16);

  /** To all digits that second derivatives, which are differences, can use. */
  static final FinalSteps ALL_DIGITS = new FinalSteps(4, 1e-20);

  /**
   * A factorisation of fewer multiplications costs next to nothing: a tenth of a millisecond at 1e9
   * a second.
   */
  private static final double WORK_OF_FREE_STEPS = 1e5;

  /** One of fewer costs little: two milliseconds. */
  private static final double WORK_OF_CHEAP_STEPS = 2e6;

  /**
   * The steps that are worth their price.
   *
   * @param work multiplications that one factorisation takes
   */
  static FinalSteps of(double work) {
    if (work < WORK_OF_FREE_STEPS) {
      return ALL_DIGITS;
    }
    return work < WORK_OF_CHEAP_STEPS ? MOST_DIGITS : FORESEEN;
  }

  /** The same where equations are combined anew in each, which takes longer than to factor them. */
  static FinalSteps ofCombined(double work) {
    return work < WORK_OF_CHEAP_STEPS ? SHOWN_DIGITS : FORESEEN;
  }

  /**
   * Whether a search that promises a gain below its tolerance has taken them all. Where steps are
   * taken there is at least one: zero variance may hide a gain, which the first step uncovers.
   */
  boolean areTaken(double predictedGain, double foreseenGain) {
    return steps == 0 || (foreseenGain < left && predictedGain < NOT_WORTH_TAKING * left);
  }

  /**
   * Whether the next step is the last.
   *
   * @param step its number among the final steps; zero before them
   */
  boolean isLast(double foreseenGain, int step) {
    return foreseenGain < left || (steps > 0 && step >= steps);
  }
}
