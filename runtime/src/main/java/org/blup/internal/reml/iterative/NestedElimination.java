package org.blup.internal.reml.iterative;

/**
 * The exact elimination of groups of which each level is nested in one level of every coarser
 * group: {@code L D Lᵀ} of their part of {@code ΛᵀZᵀWZΛ + I}, which fills nothing. A level's column
 * of L has one element for each coarser group. Nodes are the levels, the finest group first.
 */
final class NestedElimination {

  private static final int WIDTH = Incidence.WIDTH;

  /** The first node of each group; one more entry for the end. */
  private final int[] start;

  /** For each group and each coarser one the meetings of their levels. */
  private final Incidence[][] meetings;

  /** D by node. */
  final double[] pivots;

  /** For each group and each coarser one the elements of L. */
  private final double[][][] factor;

  /**
   * Nothing is factored yet.
   *
   * @param start the first node of each group, from the finest to the coarsest, and the end
   * @param meetings for each group and each coarser one, rows of the finer
   */
  NestedElimination(int[] start, Incidence[][] meetings) {
    this.start = start;
    this.meetings = meetings;
    int groups = start.length - 1;
    pivots = new double[start[groups]];
    factor = new double[groups][groups][];
    for (int g = 0; g < groups; g++) {
      for (int h = g + 1; h < groups; h++) {
        factor[g][h] = new double[start[g + 1] - start[g]];
      }
    }
  }

  /** The number of nodes. */
  int nodes() {
    return pivots.length;
  }

  private int parent(int g, int h, int level) {
    return meetings[g][h].parents()[level];
  }

  /**
   * Factors.
   *
   * @param squares the diagonal of ZᵀWZ by node
   * @param lambda by group in this order
   */
  void factor(double[] squares, double[] lambda) {
    int groups = start.length - 1;
    for (int g = 0; g < groups; g++) {
      for (int i = start[g]; i < start[g + 1]; i++) {
        pivots[i] = 1 + lambda[g] * lambda[g] * squares[i];
      }
      for (int h = g + 1; h < groups; h++) {
        for (int i = 0; i < factor[g][h].length; i++) {
          factor[g][h][i] = lambda[g] * lambda[h] * meetings[g][h].value(i);
        }
      }
    }
    for (int g = 0; g < groups; g++) {
      for (int i = 0; i < start[g + 1] - start[g]; i++) {
        eliminate(g, i);
      }
    }
  }

  private void eliminate(int g, int i) {
    int groups = start.length - 1;
    double pivot = pivots[start[g] + i];
    for (int h = g + 1; h < groups; h++) {
      double element = factor[g][h][i] / pivot;
      int parent = parent(g, h, i);
      pivots[start[h] + parent] -= element * factor[g][h][i];
      for (int k = h + 1; k < groups; k++) {
        factor[h][k][parent] -= element * factor[g][k][i];
      }
      factor[g][h][i] = element;
    }
  }

  /** Solves for the first nodes of several columns, in place. */
  void solve(double[] x) {
    int groups = start.length - 1;
    for (int g = 0; g < groups; g++) {
      for (int h = g + 1; h < groups; h++) {
        for (int i = 0; i < factor[g][h].length; i++) {
          add(-factor[g][h][i], x, start[g] + i, start[h] + parent(g, h, i));
        }
      }
    }
    for (int g = groups - 1; g >= 0; g--) {
      for (int i = start[g] * WIDTH; i < start[g + 1] * WIDTH; i++) {
        x[i] /= pivots[i / WIDTH];
      }
      for (int h = g + 1; h < groups; h++) {
        for (int i = 0; i < factor[g][h].length; i++) {
          add(-factor[g][h][i], x, start[h] + parent(g, h, i), start[g] + i);
        }
      }
    }
  }

  private static void add(double factor, double[] x, int from, int to) {
    for (int c = 0; c < WIDTH; c++) {
      x[to * WIDTH + c] += factor * x[from * WIDTH + c];
    }
  }

  /** The trace of the inverse over the levels of each group. */
  double[] inverseTraces() {
    int groups = start.length - 1;
    double[] traces = new double[groups];
    double[] inverse = new double[pivots.length];
    double[][][] between = new double[groups][groups][];
    for (int g = groups - 1; g >= 0; g--) {
      for (int h = g + 1; h < groups; h++) {
        between[g][h] = new double[start[g + 1] - start[g]];
      }
      for (int i = 0; i < start[g + 1] - start[g]; i++) {
        double own = 1 / pivots[start[g] + i];
        for (int h = g + 1; h < groups; h++) {
          double sum = 0;
          for (int k = g + 1; k < groups; k++) {
            sum -= factor[g][k][i] * inverse(g, i, h, k, inverse, between);
          }
          between[g][h][i] = sum;
          own -= factor[g][h][i] * sum;
        }
        inverse[start[g] + i] = own;
        traces[g] += own;
      }
    }
    return traces;
  }

  /** The element of the inverse between the two coarser levels that a level is nested in. */
  private double inverse(int g, int i, int h, int k, double[] diagonal, double[][][] between) {
    int finer = Math.min(h, k);
    int level = parent(g, finer, i);
    return h == k ? diagonal[start[h] + level] : between[finer][Math.max(h, k)][level];
  }
}
