package org.blup.internal.linalg.ordering;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A shortcut of the ordering for crossed factors. The levels of one factor never meet each other:
 * taken in order of their degree, nodes none of whose neighbours was taken have, when they are
 * eliminated, the degree they began with, and need no bookkeeping. Nearly dense nodes are not
 * taken, for they would connect all others. Where so many connections come of them that the rest is
 * more or less filled, or the rest is small once those that meet few are taken, what is left is
 * written out pair by pair, in bits, and ordered as a pattern of its own.
 */
public final class IndependentFirst {

  /** Above this number of nodes left the bits would take too much room: 64 MB. */
  private static final int LARGEST_REST = 1 << 14;

  /** With at most this many nodes left, bit sets are faster, however sparse. */
  private static final int SMALL_REST = 1 << 11;

  /** Nodes that meet no more than this are taken wherever the rest is small. */
  private static final int FEW = 4;

  /** So many words of bits take as long to join as one bit to set. */
  private static final int SPARSE = 4;

  private final BlockPattern pattern;
  private final int[] order;
  private int taken;

  /** For each node that is left its number among them, −1 for those taken. */
  private final int[] number;

  private IndependentFirst(BlockPattern pattern) {
    this.pattern = pattern;
    order = new int[pattern.nodes()];
    number = new int[pattern.nodes()];
  }

  /** The nodes in the order of their elimination. */
  public static int[] order(BlockPattern pattern) {
    IndependentFirst all = new IndependentFirst(pattern);
    double connections = all.take(Integer.MAX_VALUE);
    int rest = pattern.nodes() - all.taken;
    if (rest <= LARGEST_REST && connections >= 0.25 * rest * rest) {
      return all.orderRest(rest);
    }
    IndependentFirst small = new IndependentFirst(pattern);
    small.take(FEW);
    return pattern.nodes() - small.taken <= SMALL_REST
        ? small.orderRest(pattern.nodes() - small.taken)
        : MinimumDegree.order(pattern);
  }

  /**
   * Takes independent nodes.
   *
   * @param most what the nodes meet at most
   * @return the number of connections they make
   */
  private double take(int most) {
    long[] byDegree =
        IntStream.range(0, pattern.nodes())
            .filter(i -> pattern.degree(i) <= most && !pattern.isNearlyDense(i))
            .mapToLong(i -> (long) pattern.degree(i) << 32 | i)
            .sorted()
            .toArray();
    boolean[] met = new boolean[pattern.nodes()];
    double connections = 0;
    for (long key : byDegree) {
      int i = (int) key;
      if (met[i]) {
        continue;
      }
      number[i] = -1;
      order[taken++] = i;
      double degree = pattern.degree(i);
      connections += degree * degree;
      for (int e = pattern.firstNeighbour(i); e < pattern.firstNeighbour(i) + degree; e++) {
        met[pattern.neighbour(e)] = true;
      }
    }
    return connections;
  }

  private int[] orderRest(int rest) {
    int[] nodes = new int[rest];
    int count = 0;
    for (int i = 0; i < number.length; i++) {
      if (number[i] >= 0) {
        number[i] = count;
        nodes[count++] = i;
      }
    }
    int[] sizes = new int[rest];
    long[][] meets = new long[rest][(rest + 63) >>> 6];
    for (int r = 0; r < rest; r++) {
      sizes[r] = pattern.size(nodes[r]);
      connect(nodes[r], meets[r]);
    }
    long[] bits = new long[(rest + 63) >>> 6];
    for (int t = 0; t < taken; t++) {
      connectNeighbours(order[t], meets, bits);
    }
    for (int r : FilledMinimumDegree.order(sizes, meets)) {
      order[taken++] = nodes[r];
    }
    return order;
  }

  private void connect(int node, long[] row) {
    int first = pattern.firstNeighbour(node);
    for (int e = first; e < first + pattern.degree(node); e++) {
      int j = number[pattern.neighbour(e)];
      if (j >= 0) {
        row[j >>> 6] |= 1L << j;
      }
    }
  }

  /** A node that is eliminated connects all that it met: the same bits in each of their rows. */
  private void connectNeighbours(int node, long[][] meets, long[] bits) {
    int first = pattern.firstNeighbour(node);
    int end = first + pattern.degree(node);
    if (SPARSE * pattern.degree(node) < bits.length) {
      for (int e = first; e < end; e++) {
        set(first, end, meets[number[pattern.neighbour(e)]]);
      }
      return;
    }
    set(first, end, bits);
    for (int e = first; e < end; e++) {
      FilledMinimumDegree.join(bits, meets[number[pattern.neighbour(e)]]);
    }
    Arrays.fill(bits, 0);
  }

  private void set(int first, int end, long[] row) {
    for (int e = first; e < end; e++) {
      int j = number[pattern.neighbour(e)];
      row[j >>> 6] |= 1L << j;
    }
  }
}
