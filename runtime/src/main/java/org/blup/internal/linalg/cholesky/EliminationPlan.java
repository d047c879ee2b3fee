package org.blup.internal.linalg.cholesky;

import java.util.stream.IntStream;

/**
 * In which order the panels of a factor are computed, and what each of them waits for: the leaves,
 * which wait for nothing and may be computed side by side; then the other supernodes before the
 * tail, each with a list of those that reach into it; then the dense tail. Found once for a factor.
 */
public final class EliminationPlan {

  public final DenseTail tail;
  public final TailStrips strips;
  final UpdateLists updates;

  public final AlikeLeaves alike;

  /** Multiplications that the updates of each supernode take. */
  final double[] updateWork;

  /** The supernodes before the tail that no other reaches into, ascending. */
  public final int[] leaves;

  /** About the multiplications that the leaves take. */
  public final double leafWork;

  /** Finds the plan of a factor. */
  public EliminationPlan(SymbolicFactor symbolic) {
    tail = new DenseTail(symbolic);
    strips = new TailStrips(symbolic, tail);
    updates = UpdateLists.of(symbolic, tail);
    updateWork = updates.work(symbolic);
    leaves = IntStream.range(0, symbolic.supernodes - 1).filter(this::isLeaf).toArray();
    double work = 0;
    for (int s : leaves) {
      work += (double) symbolic.width[s] * symbolic.height[s] * symbolic.height[s];
    }
    leafWork = work;
    alike = new AlikeLeaves(symbolic, tail, this::isLeaf);
  }

  /** Whether a supernode stands before the tail and waits for no other. */
  public boolean isLeaf(int s) {
    return s < tail.first && updates.start[s] == updates.start[s + 1];
  }
}
