package org.blup.internal.reml.trustregion;

/** Why a search stopped. */
public sealed interface StopReason {

  /** The reason as the end of a sentence: the search stopped since … */
  String words();

  /** The point is a minimum, as far as values and derivatives can show. */
  sealed interface Minimum extends StopReason {

    /** How much lower the value could still be, by the last quadratic model. */
    double predictedGain();
  }

  /** No step promises a gain above the tolerance. */
  record NoGainLeft(double predictedGain) implements Minimum {

    @Override
    public String words() {
      return "no step promises to lower it";
    }
  }

  /** Steps are promised gains that rounding of the values hides, so that none can be confirmed. */
  record HiddenByRounding(double predictedGain) implements Minimum {

    @Override
    public String words() {
      return "its rounding hides what further steps promise";
    }
  }

  /** The function is flat along a curve: predicted gains along it are small, actual ones none. */
  record FlatValley(double predictedGain) implements Minimum {

    @Override
    public String words() {
      return "it is flat along a curve";
    }
  }

  /** What was reached is no minimum. */
  enum GivenUp implements StopReason {

    /** The function has no value at the start. */
    NO_VALUE_AT_START("it has no value at the start"),

    /** Steps far below the precision of the variables still do not lower the value. */
    NO_STEP_LOWERS_THE_VALUE("no step lowers it, although its derivatives are not zero"),

    /** The search would end above the value that it was to get below. */
    ENDS_TOO_HIGH("it would have ended above a value known elsewhere"),

    /** All evaluations that were granted are used. */
    TOO_MANY_EVALUATIONS("it still fell after all evaluations that a search may take"),

    /** One saddle followed another. */
    TOO_MANY_SADDLES("one saddle followed another");

    private final String words;

    GivenUp(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }
}
