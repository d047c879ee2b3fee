package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.ordering.BlockPattern;

/**
 * The elimination tree of a pattern under an ordering, and an equivalent ordering in which every
 * node follows its descendants and nothing else (Liu 1990, The role of elimination trees in sparse
 * factorization, SIAM J. Matrix Anal. Appl. 11:134–172).
 */
final class EliminationTree {

  /** The node at each position. */
  final int[] order;

  /** The position of each node. */
  final int[] position;

  /** The position of each position's parent, or −1. */
  final int[] parent;

  private EliminationTree(int[] order, int[] position, int[] parent) {
    this.order = order;
    this.position = position;
    this.parent = parent;
  }

  static EliminationTree of(BlockPattern pattern, int[] order) {
    int[] position = inverse(order);
    int[] parent = parents(pattern, order, position);
    int[] postorder = postorder(parent);
    int[] newPosition = inverse(postorder);
    int n = order.length;
    int[] finalOrder = new int[n];
    int[] finalParent = new int[n];
    for (int i = 0; i < n; i++) {
      int old = postorder[i];
      finalOrder[i] = order[old];
      finalParent[i] = parent[old] < 0 ? -1 : newPosition[parent[old]];
    }
    return new EliminationTree(finalOrder, inverse(finalOrder), finalParent);
  }

  private static int[] inverse(int[] permutation) {
    int[] inverse = new int[permutation.length];
    for (int i = 0; i < permutation.length; i++) {
      inverse[permutation[i]] = i;
    }
    return inverse;
  }

  /**
   * Climbs from every earlier neighbour to the root of what is known, shortening paths on the way.
   */
  private static int[] parents(BlockPattern pattern, int[] order, int[] position) {
    int n = order.length;
    int[] parent = new int[n];
    int[] ancestor = new int[n];
    Arrays.fill(parent, -1);
    Arrays.fill(ancestor, -1);
    for (int k = 0; k < n; k++) {
      int first = pattern.firstNeighbour(order[k]);
      int last = first + pattern.degree(order[k]);
      for (int e = first; e < last; e++) {
        int i = position[pattern.neighbour(e)];
        while (i >= 0 && i < k) {
          int above = ancestor[i];
          ancestor[i] = k;
          if (above < 0) {
            parent[i] = k;
          }
          i = above;
        }
      }
    }
    return parent;
  }

  private static int[] postorder(int[] parent) {
    int n = parent.length;
    int[] firstChild = new int[n];
    int[] sibling = new int[n];
    Arrays.fill(firstChild, -1);
    for (int i = n - 1; i >= 0; i--) {
      if (parent[i] >= 0) {
        sibling[i] = firstChild[parent[i]];
        firstChild[parent[i]] = i;
      }
    }
    int[] postorder = new int[n];
    int[] stack = new int[n];
    int count = 0;
    for (int root = 0; root < n; root++) {
      if (parent[root] >= 0) {
        continue;
      }
      int depth = 0;
      stack[0] = root;
      while (depth >= 0) {
        int i = stack[depth];
        int child = firstChild[i];
        if (child >= 0) {
          firstChild[i] = sibling[child];
          stack[++depth] = child;
        } else {
          postorder[count++] = i;
          depth--;
        }
      }
    }
    return postorder;
  }
}
