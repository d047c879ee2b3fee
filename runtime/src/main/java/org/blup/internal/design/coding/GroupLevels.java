package org.blup.internal.design.coding;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.blup.exception.DistantLevelsException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.LevelStructure;

/**
 * The levels of a grouping factor: those of its factor, or the observed combinations of several,
 * sorted by the first factor, then the second, and so on. Immutable.
 */
public final class GroupLevels {

  private final Grouping grouping;
  private final int[] factors;
  private final FactorLevels[] levels;

  /**
   * For each factor the combinations of levels up to it, numbered in their order; a key is the
   * number of the combination before and the level's position.
   */
  private final LongIndex[] combinations;

  /** How many levels there are, if they are not at hand; else none. */
  private final OptionalInt distant;

  /**
   * Sorts the combinations observed.
   *
   * @param grouping the group
   * @param factors the indices of the group's factors in the model
   * @param levels the levels of these factors
   * @param observed for each factor of the group the positions of its level, one a combination; a
   *     combination may come several times
   */
  public GroupLevels(Grouping grouping, int[] factors, FactorLevels[] levels, int[][] observed) {
    this.grouping = grouping;
    distant = OptionalInt.empty();
    this.factors = factors.clone();
    this.levels = levels.clone();
    combinations = new LongIndex[factors.length];
    int[] prefix = new int[observed[0].length];
    for (int f = 0; f < factors.length; f++) {
      int[] positions = observed[f];
      long[] keys = new long[prefix.length];
      Arrays.setAll(keys, i -> key(prefix[i], positions[i]));
      combinations[f] = sorted(keys);
      for (int i = 0; i < keys.length && f + 1 < factors.length; i++) {
        prefix[i] = combinations[f].find(keys[i]);
      }
    }
  }

  private GroupLevels(GroupLevels other, int levels) {
    grouping = other.grouping;
    factors = other.factors;
    this.levels = other.levels;
    combinations = other.combinations;
    distant = OptionalInt.of(levels);
  }

  /**
   * The same group with levels that are not at hand: how many there are is known, and whatever else
   * is asked of them is refused.
   */
  public GroupLevels withDistant(int count) {
    return new GroupLevels(this, count);
  }

  /** Whether levels are not at hand. */
  public boolean areDistant() {
    return distant.isPresent();
  }

  private void requireLevels() {
    if (distant.isPresent()) {
      throw new DistantLevelsException("what is asked of the levels of " + label());
    }
  }

  /** The label of the group: {@code batch:cask}. */
  public String label() {
    return grouping.label();
  }

  /** How the levels covary. */
  public LevelStructure structure() {
    return grouping.levels();
  }

  /** The indices of its factors. */
  public int[] factors() {
    return factors.clone();
  }

  /** How many levels there are. */
  public int size() {
    return distant.orElse(last().size());
  }

  /**
   * The levels as text, in their order: {@code A:a}. In combinations, a level that holds a colon
   * stands in quotation marks, so that all texts differ: {@code "10:30":a}.
   */
  public List<String> levels() {
    requireLevels();
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return level(index);
      }

      @Override
      public int size() {
        return last().size();
      }
    };
  }

  /**
   * For each factor of the group the positions of its level, one a level of the group, in order.
   */
  public int[][] observed() {
    requireLevels();
    int[][] positions = new int[factors.length][size()];
    for (int index = 0; index < size(); index++) {
      int prefix = index;
      for (int f = factors.length - 1; f >= 0; f--) {
        long key = combinations[f].key(prefix);
        positions[f][index] = (int) key;
        prefix = (int) (key >>> 32);
      }
    }
    return positions;
  }

  /** One level as text. */
  public String level(int index) {
    return label(words(index));
  }

  /** One level as texts, one for each factor of the group. */
  public String[] words(int index) {
    requireLevels();
    String[] words = new String[factors.length];
    int prefix = index;
    for (int f = factors.length - 1; f >= 0; f--) {
      long key = combinations[f].key(prefix);
      words[f] = levels[f].labels().get((int) key);
      prefix = (int) (key >>> 32);
    }
    return words;
  }

  /** A single factor's levels go by their own text, combinations by one that tells them apart. */
  private static String label(String... words) {
    return words.length == 1 ? words[0] : LevelText.joined(words);
  }

  /**
   * The position of a level by text.
   *
   * @param words the level of each factor of the group, or the one label that {@link #levels} has
   * @throws UnknownLevelException if there is no such level
   */
  public int indexOf(String... words) {
    requireLevels();
    int position;
    if (words.length == factors.length) {
      position =
          index(IntStream.range(0, words.length).map(f -> levels[f].indexOf(words[f])).toArray());
    } else {
      position = words.length == 1 ? levels().indexOf(words[0]) : -1;
    }
    if (position < 0) {
      throw new UnknownLevelException(label(), label(words), levels());
    }
    return position;
  }

  /**
   * The error that a row has no such level.
   *
   * @param words the level of each factor of the group
   */
  public UnknownLevelException unknownLevel(String... words) {
    return unknownLevel(label(), label(words), levels());
  }

  /** The same under the label of the group's one factor, if that is what was asked for. */
  public UnknownLevelException unknownLevel(String label, String level, List<String> known) {
    return switch (grouping.levels()) {
      case INDEPENDENT -> UnknownLevelException.ofGroup(label, level, known);
      case RELATED -> UnknownLevelException.ofRelated(label, level, known);
      case RANDOM_WALK, SECOND_ORDER_RANDOM_WALK ->
          UnknownLevelException.ofWalk(label, level, known);
      case AUTOREGRESSION -> UnknownLevelException.ofAutoregression(label, level, known);
    };
  }

  /**
   * The position of a combination of factor levels, or −1 if it was never observed.
   *
   * @param factorLevels a position for each factor of the group, −1 for an unknown level
   */
  public int index(int... factorLevels) {
    int prefix = 0;
    for (int f = 0; f < factors.length; f++) {
      prefix = next(f, prefix, factorLevels[f]);
    }
    return prefix;
  }

  /** As {@link #index(int...)}, for one factor. */
  public int index(int a) {
    return next(0, 0, a);
  }

  /** As {@link #index(int...)}, for two factors. */
  public int index(int a, int b) {
    return next(1, next(0, 0, a), b);
  }

  /** As {@link #index(int...)}, for three factors. */
  public int index(int a, int b, int c) {
    return next(2, next(1, next(0, 0, a), b), c);
  }

  /** The position of the combination in a row. */
  public int indexAt(int[] positions) {
    int prefix = 0;
    for (int f = 0; f < factors.length; f++) {
      prefix = next(f, prefix, positions[factors[f]]);
    }
    return prefix;
  }

  private int next(int f, int prefix, int level) {
    requireLevels();
    if (prefix < 0 || level < 0) {
      return -1;
    }
    boolean same = f == 0 && level < size(0) && combinations[0].size() == size(0);
    return same ? level : combinations[f].find(key(prefix, level));
  }

  private int size(int f) {
    return levels[f].size();
  }

  private LongIndex last() {
    return combinations[combinations.length - 1];
  }

  private static long key(int prefix, int position) {
    return (long) prefix << 32 | position;
  }

  private static LongIndex sorted(long[] keys) {
    long[] inOrder = keys.clone();
    if (!isAscending(inOrder)) {
      Arrays.sort(inOrder);
    }
    LongIndex index = new LongIndex(Math.max(1, inOrder.length));
    for (long key : inOrder) {
      index.add(key);
    }
    return index;
  }

  private static boolean isAscending(long[] keys) {
    for (int i = 1; i < keys.length; i++) {
      if (keys[i] < keys[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
