package org.blup.internal.linalg.ordering;

import java.util.Arrays;

/**
 * A pattern during its elimination. What is left of it is a graph of live nodes; an eliminated node
 * is an element, which joins all nodes that it met, and is absorbed by the next element that has
 * one of them (Amestoy, Davis &amp; Duff 1996, section 2). An element has the number of its node.
 */
final class QuotientGraph {

  private static final int[] EMPTY = {};

  /** Unknowns of a node and all that were merged into it; 0 once it is merged or eliminated. */
  final int[] weight;

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

  /** Which nodes were seen last by what: those whose mark is the stamp. */
  private final int[] mark;

  private int stamp;

  /** Unknowns of an element outside the newest one, valid where {@code outsideStamp} is current. */
  private final int[] outside;

  private final int[] outsideStamp;

  /** As many nodes, none of them entered. */
  QuotientGraph(int nodes) {
    variables = new int[nodes][];
    variableCount = new int[nodes];
    elements = new int[nodes][];
    elementCount = new int[nodes];
    members = new int[nodes][];
    memberWeight = new int[nodes];
    weight = new int[nodes];
    mark = new int[nodes];
    outside = new int[nodes];
    outsideStamp = new int[nodes];
  }

  /** Makes a node live that meets the first so many of others. */
  void enter(int node, int[] others, int count) {
    variables[node] = others;
    variableCount[node] = count;
    elements[node] = new int[2];
  }

  /** Takes a node from the live ones. */
  void remove(int node) {
    weight[node] = 0;
    variables[node] = EMPTY;
    elements[node] = EMPTY;
    variableCount[node] = 0;
    elementCount[node] = 0;
  }

  /** Makes an eliminated node an element. */
  void addElement(int node, int[] joined, int joinedWeight) {
    members[node] = joined;
    memberWeight[node] = joinedWeight;
  }

  /** Whether all that a node meets is joined by one element. */
  boolean isWithinOneElement(int node) {
    return variableCount[node] == 0 && elementCount[node] == 1;
  }

  /** What the last nodes found were marked with. */
  int stamp() {
    return stamp;
  }

  /** The live nodes that the pivot meets, marked with a new stamp; absorbs the pivot's elements. */
  int[] join(int pivot) {
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
  void countOutside(int i, int pivotStamp) {
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
  int prune(int i, int pivot, int pivotStamp) {
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

  /** The same for nodes that are alike. */
  int hash(int i) {
    int sum = 0;
    for (int e = 0; e < variableCount[i]; e++) {
      sum += variables[i][e] * 0x9E3779B9;
    }
    for (int e = 0; e < elementCount[i]; e++) {
      sum += elements[i][e] * 0x85EBCA6B;
    }
    return sum >>> 1;
  }

  /** Whether two nodes meet the same nodes and belong to the same elements. */
  boolean areAlike(int i, int j) {
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
}
