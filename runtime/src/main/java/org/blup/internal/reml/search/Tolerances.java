package org.blup.internal.reml.search;

/** Differences of criteria and relative standard deviations that several classes go by. */
final class Tolerances {

  /** A predicted gain below this is none. In units of the criterion, the deviance. */
  static final double GAIN = 1e-9;

  private Tolerances() {}
}
