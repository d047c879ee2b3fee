package org.blup.internal.design.coding;

import java.util.Arrays;

/**
 * Numbers long keys in the order in which they first come. Keys that are small beside their number,
 * as identifiers counted from 1 are, stand in a table at their own place; the others in an
 * open-addressing hash table, at most half full.
 */
public final class LongIndex {

  /** A key is small if it is below this multiple of the number of keys, and a few more. */
  private static final long SMALL = 4;

  /** With few keys yet, so much more: a table of a few hundred numbers is no memory. */
  private static final int FEW = 64;

  /**
   * No key above this stands at its own place: the table is doubled, and stays below the longest
   * array, 2³¹ − 1.
   */
  private static final int MOST = 1 << 29;

  private long[] keys;
  private int size;

  /** The number of each small key, plus one. */
  private int[] direct = {};

  /** The key of each place, and its number plus one: zero where the place is free. */
  private long[] keyAt = new long[8];

  private int[] numberAt = new int[8];

  private int hashed;

  public LongIndex() {
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
    keyAt = other.keyAt.clone();
    numberAt = other.numberAt.clone();
    hashed = other.hashed;
  }

  /** The keys as they are now. */
  public LongIndex copy() {
    return new LongIndex(this);
  }

  /** How many keys are numbered. */
  public int size() {
    return size;
  }

  /** The memory that the index takes. */
  public long bytes() {
    return (long) Long.BYTES * (keys.length + keyAt.length)
        + (long) Integer.BYTES * (direct.length + numberAt.length);
  }

  public long key(int number) {
    return keys[number];
  }

  /** The number of a key, a new one if it has none. */
  public int add(long key) {
    if (isDirect(key)) {
      int number = direct[(int) key];
      return number == 0 ? appendDirect(key) : number - 1;
    }
    int place = placeOf(key);
    int number = numberAt[place];
    return number == 0 ? append(key, place) : number - 1;
  }

  /** The number of a key, or −1. */
  public int find(long key) {
    return isDirect(key) ? direct[(int) key] - 1 : numberAt[placeOf(key)] - 1;
  }

  private boolean isDirect(long key) {
    return 0 <= key && key < direct.length;
  }

  private int appendDirect(long key) {
    keep(key);
    direct[(int) key] = size;
    return size - 1;
  }

  private int append(long key, int place) {
    keep(key);
    if (0 <= key && key < Math.min(SMALL * (size + FEW), MOST)) {
      widen((int) key);
    } else if (2L * ++hashed <= keyAt.length) {
      keyAt[place] = key;
      numberAt[place] = size;
    } else {
      grow();
    }
    return size - 1;
  }

  private void keep(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
    }
    keys[size++] = key;
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

  private void grow() {
    keyAt = new long[2 * Integer.highestOneBit(Math.max(4, 2 * keys.length - 1))];
    numberAt = new int[keyAt.length];
    hashed = 0;
    for (int number = 0; number < size; number++) {
      if (!isDirect(keys[number])) {
        int place = placeOf(keys[number]);
        keyAt[place] = keys[number];
        numberAt[place] = number + 1;
        hashed++;
      }
    }
  }

  /** Where a key is, or would be. */
  private int placeOf(long key) {
    int mask = keyAt.length - 1;
    int place = spread(key) & mask;
    while (numberAt[place] != 0 && keyAt[place] != key) {
      place = place + 1 & mask;
    }
    return place;
  }

  /** Fibonacci hashing: the high half of a product with 2⁶⁴ / golden ratio. */
  static int spread(long key) {
    return (int) (((key ^ (key >>> 32)) * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
