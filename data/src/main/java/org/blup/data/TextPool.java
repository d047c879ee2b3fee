package org.blup.data;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal texts of a column the same string, so that a level takes memory once, however many
 * rows have it. Holds so many texts and no more: a column of ever new texts does not fill memory.
 */
final class TextPool {

  private static final int FIRST_CAPACITY = 1 << 6;

  /** Half of it is the number of texts after which the pool starts anew. */
  private static final int LARGEST_CAPACITY = 1 << 20;

  /** Texts made to share a hash are not searched for ever: beyond this many, each is its own. */
  private static final int PROBES = 32;

  private @Nullable String[] slots = new String[FIRST_CAPACITY];
  private int count;

  /** The text of these characters. */
  String of(char[] text, int from, int to) {
    int mask = slots.length - 1;
    int slot = spread(hash(text, from, to));
    for (int probe = 0; probe < PROBES; probe++, slot++) {
      String known = slots[slot & mask];
      if (known == null) {
        return add(new String(text, from, to - from), slot & mask);
      }
      if (equal(known, text, from, to)) {
        return known;
      }
    }
    return new String(text, from, to - from);
  }

  private String add(String text, int slot) {
    slots[slot] = text;
    if (++count > slots.length / 2) {
      grow();
    }
    return text;
  }

  private void grow() {
    @Nullable String[] old = slots;
    count = 0;
    if (old.length == LARGEST_CAPACITY) {
      slots = new String[FIRST_CAPACITY];
      return;
    }
    slots = new String[2 * old.length];
    for (String text : old) {
      if (text != null) {
        move(text);
      }
    }
  }

  private void move(String text) {
    int mask = slots.length - 1;
    int slot = spread(text.hashCode());
    for (int probe = 0; probe < PROBES; probe++, slot++) {
      if (slots[slot & mask] == null) {
        slots[slot & mask] = text;
        count++;
        return;
      }
    }
  }

  /** The same as {@link String#hashCode}. */
  private static int hash(char[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  /** Neighbouring numbers as text have neighbouring hashes, which would fill runs of slots. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private static boolean equal(String known, char[] text, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = 0; i < known.length(); i++) {
      if (known.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}
