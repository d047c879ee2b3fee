package org.blup.design;

import java.util.Arrays;

/**
 * Numbers long keys in the order in which they first come: an open-addressing hash table over
 * primitive arrays, at most half full.
 */
final class LongIndex {

  private static final int EMPTY = -1;

  private long[] keys;
  private long[] keyAt;
  private int[] numberAt;
  private int size;

  LongIndex() {
    this(16);
  }

  /** An index with room for this many keys. */
  LongIndex(int capacity) {
    allocate(capacity);
    keys = new long[capacity];
  }

  private LongIndex(LongIndex other) {
    keys = other.keys.clone();
    keyAt = other.keyAt.clone();
    numberAt = other.numberAt.clone();
    size = other.size;
  }

  LongIndex copy() {
    return new LongIndex(this);
  }

  int size() {
    return size;
  }

  long key(int number) {
    return keys[number];
  }

  /** The number of a key, a new one if it has none. */
  int add(long key) {
    int place = placeOf(key);
    int number = numberAt[place];
    return number == EMPTY ? append(key, place) : number;
  }

  /** The number of a key, or −1. */
  int find(long key) {
    return numberAt[placeOf(key)];
  }

  private int append(long key, int place) {
    if (size == keys.length) {
      grow();
      return append(key, placeOf(key));
    }
    keyAt[place] = key;
    numberAt[place] = size;
    keys[size] = key;
    return size++;
  }

  private int placeOf(long key) {
    int mask = numberAt.length - 1;
    int place = spread(key) & mask;
    while (numberAt[place] != EMPTY && keyAt[place] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    allocate(2 * size);
    for (int number = 0; number < size; number++) {
      int place = placeOf(keys[number]);
      keyAt[place] = keys[number];
      numberAt[place] = number;
    }
    keys = Arrays.copyOf(keys, 2 * size);
  }

  private void allocate(int capacity) {
    int places = Integer.highestOneBit(Math.max(8, 2 * capacity - 1)) << 1;
    keyAt = new long[places];
    numberAt = new int[places];
    Arrays.fill(numberAt, EMPTY);
  }

  /** Fibonacci hashing: the high half of a product with 2⁶⁴ / golden ratio. */
  static int spread(long key) {
    return (int) (((key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
