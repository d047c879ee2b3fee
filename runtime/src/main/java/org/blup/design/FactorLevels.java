package org.blup.design;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The levels of a factor in their order, and the numbers its contrasts code them with. Immutable. */
public final class FactorLevels {

  FactorLevels() {}

  /** The label of the factor. */
  public String label() {
    throw new UnsupportedOperationException();
  }

  /** How many levels there are. */
  public int size() {
    throw new UnsupportedOperationException();
  }

  /** The levels as text, in their order. */
  public List<String> labels() {
    throw new UnsupportedOperationException();
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(@Nullable String level) {
    throw new UnsupportedOperationException();
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(long level) {
    throw new UnsupportedOperationException();
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(char level) {
    throw new UnsupportedOperationException();
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(boolean level) {
    throw new UnsupportedOperationException();
  }

  /** The position of a level, or −1 if there is no such level. */
  public int indexOf(@Nullable Enum<?> level) {
    throw new UnsupportedOperationException();
  }

  /**
   * The position of a level given as an object, be it a string, an enum constant, a boxed integer,
   * character or boolean; −1 if it is null or no level.
   */
  public int indexOf(@Nullable Object level) {
    throw new UnsupportedOperationException();
  }

  /** How many columns the contrasts have: one less than there are levels. */
  public int contrasts() {
    throw new UnsupportedOperationException();
  }

  /** What R appends to the factor's name for each column of the contrasts. */
  public List<String> contrastNames() {
    throw new UnsupportedOperationException();
  }

  /** The contrasts of one level, one number a column. */
  public double[] row(int level) {
    throw new UnsupportedOperationException();
  }
}
