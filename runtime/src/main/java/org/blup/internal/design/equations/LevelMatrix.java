package org.blup.internal.design.equations;

/** A symmetric matrix over the levels of a group, zero where two levels do not meet. */
public interface LevelMatrix {

  /** The element of a level with itself. */
  double diagonal(int level);

  /** The element of the two levels of a block of the group's pair with itself. */
  double below(int block);
}
