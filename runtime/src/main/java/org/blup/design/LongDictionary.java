package org.blup.design;

import java.util.stream.LongStream;

/** Levels that are integers or characters. */
final class LongDictionary extends LevelDictionary {

  private final boolean characters;
  private final LongIndex index = new LongIndex();

  LongDictionary(String factor, boolean characters) {
    super(factor);
    this.characters = characters;
  }

  @Override
  int add(long level) {
    return characters ? super.add(level) : index.add(level);
  }

  @Override
  int add(char level) {
    return characters ? index.add(level) : super.add(level);
  }

  @Override
  int size() {
    return index.size();
  }

  @Override
  void truncate(int newSize) {
    index.truncate(newSize);
  }

  @Override
  int addFrom(LevelDictionary other, int id) {
    return index.add(((LongDictionary) other).index.key(id));
  }

  @Override
  String label(int id) {
    return characters ? String.valueOf((char) index.key(id)) : Long.toString(index.key(id));
  }

  @Override
  int[] sorted() {
    return LongStream.range(0, size())
        .map(id -> index.key((int) id))
        .sorted()
        .mapToInt(index::find)
        .toArray();
  }
}
