package org.blup.internal.reml.setup;

/** The precision of a group's levels is not positive definite. */
public final class IndefinitePrecisionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int group;
  private final int level;

  IndefinitePrecisionException(int group, int level) {
    super("the precision of group %d is not positive definite at level %d".formatted(group, level));
    this.group = group;
    this.level = level;
  }

  public int group() {
    return group;
  }

  /** A level that those before it in the order of the levels make up. */
  public int level() {
    return level;
  }
}
