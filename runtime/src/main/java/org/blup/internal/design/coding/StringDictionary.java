package org.blup.internal.design.coding;

import java.util.Arrays;
import java.util.Objects;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** Levels that are strings, in an open-addressing hash table like that of {@link LongIndex}. */
final class StringDictionary extends LevelDictionary {

  /** A place of the table without a level. */
  private static final int EMPTY = -1;

  /** The memory of a short string with its array, and of a reference or an int. */
  private static final int OF_STRING = 48;

  /** The bytes of an int, or of a compressed reference. */
  private static final int OF_PLACE = 4;

  private String[] levels = new String[16];
  private int[] hashAt = new int[32];
  private int[] numberAt = new int[32];
  private int size;

  StringDictionary(String factor) {
    super(factor);
    Arrays.fill(numberAt, EMPTY);
  }

  private StringDictionary(StringDictionary other) {
    super(other.factor());
    levels = other.levels.clone();
    hashAt = other.hashAt.clone();
    numberAt = other.numberAt.clone();
    size = other.size;
  }

  @Override
  LevelDictionary copy() {
    return new StringDictionary(this);
  }

  @Override
  void number(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    for (int r = 0; r < rows; r++) {
      into[r] = add(Objects.requireNonNull(texts[r]));
    }
  }

  @Override
  boolean find(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    int all = 0;
    for (int r = 0; r < rows; r++) {
      into[r] = find(Objects.requireNonNull(texts[r]));
      all |= into[r];
    }
    return all >= 0;
  }

  @Override
  int find(String text) {
    return numberAt[placeOf(text)];
  }

  @Override
  int size() {
    return size;
  }

  @Override
  long bytes() {
    return (long) OF_STRING * size + OF_PLACE * (levels.length + 2L * numberAt.length);
  }

  @Override
  int addFrom(LevelDictionary other, int number) {
    return add(other.label(number));
  }

  @Override
  int findFrom(LevelDictionary other, int number) {
    return find(other.label(number));
  }

  @Override
  String label(int number) {
    return levels[number];
  }

  @Override
  void write(BinaryOutput out) {
    out.count(size);
    for (int number = 0; number < size; number++) {
      out.text(levels[number]);
    }
  }

  @Override
  void read(BinaryInput in) {
    int count = in.count(Integer.MAX_VALUE);
    for (int number = 0; number < count; number++) {
      if (add(in.text()) < number) {
        throw repeated(in);
      }
    }
  }

  @Override
  int[] sorted() {
    String[] inOrder = Arrays.copyOf(levels, size);
    Arrays.sort(inOrder);
    return Arrays.stream(inOrder).mapToInt(this::find).toArray();
  }

  @Override
  int add(String level) {
    int place = placeOf(level);
    int number = numberAt[place];
    return number == EMPTY ? append(level, place) : number;
  }

  private int append(String level, int place) {
    if (size == levels.length) {
      grow();
      return append(level, placeOf(level));
    }
    hashAt[place] = level.hashCode();
    numberAt[place] = size;
    levels[size] = level;
    return size++;
  }

  private int placeOf(String level) {
    int mask = numberAt.length - 1;
    int hash = level.hashCode();
    int place = LongIndex.spread(hash) & mask;
    while (numberAt[place] != EMPTY
        && (hashAt[place] != hash || !levels[numberAt[place]].equals(level))) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    hashAt = new int[4 * size];
    numberAt = new int[4 * size];
    Arrays.fill(numberAt, EMPTY);
    for (int number = 0; number < size; number++) {
      int place = placeOf(levels[number]);
      hashAt[place] = levels[number].hashCode();
      numberAt[place] = number;
    }
    levels = Arrays.copyOf(levels, 2 * size);
  }
}
