package org.blup.internal.linalg.inverse;

import org.blup.internal.linalg.PerWorker;
import org.blup.internal.linalg.cholesky.AlikeLeaves;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.EliminationPlan;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.cholesky.TailStrips;
import org.blup.internal.numeric.Pieces;

/**
 * The inverse {@code S = C⁻¹} on the pattern of the factor, supernode by supernode from the last to
 * the first (Takahashi, Fagan &amp; Chen 1973; Erisman &amp; Tinney 1975, On computing certain
 * elements of the inverse of a sparse matrix, Commun. ACM 18:177–179). With {@code Y = L₂₁ L₁₁⁻¹}
 * for a supernode and its rows R below,
 *
 * <pre>
 *   S₂₁ = −S_RR Y        S₁₁ = L₁₁⁻ᵀ L₁₁⁻¹ − Yᵀ S₂₁
 * </pre>
 *
 * Panels lie as in the factor; the square on top of a panel is full and symmetric.
 */
public final class SelectedInverse {

  /** Rows of a product that are best taken together. */
  private static final int ROWS = 256;

  /** Columns of a square that are best taken together. */
  private static final int COLUMNS = 32;

  /** Multiplications of a piece of the leaves for each element of the tail. */
  private static final int READINGS = 16;

  private final SymbolicFactor symbolic;
  private final EliminationPlan plan;
  private final double[] panels;
  private final LeafTails leafTails;
  private final PerWorker<PanelInverse> workers;

  public SelectedInverse(BlockCholesky factor) {
    symbolic = factor.symbolic();
    plan = factor.plan();
    panels = new double[symbolic.length()];
    leafTails = new LeafTails(symbolic, plan, factor.panels(), panels);
    workers = new PerWorker<>(worker -> new PanelInverse(symbolic, plan, factor.panels(), panels));
  }

  /** The panels of the inverse. */
  public double[] panels() {
    return panels;
  }

  /**
   * Inverts what the factor holds.
   *
   * @param border how many of the border's rows belong to the matrix that is inverted
   */
  public void compute(int border) {
    workers.forEach(PanelInverse::restart);
    workers.of(0).invertTriangle(border, symbolic.borderSquare(), symbolic.border);
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      if (!plan.isLeaf(s)) {
        computeSupernode(s, border);
      }
    }
    Pieces.overRangeByWorker(
        plan.leaves.length,
        leafPieces(),
        (worker, from, to) -> computeLeaves(workers.of(worker), from, to, border));
  }

  /** In few pieces beside the tail's length, since each reads the tail anew. */
  private int leafPieces() {
    double tail = symbolic.length() - symbolic.panelStart[plan.tail.first];
    return Pieces.count(plan.leafWork, (int) Math.min(1e9, plan.leafWork / tail), READINGS);
  }

  private void computeLeaves(PanelInverse own, int begin, int end, int border) {
    if (begin == end) {
      return;
    }
    leafTails.prepare(plan.leaves[begin], plan.leaves[end - 1] + 1, border);
    int next;
    for (int e = begin; e < end; e = next) {
      int s = plan.leaves[e];
      next = Math.min(e + plan.alike.end(s) - s, end);
      own.prepareBorder(plan.leaves, e, end, border);
      own.compute(s, s + next - e, border);
    }
  }

  private void computeSupernode(int s, int border) {
    int width = symbolic.width[s];
    double height = symbolic.height[s];
    double work = width * height * height;
    PanelInverse scratch = workers.of(0);
    if (width < TailStrips.NARROW || !Pieces.isLarge(work)) {
      scratch.compute(s, border);
      return;
    }
    scratch.begin(s, border);
    int rows = symbolic.height[s] - width - symbolic.border + border;
    int count = Pieces.count(work, rows, ROWS);
    Pieces.overRangeByWorker(
        rows,
        count,
        (worker, from, to) -> workers.of(worker).multiply(scratch, s, border, from, to));
    Pieces.overRangeByWorker(
        rows,
        count,
        (worker, from, to) -> workers.of(worker).multiplyBelow(scratch, s, border, from, to));
    if (width < AlikeLeaves.WIDE) {
      scratch.finish(scratch, s, border, 0, width);
      return;
    }
    Pieces.overRangeByWorker(
        width,
        Pieces.count(work, width, COLUMNS),
        (worker, from, to) -> workers.of(worker).finish(scratch, s, border, from, to));
  }
}
