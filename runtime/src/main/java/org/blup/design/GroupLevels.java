package org.blup.design;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * The levels of a grouping factor: those of its factor, or the observed combinations of several,
 * sorted by the first factor, then the second, and so on. Immutable.
 */
public final class GroupLevels {

  private final String label;
  private final int[] factors;
  private final FactorLevels[] levels;
  private final int[][] combinations;
  private final LongIndex[] pairs;
  private final int[] indexOfId;

  /**
   * Sorts the combinations observed.
   *
   * @param observed for each combination the positions of its levels; may come several times
   */
  GroupLevels(String label, int[] factors, FactorLevels[] levels, int[][] observed) {
    this.label = label;
    this.factors = factors;
    this.levels = levels;
    int[][] sorted = observed.clone();
    Arrays.sort(sorted, Arrays::compare);
    combinations = withoutRepeats(sorted);
    pairs = new LongIndex[factors.length - 1];
    Arrays.setAll(pairs, i -> new LongIndex());
    int[] ids = new int[combinations.length];
    int highest = -1;
    for (int i = 0; i < ids.length; i++) {
      ids[i] = combinations[i][0];
      for (int f = 1; f < factors.length; f++) {
        ids[i] = pairs[f - 1].add((long) ids[i] << 32 | combinations[i][f]);
      }
      highest = Math.max(highest, ids[i]);
    }
    indexOfId = new int[highest + 1];
    Arrays.fill(indexOfId, -1);
    for (int i = 0; i < ids.length; i++) {
      indexOfId[ids[i]] = i;
    }
  }

  /** The label of the group: {@code batch:cask}. */
  public String label() {
    return label;
  }

  /** The indices of its factors. */
  public int[] factors() {
    return factors.clone();
  }

  /** How many levels there are. */
  public int size() {
    return combinations.length;
  }

  /** The levels as text, in their order: {@code A:a}. */
  public List<String> levels() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return level(index);
      }

      @Override
      public int size() {
        return combinations.length;
      }
    };
  }

  /** One level as text. */
  public String level(int index) {
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < factors.length; f++) {
      text.append(f == 0 ? "" : ":").append(levels[f].labels().get(combinations[index][f]));
    }
    return text.toString();
  }

  /**
   * The position of a combination of factor levels, or −1 if it was never observed.
   *
   * @param factorLevels a position for each factor of the group, −1 for an unknown level
   */
  public int index(int... factorLevels) {
    int id = factorLevels[0];
    for (int f = 1; f < factors.length; f++) {
      id = next(f, id, factorLevels[f]);
    }
    return at(id);
  }

  /** As {@link #index(int...)}, for one factor. */
  public int index(int a) {
    return at(a);
  }

  /** As {@link #index(int...)}, for two factors. */
  public int index(int a, int b) {
    return at(next(1, a, b));
  }

  /** As {@link #index(int...)}, for three factors. */
  public int index(int a, int b, int c) {
    return at(next(2, next(1, a, b), c));
  }

  private int next(int f, int id, int level) {
    return id < 0 || level < 0 ? -1 : pairs[f - 1].find((long) id << 32 | level);
  }

  private int at(int id) {
    return id < 0 || id >= indexOfId.length ? -1 : indexOfId[id];
  }

  private static int[][] withoutRepeats(int[][] sorted) {
    int distinct = 0;
    int[][] kept = new int[sorted.length][];
    for (int[] combination : sorted) {
      if (distinct == 0 || !Arrays.equals(kept[distinct - 1], combination)) {
        kept[distinct++] = combination;
      }
    }
    return Arrays.copyOf(kept, distinct);
  }
}
