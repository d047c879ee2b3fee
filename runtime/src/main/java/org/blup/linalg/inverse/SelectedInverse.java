package org.blup.linalg.inverse;

import java.util.Arrays;
import org.blup.linalg.Pieces;
import org.blup.linalg.cholesky.AlikeLeaves;
import org.blup.linalg.cholesky.BlockCholesky;
import org.blup.linalg.cholesky.EliminationPlan;
import org.blup.linalg.cholesky.SymbolicFactor;
import org.blup.linalg.cholesky.TailStrips;

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

  private final SymbolicFactor symbolic;
  private final EliminationPlan plan;
  private final double[] panels;
  private final LeafTails leafTails;
  private final PanelInverse[] pieces = new PanelInverse[Pieces.COUNT];

  public SelectedInverse(BlockCholesky factor) {
    symbolic = factor.symbolic();
    plan = factor.plan();
    panels = new double[symbolic.length()];
    leafTails = new LeafTails(symbolic, plan, factor.panels(), panels);
    Arrays.setAll(pieces, piece -> new PanelInverse(symbolic, plan, factor.panels(), panels));
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
    for (PanelInverse piece : pieces) {
      piece.restart();
    }
    pieces[0].invertTriangle(border, symbolic.borderSquare(), symbolic.border);
    for (int s = symbolic.supernodes - 2; s >= 0; s--) {
      if (!plan.isLeaf(s)) {
        computeSupernode(s, border);
      }
    }
    int count = Pieces.isLarge(plan.leafWork) ? Pieces.COUNT : 1;
    Pieces.run(count, piece -> computeLeaves(piece, count, border));
  }

  private void computeLeaves(int piece, int count, int border) {
    long length = plan.leaves.length;
    int begin = (int) (length * piece / count);
    int end = (int) (length * (piece + 1) / count);
    if (begin == end) {
      return;
    }
    leafTails.prepare(plan.leaves[begin], plan.leaves[end - 1] + 1, border);
    int next;
    for (int e = begin; e < end; e = next) {
      int s = plan.leaves[e];
      next = Math.min(e + plan.alike.end(s) - s, end);
      pieces[piece].compute(s, s + next - e, border);
    }
  }

  private void computeSupernode(int s, int border) {
    int width = symbolic.width[s];
    double height = symbolic.height[s];
    if (width < TailStrips.NARROW || !Pieces.isLarge(width * height * height)) {
      pieces[0].compute(s, border);
      return;
    }
    PanelInverse scratch = pieces[0];
    scratch.begin(s, border);
    int rows = symbolic.height[s] - width - symbolic.border + border;
    Pieces.run(
        Pieces.COUNT,
        piece ->
            pieces[piece].multiply(scratch, s, border, begin(rows, piece), begin(rows, piece + 1)));
    Pieces.run(
        Pieces.COUNT,
        piece ->
            pieces[piece].multiplyBelow(
                scratch, s, border, begin(rows, piece), begin(rows, piece + 1)));
    if (width < AlikeLeaves.WIDE) {
      scratch.finish(scratch, s, border, 0, width);
      return;
    }
    Pieces.run(
        Pieces.COUNT,
        piece ->
            pieces[piece].finish(scratch, s, border, begin(width, piece), begin(width, piece + 1)));
  }

  private static int begin(int length, int piece) {
    return (int) ((long) length * piece / Pieces.COUNT);
  }
}
