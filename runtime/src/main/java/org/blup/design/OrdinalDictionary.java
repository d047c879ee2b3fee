package org.blup.design;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Levels that are known before any row: the constants of an enum, or the two booleans. */
final class OrdinalDictionary extends LevelDictionary {

  private final Levels levels;

  OrdinalDictionary(String factor, Levels levels) {
    super(factor);
    this.levels = levels;
  }

  @Override
  LevelDictionary copy() {
    return this;
  }

  @Override
  void number(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    for (int r = 0; r < rows; r++) {
      into[r] = (int) keys[r];
    }
  }

  @Override
  int find(String text) {
    return levels.names().indexOf(text);
  }

  @Override
  int find(Levels.Kind kind, long key) {
    return kind == levels.kind() ? (int) key : NONE;
  }

  @Override
  int size() {
    return levels.names().size();
  }

  @Override
  int addFrom(LevelDictionary other, int number) {
    return number;
  }

  @Override
  String label(int number) {
    return levels.names().get(number);
  }

  @Override
  int[] sorted() {
    return IntStream.range(0, size()).toArray();
  }
}
