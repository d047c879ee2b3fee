package org.blup.design;

import java.util.List;
import java.util.stream.IntStream;

/** Levels that are known before any row: the constants of an enum, or the two booleans. */
final class OrdinalDictionary extends LevelDictionary {

  private final List<String> labels;

  OrdinalDictionary(String factor, List<String> labels) {
    super(factor);
    this.labels = labels;
  }

  @Override
  int addOrdinal(int ordinal) {
    return ordinal;
  }

  @Override
  int size() {
    return labels.size();
  }

  @Override
  void truncate(int newSize) {}

  @Override
  int addFrom(LevelDictionary other, int id) {
    return id;
  }

  @Override
  String label(int id) {
    return labels.get(id);
  }

  @Override
  int[] sorted() {
    return IntStream.range(0, labels.size()).toArray();
  }
}
