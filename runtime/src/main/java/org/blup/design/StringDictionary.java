package org.blup.design;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Levels that are strings, in an open-addressing hash table like that of {@link LongIndex}. */
final class StringDictionary extends LevelDictionary {

  private static final int EMPTY = -1;

  private String[] levels = new String[16];
  private int[] slots = new int[32];
  private int size;

  StringDictionary(String factor) {
    super(factor);
    Arrays.fill(slots, EMPTY);
  }

  @Override
  int add(@Nullable String level) {
    if (level == null) {
      return MISSING;
    }
    int slot = slotOf(level);
    if (slots[slot] == EMPTY) {
      if (size == levels.length) {
        grow();
        slot = slotOf(level);
      }
      slots[slot] = size;
      levels[size++] = level;
    }
    return slots[slot];
  }

  @Override
  int size() {
    return size;
  }

  @Override
  void truncate(int newSize) {
    while (size > newSize) {
      slots[slotOf(levels[--size])] = EMPTY;
    }
  }

  @Override
  int addFrom(LevelDictionary other, int id) {
    return add(other.label(id));
  }

  @Override
  String label(int id) {
    return levels[id];
  }

  @Override
  int[] sorted() {
    String[] inOrder = Arrays.copyOf(levels, size);
    Arrays.sort(inOrder);
    return Arrays.stream(inOrder).mapToInt(level -> slots[slotOf(level)]).toArray();
  }

  private int slotOf(String level) {
    int mask = slots.length - 1;
    int slot = LongIndex.spread(level.hashCode()) & mask;
    while (slots[slot] != EMPTY && !levels[slots[slot]].equals(level)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    levels = Arrays.copyOf(levels, 2 * size);
    slots = new int[4 * size];
    Arrays.fill(slots, EMPTY);
    for (int id = 0; id < size; id++) {
      slots[slotOf(levels[id])] = id;
    }
  }
}
