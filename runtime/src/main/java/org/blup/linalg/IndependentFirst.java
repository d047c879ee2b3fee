package org.blup.linalg;

import java.util.Arrays;

/**
 * A shortcut of the ordering for crossed factors. The levels of one factor never meet each other:
 * taken in order of their degree, nodes none of whose neighbours was taken have, when they are
 * eliminated, the degree they began with, and need no bookkeeping. Where so many connections come
 * of them that the rest is more or less filled, what is left is written out pair by pair, in bits,
 * and ordered as a pattern of its own.
 */
final class IndependentFirst {

  /** Above this number of nodes left the bits would take too much room: 64 MB. */
  private static final int LARGEST_REST = 1 << 14;

  private static final int LEAST_REST = 64;

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
  static int[] order(BlockPattern pattern) {
    IndependentFirst first = new IndependentFirst(pattern);
    double connections = first.take();
    int rest = pattern.nodes() - first.taken;
    if (rest < LEAST_REST || rest > LARGEST_REST || connections < 0.25 * rest * rest) {
      return MinimumDegree.order(pattern);
    }
    return first.orderRest(rest);
  }

  /** Takes the independent nodes; returns the number of connections they make. */
  private double take() {
    long[] byDegree = new long[pattern.nodes()];
    for (int i = 0; i < byDegree.length; i++) {
      byDegree[i] = (long) pattern.degree(i) << 32 | i;
    }
    Arrays.sort(byDegree);
    boolean[] met = new boolean[byDegree.length];
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
