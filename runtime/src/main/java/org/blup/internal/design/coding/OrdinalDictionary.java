package org.blup.internal.design.coding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/**
 * Levels that are known before any row: the constants of an enum, or the two booleans. All are
 * numbered and have their contrasts, as R codes a factor; only those that came are found.
 */
final class OrdinalDictionary extends LevelDictionary {

  private final Levels levels;
  private final boolean[] observed;

  OrdinalDictionary(String factor, Levels levels) {
    this(factor, levels, new boolean[levels.names().size()]);
  }

  /** Of levels that all have rows. */
  static OrdinalDictionary observed(String factor, Levels levels) {
    boolean[] all = new boolean[levels.names().size()];
    Arrays.fill(all, true);
    return new OrdinalDictionary(factor, levels, all);
  }

  private OrdinalDictionary(String factor, Levels levels, boolean[] observed) {
    super(factor);
    this.levels = levels;
    this.observed = observed;
  }

  @Override
  LevelDictionary copy() {
    return new OrdinalDictionary(factor(), levels, observed.clone());
  }

  @Override
  void number(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    for (int r = 0; r < rows; r++) {
      into[r] = (int) keys[r];
      observed[into[r]] = true;
    }
  }

  @Override
  boolean find(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    boolean isKnown = true;
    for (int r = 0; r < rows; r++) {
      into[r] = (int) keys[r];
      isKnown &= observed[into[r]];
    }
    return isKnown;
  }

  @Override
  int find(String text) {
    return ifObserved(levels.names().indexOf(text));
  }

  @Override
  int add(String text) {
    int number = levels.names().indexOf(text);
    if (number >= 0) {
      observed[number] = true;
    }
    return number;
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
  long bytes() {
    return observed.length;
  }

  @Override
  int addFrom(LevelDictionary other, int number) {
    observed[number] |= ((OrdinalDictionary) other).observed[number];
    return number;
  }

  @Override
  int findFrom(LevelDictionary other, int number) {
    return ifObserved(number);
  }

  @Override
  long key(int number) {
    return number;
  }

  @Override
  boolean isObserved(int number) {
    return observed[number];
  }

  @Override
  String label(int number) {
    return levels.names().get(number);
  }

  @Override
  void write(BinaryOutput out) {
    for (boolean level : observed) {
      out.flag(level);
    }
  }

  @Override
  void read(BinaryInput in) {
    for (int number = 0; number < observed.length; number++) {
      observed[number] = in.flag();
    }
  }

  @Override
  int[] sorted() {
    return IntStream.range(0, size()).toArray();
  }

  private int ifObserved(int number) {
    return number >= 0 && number < observed.length && observed[number] ? number : NONE;
  }
}
