package org.blup.internal.design.coding;

import org.blup.exception.StorageException;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** Numbers the levels of one factor in the order in which they first come. */
abstract class LevelDictionary {

  /** What is found for a level that never came. */
  static final int NONE = -1;

  private final String factor;

  LevelDictionary(String factor) {
    this.factor = factor;
  }

  final String factor() {
    return factor;
  }

  /** The levels as they are now, to stay so. */
  abstract LevelDictionary copy();

  /**
   * Numbers the levels of several rows, new ones too.
   *
   * @param texts the levels, if they are strings
   * @param keys the levels, if they are of another kind
   */
  abstract void number(@Nullable String[] texts, long[] keys, int rows, int[] into);

  /**
   * Finds the numbers of the levels of several rows; several threads may at once, while no level is
   * added.
   *
   * @return whether all have one
   */
  abstract boolean find(@Nullable String[] texts, long[] keys, int rows, int[] into);

  /** Numbers the level of one row. */
  final int number(@Nullable String text, long key) {
    int[] number = new int[1];
    number(new @Nullable String[] {text}, new long[] {key}, 1, number);
    return number[0];
  }

  /** The number of a level by its text. */
  abstract int find(String text);

  /** The number of a level that is no string. */
  int find(Levels.Kind kind, long key) {
    return NONE;
  }

  /** The number of a level by its text, a new one if need be; none if it can be no such level. */
  abstract int add(String text);

  /** How many levels are numbered. */
  abstract int size();

  /** About the memory that the levels take. */
  abstract long bytes();

  /** Whether a level that has a number came in a row. */
  boolean isObserved(int number) {
    return true;
  }

  /** The number here of a level of another dictionary of the same kind, a new one if need be. */
  abstract int addFrom(LevelDictionary other, int number);

  /** The number here of a level of another dictionary of the same kind, or none. */
  abstract int findFrom(LevelDictionary other, int number);

  abstract String label(int number);

  /** What a level is in a row where it is no string. */
  long key(int number) {
    return 0;
  }

  /** Writes the levels in the order of their numbers. */
  abstract void write(BinaryOutput out);

  /** Reads levels into this dictionary, which is empty. */
  abstract void read(BinaryInput in);

  /** What a level that occurs twice is in a file. */
  static StorageException repeated(BinaryInput in) {
    return in.damaged("a level that occurs twice");
  }

  /** The numbers of the levels, sorted by the natural order of the levels. */
  abstract int[] sorted();
}
