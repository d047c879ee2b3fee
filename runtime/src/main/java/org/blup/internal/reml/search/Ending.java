package org.blup.internal.reml.search;

/**
 * How a search ends once a step promises no gain above its tolerance: with a few more steps, since
 * the distance to the optimum is as the root of the gain that is left. The last step is known to be
 * the last before it is taken, and is not differentiated.
 *
 * @param steps no more than so many
 * @param left a step that leaves less than this, as far as can be foreseen, is the last
 */
record Ending(int steps, double left) {

  /** A step that promises this share of what may be left is not taken. */
  private static final double NOTHING = 1e-3;

  /** No further step. */
  static final Ending AT_ONCE = new Ending(0, 0);

  /** One step, before the tolerance is met if it can be foreseen to leave far less. */
  static final Ending FORESEEN = new Ending(1, 0.01 * Optimiser.TOLERANCE);

  /** To twice the digits that the criterion shows. */
  static final Ending MOST_DIGITS = new Ending(2, 1e-17);

  /** To all digits that second derivatives, which are differences, can use. */
  static final Ending ALL_DIGITS = new Ending(4, 1e-20);

  /** A factorisation of so few multiplications costs next to nothing. */
  private static final double FREE = 1e5;

  /** One of so few costs little. */
  private static final double CHEAP = 2e6;

  /**
   * The ending that is worth its price.
   *
   * @param work multiplications that one factorisation takes
   */
  static Ending of(double work) {
    if (work < FREE) {
      return ALL_DIGITS;
    }
    return work < CHEAP ? MOST_DIGITS : FORESEEN;
  }

  /**
   * Whether a search that promises a gain below its tolerance takes no more steps. Where steps are
   * taken there is at least one: zero variance may hide a gain, which the first step uncovers.
   */
  boolean isReached(double predictedGain, double foreseenGain) {
    return steps == 0 || (foreseenGain < left && predictedGain < NOTHING * left);
  }

  /** Whether the next step is the last. */
  boolean isLast(double foreseenGain, int polished) {
    return foreseenGain < left || (steps > 0 && polished >= steps);
  }
}
