package org.blup.design;

import java.util.Arrays;

/**
 * Numbers long keys in the order in which they first come: an open-addressing hash table over
 * primitive arrays. Since slots are always filled in the order of the numbers, the last numbers can
 * be taken back without disturbing the others.
 */
final class LongIndex {

  private static final int EMPTY = -1;

  private long[] keys = new long[16];
  private int[] slots = new int[32];
  private int size;

  LongIndex() {
    Arrays.fill(slots, EMPTY);
  }

  int size() {
    return size;
  }

  long key(int id) {
    return keys[id];
  }

  /** The number of a key, a new one if it has none. */
  int add(long key) {
    int slot = slotOf(key);
    if (slots[slot] == EMPTY) {
      if (size == keys.length) {
        grow();
        slot = slotOf(key);
      }
      slots[slot] = size;
      keys[size++] = key;
    }
    return slots[slot];
  }

  /** The number of a key, or −1. */
  int find(long key) {
    return slots[slotOf(key)];
  }

  /** Forgets the keys from this number on. */
  void truncate(int newSize) {
    while (size > newSize) {
      slots[slotOf(keys[--size])] = EMPTY;
    }
  }

  private int slotOf(long key) {
    int mask = slots.length - 1;
    int slot = spread(key) & mask;
    while (slots[slot] != EMPTY && keys[slots[slot]] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    slots = new int[4 * size];
    Arrays.fill(slots, EMPTY);
    for (int id = 0; id < size; id++) {
      slots[slotOf(keys[id])] = id;
    }
  }

  /** Fibonacci hashing: the high half of a product with 2⁶⁴ / golden ratio. */
  static int spread(long key) {
    return (int) ((key ^ key >>> 32) * 0x9E3779B97F4A7C15L >>> 32);
  }
}
