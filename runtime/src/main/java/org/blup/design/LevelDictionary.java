package org.blup.design;

import org.jspecify.annotations.Nullable;

/**
 * Numbers the levels of one factor in the order in which they first come. A missing level has the
 * number {@link #MISSING}.
 */
abstract class LevelDictionary {

  static final int MISSING = -1;

  private final String factor;

  LevelDictionary(String factor) {
    this.factor = factor;
  }

  static LevelDictionary of(String factor, Levels levels) {
    return switch (levels.kind()) {
      case STRINGS -> new StringDictionary(factor);
      case INTEGERS -> new LongDictionary(factor, false);
      case CHARACTERS -> new LongDictionary(factor, true);
      case BOOLEANS, ENUM -> new OrdinalDictionary(factor, levels.names());
    };
  }

  final String factor() {
    return factor;
  }

  int add(@Nullable String level) {
    throw wrongType("a string");
  }

  int add(long level) {
    throw wrongType("an integer");
  }

  int add(char level) {
    throw wrongType("a character");
  }

  /** A level that is known by its position among all there can be. */
  int addOrdinal(int ordinal) {
    throw wrongType("an enum constant or a boolean");
  }

  abstract int size();

  /** Forgets the levels from this number on, as if they had never come. */
  abstract void truncate(int newSize);

  /** The number here of a level of another dictionary of the same kind, a new one if need be. */
  abstract int addFrom(LevelDictionary other, int id);

  abstract String label(int id);

  /** The numbers of the levels, sorted by the natural order of the levels. */
  abstract int[] sorted();

  private BlupException wrongType(String what) {
    return new BlupException(
        factor + " was given " + what + ", but was declared with levels of another type");
  }
}
