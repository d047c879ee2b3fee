package org.blup.internal.design.sums;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.LongIndex;
import org.blup.internal.design.moments.MomentTable;

/**
 * How the rows spread over the combinations of levels of some factors. Combinations without rows
 * are left out.
 *
 * @param factors the numbers of the factors, ascending
 * @param levels for each of these factors the position of its level in each combination
 * @param weights the sum of the weights of each combination's rows, their number where there are no
 *     weights
 */
public record JointFrequencies(List<Integer> factors, int[][] levels, double[] weights) {

  /**
   * Gathers the combinations of some factors of a table that tells apart these and maybe others.
   */
  static JointFrequencies of(List<Integer> factors, MomentTable table, List<FactorLevels> all) {
    int[] key = table.key();
    int[] numbers = new int[key.length];
    int[] place = factors.stream().mapToInt(f -> Arrays.binarySearch(key, f)).toArray();
    LongIndex[] pairs = new LongIndex[Math.max(1, place.length - 1)];
    Arrays.setAll(pairs, i -> new LongIndex());
    int[] first = new int[table.cells()];
    double[] sums = new double[table.cells()];
    int count = 0;
    for (int cell = 0; cell < table.cells(); cell++) {
      if (table.isEmpty(cell)) {
        continue;
      }
      table.levels(cell, numbers);
      int index = place.length == 1 ? pairs[0].add(numbers[place[0]]) : numbers[place[0]];
      for (int i = 1; i < place.length; i++) {
        index = pairs[i - 1].add((long) index << 32 | numbers[place[i]]);
      }
      if (index == count) {
        first[count++] = cell;
      }
      sums[index] += table.sum(cell, 0);
    }
    int[][] levels = new int[place.length][count];
    for (int c = 0; c < count; c++) {
      table.levels(first[c], numbers);
      for (int i = 0; i < place.length; i++) {
        levels[i][c] = all.get(factors.get(i)).position(numbers[place[i]]);
      }
    }
    return new JointFrequencies(List.copyOf(factors), levels, Arrays.copyOf(sums, count));
  }

  /** Whether it tells apart the levels of all of these factors. */
  public boolean tellsApart(Set<Integer> some) {
    return factors.containsAll(some);
  }

  /** The positions of a factor's level in each combination. */
  public int[] levelsOf(int factor) {
    return levels[factors.indexOf(factor)];
  }

  /** The sum of the weights of the rows of each level of a factor. */
  public double[] ofFactor(int factor, int size) {
    double[] sums = new double[size];
    int[] level = levelsOf(factor);
    for (int c = 0; c < weights.length; c++) {
      sums[level[c]] += weights[c];
    }
    return sums;
  }
}
