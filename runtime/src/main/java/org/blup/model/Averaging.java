package org.blup.model;

/** How a mean of some factors averages over the levels of the others. */
public enum Averaging {
  /** Every level counts alike, as in a balanced experiment. The default, as emmeans'. */
  EQUAL,

  /**
   * A level counts as often as it has rows (the sum of their weights, if the model has any); with
   * several factors the product of their shares. As emmeans' {@code weights = "outer"}, and its
   * {@code "proportional"} where one factor is averaged over.
   */
  BY_ROWS
}
