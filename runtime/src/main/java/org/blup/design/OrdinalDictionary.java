package org.blup.design;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Levels that are known before any row: the constants of an enum, or the two booleans. All are
 * numbered and have their contrasts, as R codes a factor; only those that came are found.
 */
final class OrdinalDictionary extends LevelDictionary {

  private final Levels levels;
  private final BitSet observed;

  OrdinalDictionary(String factor, Levels levels) {
    this(factor, levels, new BitSet());
  }

  /** Of levels that all have rows. */
  static OrdinalDictionary observed(String factor, Levels levels) {
    BitSet all = new BitSet();
    all.set(0, levels.names().size());
    return new OrdinalDictionary(factor, levels, all);
  }

  private OrdinalDictionary(String factor, Levels levels, BitSet observed) {
    super(factor);
    this.levels = levels;
    this.observed = observed;
  }

  @Override
  LevelDictionary copy() {
    return new OrdinalDictionary(factor(), levels, (BitSet) observed.clone());
  }

  @Override
  void number(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    for (int r = 0; r < rows; r++) {
      into[r] = (int) keys[r];
      observed.set(into[r]);
    }
  }

  @Override
  int find(String text) {
    return ifObserved(levels.names().indexOf(text));
  }

  @Override
  int find(Levels.Kind kind, long key) {
    return kind == levels.kind() ? ifObserved((int) key) : NONE;
  }

  @Override
  int size() {
    return levels.names().size();
  }

  @Override
  int addFrom(LevelDictionary other, int number) {
    if (((OrdinalDictionary) other).observed.get(number)) {
      observed.set(number);
    }
    return number;
  }

  @Override
  boolean isObserved(int number) {
    return observed.get(number);
  }

  @Override
  String label(int number) {
    return levels.names().get(number);
  }

  @Override
  int[] sorted() {
    return IntStream.range(0, size()).toArray();
  }

  private int ifObserved(int number) {
    return number >= 0 && observed.get(number) ? number : NONE;
  }
}
