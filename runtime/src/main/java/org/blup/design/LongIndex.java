package org.blup.design;

import java.util.Arrays;

/**
 * Numbers long keys in the order in which they first come. Keys that are small beside their number,
 * as identifiers counted from 1 are, stand in a table at their own place; the others in an
 * open-addressing hash table, at most half full, each beside its number.
 */
final class LongIndex {

  private static final int NONE = -1;

  /** A key below so many times the number of keys, and a few more, is small. */
  private static final long SMALL = 4;

  private static final int FEW = 64;
  private static final int MOST = 1 << 29;

  private long[] keys;
  private int size;

  /** The number of each small key, plus one. */
  private int[] direct = {};

  /** For each place a key and its number plus one; that is zero where the place is free. */
  private long[] places = new long[16];

  private int hashed;

  LongIndex() {
    this(16);
  }

  /** An index with room for this many keys. */
  LongIndex(int capacity) {
    keys = new long[Math.max(1, capacity)];
  }

  private LongIndex(LongIndex other) {
    keys = other.keys.clone();
    size = other.size;
    direct = other.direct.clone();
    places = other.places.clone();
    hashed = other.hashed;
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
    int number = find(key);
    return number == NONE ? append(key) : number;
  }

  /** The number of a key, or −1. */
  int find(long key) {
    return isDirect(key) ? direct[(int) key] - 1 : (int) places[placeOf(key) + 1] - 1;
  }

  private boolean isDirect(long key) {
    return 0 <= key && key < direct.length;
  }

  private int append(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
    if (isDirect(key)) {
      direct[(int) key] = size;
    } else if (0 <= key && key < Math.min(SMALL * (size + FEW), MOST)) {
      widen((int) key);
    } else {
      insert(key);
    }
    return size - 1;
  }

  /** Makes place for a small key, and moves the keys that are small now. */
  private void widen(int key) {
    direct = new int[Math.max(FEW, 2 * Integer.highestOneBit(key))];
    for (int number = 0; number < size; number++) {
      if (isDirect(keys[number])) {
        direct[(int) keys[number]] = number + 1;
      }
    }
  }

  private void insert(long last) {
    hashed++;
    if (4 * (long) hashed <= places.length) {
      int place = placeOf(last);
      places[place] = last;
      places[place + 1] = size;
      return;
    }
    int room = Math.max(2 * hashed, keys.length);
    places = new long[4 * Integer.highestOneBit(2 * room - 1)];
    hashed = 0;
    for (int number = 0; number < size; number++) {
      if (!isDirect(keys[number])) {
        int place = placeOf(keys[number]);
        places[place] = keys[number];
        places[place + 1] = number + 1;
        hashed++;
      }
    }
  }

  /** Where a key is, or would be. */
  private int placeOf(long key) {
    int mask = places.length - 2;
    int place = spread(key) << 1 & mask;
    while (places[place + 1] != 0 && places[place] != key) {
      place = place + 2 & mask;
    }
    return place;
  }

  /** Fibonacci hashing: the high half of a product with 2⁶⁴ / golden ratio. */
  static int spread(long key) {
    return (int) (((key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
