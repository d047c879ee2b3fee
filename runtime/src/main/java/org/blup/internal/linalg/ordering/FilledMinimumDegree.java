package org.blup.internal.linalg.ordering;

import java.util.Arrays;
import org.blup.internal.numeric.Interruption;

/**
 * Minimum degree where nearly everything meets: a row of bits for each node, which says exactly
 * what it meets. Eliminating a node is an OR over the rows of its neighbours; those that meet
 * nothing else are eliminated with it, so that what is one clique in the end takes one step.
 */
final class FilledMinimumDegree {

  private final int[] sizes;
  private final long[][] meets;

  /** Which nodes are not eliminated yet. */
  private final long[] alive;

  /** The nodes of each size that occurs. */
  private final int[] distinctSizes;

  private final long[][] ofSize;

  /** The unknowns that a node meets, its own counted; the largest number once it is eliminated. */
  private final int[] degree;

  private final int[] order;
  private int ordered;

  private FilledMinimumDegree(int[] sizes, long[][] meets) {
    this.sizes = sizes;
    this.meets = meets;
    int nodes = sizes.length;
    int words = (nodes + 63) >>> 6;
    alive = new long[words];
    degree = new int[nodes];
    order = new int[nodes];
    distinctSizes = Arrays.stream(sizes).distinct().sorted().toArray();
    ofSize = new long[distinctSizes.length][words];
    for (int i = 0; i < nodes; i++) {
      alive[i >>> 6] |= 1L << i;
      meets[i][i >>> 6] |= 1L << i;
      ofSize[Arrays.binarySearch(distinctSizes, sizes[i])][i >>> 6] |= 1L << i;
    }
  }

  /**
   * The nodes in the order of their elimination.
   *
   * @param meets for each node the bits of those it meets; overwritten
   */
  static int[] order(int[] sizes, long[][] meets) {
    return new FilledMinimumDegree(sizes, meets).run();
  }

  private int[] run() {
    for (int i = 0; i < degree.length; i++) {
      degree[i] = count(meets[i]);
    }
    while (ordered < order.length) {
      Interruption.check();
      eliminate(least());
    }
    return order;
  }

  private int least() {
    int least = -1;
    int degreeOfLeast = Integer.MAX_VALUE;
    for (int i = 0; i < degree.length; i++) {
      if (degree[i] <= degreeOfLeast) {
        least = i;
        degreeOfLeast = degree[i];
      }
    }
    return least;
  }

  private void eliminate(int pivot) {
    long[] row = meets[pivot];
    for (int word = 0; word < row.length; word++) {
      row[word] &= alive[word];
    }
    int met = degree[pivot];
    int taken = take(pivot);
    for (int word = 0; word < row.length; word++) {
      for (long bits = row[word] & alive[word]; bits != 0; bits &= bits - 1) {
        int i = (word << 6) + Long.numberOfTrailingZeros(bits);
        join(row, meets[i]);
        degree[i] = count(meets[i]) + taken;
        if (degree[i] == met) {
          taken += take(i);
        }
      }
    }
    for (int word = 0; word < row.length; word++) {
      for (long bits = row[word] & alive[word]; bits != 0; bits &= bits - 1) {
        int i = (word << 6) + Long.numberOfTrailingZeros(bits);
        degree[i] -= taken;
      }
    }
  }

  /** Writes a node to the order; returns its size. */
  private int take(int node) {
    alive[node >>> 6] &= ~(1L << node);
    degree[node] = Integer.MAX_VALUE;
    order[ordered++] = node;
    return sizes[node];
  }

  static void join(long[] from, long[] to) {
    for (int word = 0; word < to.length; word++) {
      to[word] |= from[word];
    }
  }

  /** The unknowns of the nodes of a row that are left. */
  private int count(long[] row) {
    int sum = 0;
    if (distinctSizes.length == 1) {
      for (int word = 0; word < row.length; word++) {
        sum += Long.bitCount(row[word] & alive[word]);
      }
      return sum * distinctSizes[0];
    }
    for (int s = 0; s < distinctSizes.length; s++) {
      long[] mask = ofSize[s];
      int bits = 0;
      for (int word = 0; word < row.length; word++) {
        bits += Long.bitCount(row[word] & alive[word] & mask[word]);
      }
      sum += bits * distinctSizes[s];
    }
    return sum;
  }
}
