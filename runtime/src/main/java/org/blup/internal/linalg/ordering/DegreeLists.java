package org.blup.internal.linalg.ordering;

import java.util.Arrays;

/** Nodes in linked lists by degree: adding, removing and finding the least take constant time. */
final class DegreeLists {

  private final int[] head;
  private final int[] next;
  private final int[] previous;
  private int least;

  /** Lists for degrees below {@code degrees}. */
  DegreeLists(int nodes, int degrees) {
    head = new int[degrees];
    next = new int[nodes];
    previous = new int[nodes];
    Arrays.fill(head, -1);
    least = degrees;
  }

  void add(int node, int degree) {
    int second = head[degree];
    next[node] = second;
    previous[node] = -1;
    if (second >= 0) {
      previous[second] = node;
    }
    head[degree] = node;
    least = Math.min(least, degree);
  }

  void remove(int node, int degree) {
    if (previous[node] >= 0) {
      next[previous[node]] = next[node];
    } else {
      head[degree] = next[node];
    }
    if (next[node] >= 0) {
      previous[next[node]] = previous[node];
    }
  }

  /** A node of the least degree, or −1 if there is none. */
  int first() {
    while (least < head.length && head[least] < 0) {
      least++;
    }
    return least < head.length ? head[least] : -1;
  }
}
