package org.blup.internal.linalg.ordering;

import java.util.Arrays;
import org.blup.internal.numeric.Interruption;

/**
 * Orders the nodes of a pattern so that their elimination fills little: always next the node that
 * meets the fewest unknowns, its own counted. Eliminated nodes are kept as elements of a quotient
 * graph, degrees are bounded from above instead of counted, and nodes that have become alike are
 * eliminated together (Amestoy, Davis & Duff 1996, An approximate minimum degree ordering
 * algorithm, SIAM J. Matrix Anal. Appl. 17:886–905). Nearly dense nodes come last: they would be in
 * the way of all others.
 */
final class MinimumDegree {

  private static final int[] EMPTY = {};

  private final BlockPattern pattern;
  private final int nodes;
  private final int unknowns;

  /** For each live node: the nodes it still meets directly, and the elements it belongs to. */
  private final int[][] variables;

  private final int[] variableCount;
  private final int[][] elements;
  private final int[] elementCount;

  /**
   * For each live element: the nodes it joins, and their unknowns, which merging does not change.
   */
  private final int[][] members;

  private final int[] memberWeight;

  /** Unknowns of a node and all that were merged into it; 0 once it is merged or eliminated. */
  private final int[] weight;

  /** A bound on the unknowns a node meets, its own and those merged into it counted. */
  private final int[] degree;

  private final int[] mark;
  private int stamp;

  /** Unknowns of an element outside the newest one, valid where {@code outsideStamp} is current. */
  private final int[] outside;

  private final int[] outsideStamp;
  private final DegreeLists lists;

  /** Nodes merged into another follow it in a chain. */
  private final int[] nextMerged;

  private final int[] lastMerged;
  private final int[] order;
  private int ordered;

  private MinimumDegree(BlockPattern pattern) {
    this.pattern = pattern;
    nodes = pattern.nodes();
    variables = new int[nodes][];
    variableCount = new int[nodes];
    elements = new int[nodes][];
    elementCount = new int[nodes];
    members = new int[nodes][];
    memberWeight = new int[nodes];
    weight = new int[nodes];
    degree = new int[nodes];
    mark = new int[nodes];
    outside = new int[nodes];
    outsideStamp = new int[nodes];
    nextMerged = new int[nodes];
    lastMerged = new int[nodes];
    order = new int[nodes];
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
      weight[i] = pattern.size(i);
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
    variables[node] = own;
    variableCount[node] = count;
    elements[node] = new int[2];
    degree[node] = met;
    lists.add(node, degree[node]);
  }

  /** Writes a node and all that were merged into it to the order. */
  private void eliminate(int node) {
    for (int i = node; i >= 0; i = nextMerged[i]) {
      order[ordered++] = i;
    }
    weight[node] = 0;
    variables[node] = EMPTY;
    elements[node] = EMPTY;
    variableCount[node] = 0;
    elementCount[node] = 0;
  }

  private void eliminatePivot(int pivot) {
    int[] joined = join(pivot);
    int pivotStamp = stamp;
    eliminate(pivot);
    for (int i : joined) {
      lists.remove(i, degree[i]);
      countOutside(i, pivotStamp);
    }
    int joinedWeight = 0;
    for (int i : joined) {
      joinedWeight += weight[i];
    }
    int kept = 0;
    for (int i : joined) {
      int bound = prune(i, pivot, pivotStamp);
      if (variableCount[i] == 0 && elementCount[i] == 1) {
        joinedWeight -= weight[i];
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
    members[pivot] = Arrays.copyOf(joined, kept);
    memberWeight[pivot] = joinedWeight;
  }

  /** The live nodes that the pivot meets, marked with a new stamp; absorbs the pivot's elements. */
  private int[] join(int pivot) {
    stamp++;
    mark[pivot] = stamp;
    int capacity = variableCount[pivot];
    for (int e = 0; e < elementCount[pivot]; e++) {
      capacity += members[elements[pivot][e]].length;
    }
    int[] joined = new int[capacity];
    int count = 0;
    for (int e = 0; e < elementCount[pivot]; e++) {
      int element = elements[pivot][e];
      count = collect(members[element], members[element].length, joined, count);
      members[element] = EMPTY;
    }
    count = collect(variables[pivot], variableCount[pivot], joined, count);
    return Arrays.copyOf(joined, count);
  }

  private int collect(int[] from, int length, int[] to, int count) {
    for (int e = 0; e < length; e++) {
      int i = from[e];
      if (weight[i] > 0 && mark[i] != stamp) {
        mark[i] = stamp;
        to[count++] = i;
      }
    }
    return count;
  }

  /** Takes node i from the count of unknowns outside the new element, for each element of i. */
  private void countOutside(int i, int pivotStamp) {
    for (int e = 0; e < elementCount[i]; e++) {
      int element = elements[i][e];
      if (members[element].length == 0) {
        continue;
      }
      if (outsideStamp[element] != pivotStamp) {
        outsideStamp[element] = pivotStamp;
        outside[element] = memberWeight[element];
      }
      outside[element] -= weight[i];
    }
  }

  /**
   * Drops from node i what the new element covers and adds that element; returns a bound on the
   * unknowns that i meets outside of it.
   */
  private int prune(int i, int pivot, int pivotStamp) {
    long bound = 0;
    int keptElements = 0;
    for (int e = 0; e < elementCount[i]; e++) {
      int element = elements[i][e];
      if (members[element].length == 0) {
        continue;
      }
      if (outside[element] == 0) {
        members[element] = EMPTY;
        continue;
      }
      bound += outside[element];
      elements[i][keptElements++] = element;
    }
    int keptVariables = 0;
    for (int e = 0; e < variableCount[i]; e++) {
      int j = variables[i][e];
      if (weight[j] > 0 && mark[j] != pivotStamp) {
        bound += weight[j];
        variables[i][keptVariables++] = j;
      }
    }
    variableCount[i] = keptVariables;
    if (keptElements == elements[i].length) {
      elements[i] = Arrays.copyOf(elements[i], 2 * keptElements + 2);
    }
    elements[i][keptElements] = pivot;
    elementCount[i] = keptElements + 1;
    return (int) Math.min(bound, Integer.MAX_VALUE / 2);
  }

  /** Merges nodes of the new element that meet the same nodes and elements. */
  private int mergeAlike(int[] joined, int count) {
    if (count < 2) {
      return count;
    }
    long[] keys = new long[count];
    for (int e = 0; e < count; e++) {
      keys[e] = (long) hash(joined[e]) << 32 | e;
    }
    Arrays.sort(keys);
    int[] snapshot = Arrays.copyOf(joined, count);
    for (int e = 0; e < count; e++) {
      int i = snapshot[(int) keys[e]];
      if (weight[i] == 0) {
        continue;
      }
      for (int f = e + 1; f < count && keys[e] >>> 32 == keys[f] >>> 32; f++) {
        int j = snapshot[(int) keys[f]];
        if (weight[j] > 0 && alike(i, j)) {
          merge(i, j);
        }
      }
    }
    int kept = 0;
    for (int e = 0; e < count; e++) {
      if (weight[joined[e]] > 0) {
        joined[kept++] = joined[e];
      }
    }
    return kept;
  }

  private int hash(int i) {
    int sum = 0;
    for (int e = 0; e < variableCount[i]; e++) {
      sum += variables[i][e] * 0x9E3779B9;
    }
    for (int e = 0; e < elementCount[i]; e++) {
      sum += elements[i][e] * 0x85EBCA6B;
    }
    return sum >>> 1;
  }

  private boolean alike(int i, int j) {
    if (variableCount[i] != variableCount[j] || elementCount[i] != elementCount[j]) {
      return false;
    }
    stamp++;
    for (int e = 0; e < variableCount[i]; e++) {
      mark[variables[i][e]] = stamp;
    }
    for (int e = 0; e < elementCount[i]; e++) {
      mark[elements[i][e]] = stamp;
    }
    for (int e = 0; e < variableCount[j]; e++) {
      if (mark[variables[j][e]] != stamp) {
        return false;
      }
    }
    for (int e = 0; e < elementCount[j]; e++) {
      if (mark[elements[j][e]] != stamp) {
        return false;
      }
    }
    return true;
  }

  private void merge(int i, int j) {
    weight[i] += weight[j];
    degree[i] = Math.max(degree[i], degree[j]);
    nextMerged[lastMerged[i]] = j;
    lastMerged[i] = lastMerged[j];
    weight[j] = 0;
    variables[j] = EMPTY;
    elements[j] = EMPTY;
    variableCount[j] = 0;
    elementCount[j] = 0;
  }
}
