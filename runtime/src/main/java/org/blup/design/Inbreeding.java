package org.blup.design;

import java.util.HashMap;
import java.util.Map;

/**
 * The inbreeding of animals, numbered so that parents come first: with l the coefficients of an
 * animal's ancestors in {@code T}, {@code 1 + F = Σ l_k² D_k}, found by going up from its parents,
 * the youngest ancestor first (Meuwissen &amp; Luo 1992). Full siblings share theirs.
 */
final class Inbreeding {

  private final int[] first;
  private final int[] second;
  private final double[] left;

  /** F. */
  private final double[] inbreeding;

  /** Coefficients of ancestors still to be visited, which stand in a heap, the youngest on top. */
  private final double[] coefficient;

  private final int[] heap;
  private int waiting;

  /**
   * Parents by number; −1 where unknown.
   *
   * @param first one of an animal's parents
   * @param second the other
   */
  Inbreeding(int[] first, int[] second) {
    this.first = first;
    this.second = second;
    left = new double[first.length];
    inbreeding = new double[first.length];
    coefficient = new double[first.length];
    heap = new int[first.length + 1];
  }

  /** D: the share of each animal's variance that its parents do not explain. */
  double[] mendelianVariances() {
    Map<Long, Double> ofParents = new HashMap<>();
    for (int i = 0; i < left.length; i++) {
      int s = first[i];
      int d = second[i];
      left[i] = 0.5 - 0.25 * (of(s) + of(d));
      if (s >= 0 && d >= 0) {
        long pair = (long) Math.max(s, d) << 32 | Math.min(s, d);
        double own = left[i];
        inbreeding[i] = ofParents.computeIfAbsent(pair, absent -> ofOffspring(s, d, own));
      }
    }
    return left;
  }

  private double of(int parent) {
    return parent < 0 ? -1 : inbreeding[parent];
  }

  private double ofOffspring(int s, int d, double own) {
    double sum = own - 1;
    visit(s, 0.5);
    visit(d, 0.5);
    while (waiting > 0) {
      int ancestor = pop();
      double l = coefficient[ancestor];
      coefficient[ancestor] = 0;
      sum += l * l * left[ancestor];
      visit(first[ancestor], l / 2);
      visit(second[ancestor], l / 2);
    }
    // Sums of squares that make up 1 exactly leave rounding of either sign.
    return Math.max(0, sum);
  }

  private void visit(int ancestor, double share) {
    if (ancestor < 0) {
      return;
    }
    if (coefficient[ancestor] == 0) {
      push(ancestor);
    }
    coefficient[ancestor] += share;
  }

  private void push(int ancestor) {
    int at = ++waiting;
    while (at > 1 && heap[at / 2] < ancestor) {
      heap[at] = heap[at / 2];
      at /= 2;
    }
    heap[at] = ancestor;
  }

  private int pop() {
    int top = heap[1];
    int last = heap[waiting--];
    int at = 1;
    while (2 * at <= waiting) {
      int child = 2 * at;
      if (child < waiting && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}
