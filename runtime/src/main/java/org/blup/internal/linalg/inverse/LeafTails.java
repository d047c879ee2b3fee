package org.blup.internal.linalg.inverse;

import java.util.Arrays;
import org.blup.internal.linalg.cholesky.DenseTail;
import org.blup.internal.linalg.cholesky.EliminationPlan;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.TailStrips;

/**
 * The part of the selected inverse that leaves of one column wait for longest, all of them at once:
 * with their rows T in the tail, {@code S_TT L_T}, strip by strip of the tail, which so is read
 * once and stays in the cache.
 */
final class LeafTails {

  private final SymbolicFactor symbolic;
  private final EliminationPlan plan;
  private final DenseTail tail;
  private final double[] factorPanels;
  private final double[] panels;

  LeafTails(SymbolicFactor symbolic, EliminationPlan plan, double[] factorPanels, double[] panels) {
    this.symbolic = symbolic;
    this.plan = plan;
    this.factorPanels = factorPanels;
    this.panels = panels;
    tail = plan.tail;
  }

  /** Whether a supernode is one of those leaves. */
  static boolean isPrepared(SymbolicFactor symbolic, EliminationPlan plan, int s) {
    return symbolic.width[s] == 1 && plan.isLeaf(s);
  }

  /**
   * Writes {@code S_TT L_T} into the panels of leaves {@code begin … end} of one column, T being
   * their rows in the tail, strip by strip of the tail.
   */
  void prepare(int begin, int end, int border) {
    for (int s = begin; s < end; s++) {
      if (isPrepared(symbolic, plan, s)) {
        int stop = symbolic.panelStart[s] + symbolic.height[s];
        Arrays.fill(panels, stop - tail.rows(s), stop, 0);
      }
    }
    TailStrips strips = plan.strips;
    for (int strip = 0; strip < strips.column.length - 1; strip++) {
      int k = strips.first(strip, begin);
      for (; k < strips.start[strip + 1] && strips.supernode[k] < end; k++) {
        int s = strips.supernode[k];
        if (isPrepared(symbolic, plan, s)) {
          int e = strips.place[k];
          int count = tail.start[s + 1] - e;
          int at = symbolic.panelStart[s] + symbolic.height[s] - count;
          int column = tail.base[tail.row[e] - tail.begin];
          prepare(count - symbolic.border + border, column, at, e);
        }
      }
    }
  }

  private void prepare(int count, int column, int at, int e) {
    double factor = factorPanels[at];
    double sum = panels[column + tail.row[e]] * factor;
    for (int i = 1; i < count; i++) {
      double value = panels[column + tail.row[e + i]];
      panels[at + i] += value * factor;
      sum += value * factorPanels[at + i];
    }
    panels[at] += sum;
  }
}
