package org.blup.internal.reml.setup;

/** The correlation of neighbouring levels tends to 1 or −1. */
public final class UnitCorrelationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int group;
  private final boolean isPositive;

  public UnitCorrelationException(int group, boolean isPositive) {
    super("group %d: %d".formatted(group, isPositive ? 1 : -1));
    this.group = group;
    this.isPositive = isPositive;
  }

  public int group() {
    return group;
  }

  /** Whether it tends to 1. */
  public boolean isPositive() {
    return isPositive;
  }
}
