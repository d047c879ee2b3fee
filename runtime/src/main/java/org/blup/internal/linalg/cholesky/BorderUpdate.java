package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.TallProducts;
import org.blup.internal.numeric.CompensatedSums;
import org.blup.internal.numeric.Pieces;

/**
 * What the panels leave of the border's square, {@code C_BB ← C_BB − Σ_s L_Bs L_Bsᵀ}, lower
 * triangle. The residual is what is left of yᵀy after very many subtractions, so a few at a time
 * are gathered and then subtracted with compensation.
 */
final class BorderUpdate {

  /** Columns whose outer products are summed plainly before they are added with compensation. */
  private static final int GATHERED = 32;

  /** Elements of the border that all pieces together may sum: those of a border of 512 in four. */
  private static final int BORDER_SUMS = 1 << 20;

  private final SymbolicFactor symbolic;
  private final double[] panels;
  private final PerWorker<Scratch> scratch;

  /** The sums of each piece of the columns. */
  private final CompensatedSums[] compensated;

  /** What a thread works with. */
  private final class Scratch {
    final TallProducts products = new TallProducts(new JavaKernels());
    final double[] gathered = new double[GATHERED * symbolic.border];
  }

  BorderUpdate(SymbolicFactor symbolic, double[] panels) {
    this.symbolic = symbolic;
    this.panels = panels;
    scratch = new PerWorker<>(worker -> new Scratch());
    int border = symbolic.border;
    compensated = new CompensatedSums[pieces(symbolic.unknowns(), border)];
    Arrays.setAll(compensated, piece -> new CompensatedSums(border * border));
  }

  /** In how many pieces the border is summed: by the work, and as many as memory is given to. */
  private static int pieces(long unknowns, long border) {
    double work = (double) unknowns * border * border;
    long most = Math.max(1, BORDER_SUMS / Math.max(1, border * border));
    return (int) Math.min(Pieces.count(work), most);
  }

  /** About the doubles beside the panels that a factorisation with so large a border takes. */
  static long workSpace(long unknowns, long border) {
    return pieces(unknowns, border) * 3 * border * border;
  }

  /** Subtracts what all panels but the border's have to give. */
  void run() {
    compensated[0].start(panels, symbolic.borderSquare());
    for (int piece = 1; piece < compensated.length; piece++) {
      compensated[piece].start();
    }
    int count = compensated.length;
    int nodes = symbolic.supernodes - 1;
    Pieces.runByWorker(
        count,
        (piece, worker) ->
            sum(
                compensated[piece],
                scratch.of(worker),
                Pieces.begin(nodes, piece, count),
                Pieces.begin(nodes, piece + 1, count)));
    for (int piece = 1; piece < compensated.length; piece++) {
      compensated[0].add(compensated[piece]);
    }
    compensated[0].finish(panels, symbolic.borderSquare());
  }

  private void sum(CompensatedSums sum, Scratch own, int from, int to) {
    double[] rows = own.gathered;
    int border = symbolic.border;
    int count = 0;
    for (int s = from; s < to; s++) {
      int height = symbolic.height[s];
      int source = symbolic.panelStart[s] + height - border;
      for (int l = 0; l < symbolic.width[s]; l++) {
        int at = count * border;
        for (int i = 0; i < border; i++) {
          rows[at + i] = panels[source + i];
        }
        source += height;
        count++;
        if (count == GATHERED) {
          own.products.subtractSquare(count, rows, 0, border, sum.partial());
          sum.flush();
          count = 0;
        }
      }
    }
    own.products.subtractSquare(count, rows, 0, border, sum.partial());
  }
}
