package org.blup.model.fit;

/** Which hypothesis a table of analysis of variance tests for each term of the fixed effects. */
public enum AnovaType {
  /** Each term after those before it in the formula. */
  I,

  /** Each term after all terms that do not contain it. */
  II,

  /** Each term after all others, its margins included. */
  III
}
