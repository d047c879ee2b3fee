package org.blup.design;

/**
 * A column of the fixed effects.
 *
 * @param name its name in R: {@code (Intercept)}, {@code varietyMarvellous:nitro}
 * @param term the index of its term among the fixed terms
 * @param column its index within the term
 * @param fate whether it was left out as a combination of columns before it
 */
public record FixedColumn(String name, int term, int column, Fate fate) {

  /** What became of a column. */
  public enum Fate {
    KEPT,

    /** A combination of columns before it, up to rounding. */
    DEPENDENT,

    /** Something in it is new, but so little that cross-products have no digits of it. */
    NEARLY_DEPENDENT
  }

  /** Whether it was left out. */
  public boolean dropped() {
    return fate != Fate.KEPT;
  }
}
