package org.blup.internal.design.structure;

/** How the effects of the levels of a grouping factor covary with each other. */
public enum LevelStructure {

  /** Not at all. */
  INDEPENDENT("", 0),

  /** As a relationship says that is given to the fit. */
  RELATED("related", 0),

  /** A random walk over the order of the levels: first differences are independent. */
  RANDOM_WALK("rw1", 1),

  /** Second differences are independent. */
  SECOND_ORDER_RANDOM_WALK("rw2", 2),

  /** Neighbours have one correlation, levels further apart its powers. */
  AUTOREGRESSION("ar1", 0);

  private final String function;
  private final int order;

  LevelStructure(String function, int order) {
    this.function = function;
    this.order = order;
  }

  /** How formulas call it; empty for independent levels. */
  String function() {
    return function;
  }

  /** Which differences of neighbours are independent: 1 or 2; 0 where levels are no walk. */
  public int order() {
    return order;
  }

  /** Whether levels are steps: all from the first to the last that have rows. */
  public boolean isOrdered() {
    return isWalk() || this == AUTOREGRESSION;
  }

  /** Whether levels are steps of a random walk. */
  public boolean isWalk() {
    return order > 0;
  }
}
