package org.blup.design;

import java.util.List;

/**
 * The levels of a grouping factor: those of its factor, or the observed combinations of several,
 * sorted by the first factor, then the second, and so on. Immutable.
 */
public final class GroupLevels {

  GroupLevels() {}

  /** The label of the group: {@code batch:cask}. */
  public String label() {
    throw new UnsupportedOperationException();
  }

  /** The indices of its factors. */
  public int[] factors() {
    throw new UnsupportedOperationException();
  }

  /** How many levels there are. */
  public int size() {
    throw new UnsupportedOperationException();
  }

  /** The levels as text, in their order: {@code A:a}. */
  public List<String> levels() {
    throw new UnsupportedOperationException();
  }

  /**
   * The position of a combination of factor levels, or −1 if it was never observed.
   *
   * @param factorLevels a position for each factor of the group, −1 for an unknown level
   */
  public int index(int... factorLevels) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #index(int...)}, for one factor. */
  public int index(int a) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #index(int...)}, for two factors. */
  public int index(int a, int b) {
    throw new UnsupportedOperationException();
  }

  /** As {@link #index(int...)}, for three factors. */
  public int index(int a, int b, int c) {
    throw new UnsupportedOperationException();
  }
}
