package org.blup.internal.design.coding;

import java.util.Arrays;
import java.util.OptionalLong;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryOutput;
import org.jspecify.annotations.Nullable;

/** Levels that are integers, numbers by their keys, or characters by their codes. */
final class LongDictionary extends LevelDictionary {

  /** So many places for each key are not too many to be walked through. */
  private static final long SPARSE = 8;

  private final Levels.Kind kind;
  private final LongIndex index;

  LongDictionary(String factor, Levels.Kind kind) {
    this(factor, kind, new LongIndex());
  }

  private LongDictionary(String factor, Levels.Kind kind, LongIndex index) {
    super(factor);
    this.kind = kind;
    this.index = index;
  }

  @Override
  LevelDictionary copy() {
    return new LongDictionary(factor(), kind, index.copy());
  }

  @Override
  void number(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    for (int r = 0; r < rows; r++) {
      boolean isSame = r > 0 && keys[r] == keys[r - 1];
      into[r] = isSame ? into[r - 1] : index.add(keys[r]);
    }
  }

  @Override
  boolean find(@Nullable String[] texts, long[] keys, int rows, int[] into) {
    int all = 0;
    for (int r = 0; r < rows; r++) {
      into[r] = index.find(keys[r]);
      all |= into[r];
    }
    return all >= 0;
  }

  @Override
  int find(String text) {
    OptionalLong key = key(text);
    return key.isPresent() ? index.find(key.getAsLong()) : NONE;
  }

  @Override
  int add(String text) {
    OptionalLong key = key(text);
    return key.isPresent() ? index.add(key.getAsLong()) : NONE;
  }

  private OptionalLong key(String text) {
    try {
      return switch (kind) {
        case CHARACTERS ->
            text.length() == 1 ? OptionalLong.of(text.charAt(0)) : OptionalLong.empty();
        case NUMBERS -> keyOfNumber(Double.parseDouble(text));
        default -> OptionalLong.of(Long.parseLong(text));
      };
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong keyOfNumber(double number) {
    return Double.isFinite(number)
        ? OptionalLong.of(NumberLevel.key(number))
        : OptionalLong.empty();
  }

  @Override
  int find(Levels.Kind ofKind, long key) {
    return ofKind == kind ? index.find(key) : NONE;
  }

  @Override
  int size() {
    return index.size();
  }

  @Override
  long bytes() {
    return index.bytes();
  }

  @Override
  int addFrom(LevelDictionary other, int number) {
    return index.add(((LongDictionary) other).index.key(number));
  }

  @Override
  int findFrom(LevelDictionary other, int number) {
    return index.find(other.key(number));
  }

  @Override
  long key(int number) {
    return index.key(number);
  }

  @Override
  String label(int number) {
    long key = index.key(number);
    return switch (kind) {
      case CHARACTERS -> String.valueOf((char) key);
      case NUMBERS -> NumberLevel.text(key);
      default -> Long.toString(key);
    };
  }

  @Override
  void write(BinaryOutput out) {
    out.count(size());
    for (int number = 0; number < size(); number++) {
      out.integer(index.key(number));
    }
  }

  @Override
  void read(BinaryInput in) {
    int count = in.count(Integer.MAX_VALUE);
    for (int number = 0; number < count; number++) {
      long key = in.integer();
      if (kind == Levels.Kind.CHARACTERS && key != (char) key) {
        throw in.damaged("a character that is " + key);
      }
      if (kind == Levels.Kind.NUMBERS && !NumberLevel.isKey(key)) {
        throw in.damaged("a number that is not a level");
      }
      if (index.add(key) < number) {
        throw repeated(in);
      }
    }
  }

  @Override
  int[] sorted() {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int number = 0; number < size(); number++) {
      low = Math.min(low, index.key(number));
      high = Math.max(high, index.key(number));
    }
    long span = high - low;
    return 0 <= span && span < SPARSE * size() ? sortedByPlace(low, (int) span) : sortedByKey();
  }

  /** Puts each number in the place of its key, where few places stay empty. */
  private int[] sortedByPlace(long low, int span) {
    int[] at = new int[span + 1];
    for (int number = 0; number < size(); number++) {
      at[(int) (index.key(number) - low)] = number + 1;
    }
    int[] numbers = new int[size()];
    int position = 0;
    for (int found : at) {
      if (found > 0) {
        numbers[position++] = found - 1;
      }
    }
    return numbers;
  }

  private int[] sortedByKey() {
    long[] keys = new long[size()];
    Arrays.setAll(keys, index::key);
    Arrays.sort(keys);
    int[] numbers = new int[keys.length];
    Arrays.setAll(numbers, position -> index.find(keys[position]));
    return numbers;
  }
}
