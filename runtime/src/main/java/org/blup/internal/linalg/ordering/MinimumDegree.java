package org.blup.internal.linalg.ordering;

import java.util.Arrays;
import org.blup.internal.numeric.Interruption;

/**
 * Orders the nodes of a pattern so that their elimination fills little: always next the node that
 * meets the fewest unknowns, its own counted. Eliminated nodes are kept as elements of a
 * {@linkplain QuotientGraph quotient graph}, degrees are bounded from above instead of counted, and
 * nodes that have become alike are eliminated together (Amestoy, Davis & Duff 1996, An approximate
 * minimum degree ordering algorithm, SIAM J. Matrix Anal. Appl. 17:886–905). Nearly dense nodes
 * come last: they would be in the way of all others.
 */
final class MinimumDegree {

  private final BlockPattern pattern;
  private final int nodes;
  private final int unknowns;

  /** A bound on the unknowns a node meets, its own and those merged into it counted. */
  private final int[] degree;

  private final QuotientGraph graph;
  private final DegreeLists lists;

  /** Nodes merged into another follow it in a chain. */
  private final int[] nextMerged;

  private final int[] lastMerged;
  private final int[] order;
  private int ordered;

  private MinimumDegree(BlockPattern pattern) {
    this.pattern = pattern;
    nodes = pattern.nodes();
    degree = new int[nodes];
    nextMerged = new int[nodes];
    lastMerged = new int[nodes];
    order = new int[nodes];
    graph = new QuotientGraph(nodes);
    int total = 0;
    for (int i = 0; i < nodes; i++) {
      total = Math.addExact(total, pattern.size(i));
    }
    unknowns = total;
    lists = new DegreeLists(nodes, unknowns + 1);
    Arrays.fill(nextMerged, -1);
  }

  /** The nodes in the order of their elimination. */
  static int[] order(BlockPattern pattern) {
    return new MinimumDegree(pattern).run();
  }

  private int[] run() {
    for (int i = 0; i < nodes; i++) {
      graph.weight[i] = pattern.size(i);
      lastMerged[i] = i;
    }
    for (int i = 0; i < nodes; i++) {
      if (!pattern.isNearlyDense(i)) {
        enter(i);
      }
    }
    for (int pivot = lists.first(); pivot >= 0; pivot = lists.first()) {
      Interruption.check();
      lists.remove(pivot, degree[pivot]);
      eliminatePivot(pivot);
    }
    for (int i = 0; i < nodes; i++) {
      if (pattern.isNearlyDense(i)) {
        order[ordered++] = i;
      }
    }
    return order;
  }

  private void enter(int node) {
    int first = pattern.firstNeighbour(node);
    int[] own = new int[pattern.degree(node)];
    int count = 0;
    int met = pattern.size(node);
    for (int e = first; e < first + own.length; e++) {
      int i = pattern.neighbour(e);
      if (!pattern.isNearlyDense(i)) {
        own[count++] = i;
        met += pattern.size(i);
      }
    }
    if (count == 0) {
      eliminate(node);
      return;
    }
    graph.enter(node, own, count);
    degree[node] = met;
    lists.add(node, degree[node]);
  }

  /** Writes a node and all that were merged into it to the order. */
  private void eliminate(int node) {
    for (int i = node; i >= 0; i = nextMerged[i]) {
      order[ordered++] = i;
    }
    graph.remove(node);
  }

  private void eliminatePivot(int pivot) {
    int[] joined = graph.join(pivot);
    int pivotStamp = graph.stamp();
    eliminate(pivot);
    for (int i : joined) {
      lists.remove(i, degree[i]);
      graph.countOutside(i, pivotStamp);
    }
    int joinedWeight = 0;
    for (int i : joined) {
      joinedWeight += graph.weight[i];
    }
    int kept = 0;
    for (int i : joined) {
      int bound = graph.prune(i, pivot, pivotStamp);
      if (graph.isWithinOneElement(i)) {
        joinedWeight -= graph.weight[i];
        eliminate(i);
      } else {
        degree[i] = bound;
        joined[kept++] = i;
      }
    }
    kept = mergeAlike(joined, kept);
    for (int e = 0; e < kept; e++) {
      int i = joined[e];
      degree[i] = (int) Math.min((long) degree[i] + joinedWeight, unknowns);
      lists.add(i, degree[i]);
    }
    graph.addElement(pivot, Arrays.copyOf(joined, kept), joinedWeight);
  }

  /** Merges nodes of the new element that meet the same nodes and elements. */
  private int mergeAlike(int[] joined, int count) {
    if (count < 2) {
      return count;
    }
    long[] keys = new long[count];
    for (int e = 0; e < count; e++) {
      keys[e] = (long) graph.hash(joined[e]) << 32 | e;
    }
    Arrays.sort(keys);
    int[] snapshot = Arrays.copyOf(joined, count);
    for (int e = 0; e < count; e++) {
      int i = snapshot[(int) keys[e]];
      if (graph.weight[i] == 0) {
        continue;
      }
      for (int f = e + 1; f < count && keys[e] >>> 32 == keys[f] >>> 32; f++) {
        int j = snapshot[(int) keys[f]];
        if (graph.weight[j] > 0 && graph.areAlike(i, j)) {
          merge(i, j);
        }
      }
    }
    int kept = 0;
    for (int e = 0; e < count; e++) {
      if (graph.weight[joined[e]] > 0) {
        joined[kept++] = joined[e];
      }
    }
    return kept;
  }

  private void merge(int i, int j) {
    graph.weight[i] += graph.weight[j];
    degree[i] = Math.max(degree[i], degree[j]);
    nextMerged[lastMerged[i]] = j;
    lastMerged[i] = lastMerged[j];
    graph.remove(j);
  }
}
