package org.blup.internal.linalg.cholesky;

import java.util.Arrays;
import org.blup.internal.linalg.NotPositiveDefiniteException;
import org.blup.internal.linalg.PerWorker;
import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.numeric.Pieces;

/**
 * Numeric Cholesky factorisation {@code C = L Lᵀ} on the panels of a {@link SymbolicFactor}: each
 * supernode takes what the earlier ones have to give, then its panel is factored (Ng &amp; Peyton
 * 1993, Block sparse Cholesky algorithms on advanced uniprocessor computers, SIAM J. Sci. Comput.
 * 14:1034–1056). Scratch space is allocated once. Not for use by several threads at once.
 */
public final class BlockCholesky {

  /** Rows of a product that are best taken together. */
  private static final int ROWS = 256;

  /** Columns of an update that are best taken together. */
  private static final int COLUMNS = 32;

  private final SymbolicFactor symbolic;
  private final EliminationPlan plan;
  private final double[] panels;
  private final PerWorker<Scratch> scratch;

  private final BorderUpdate borderUpdate;
  private volatile boolean failed;

  /** What a thread works with. */
  private final class Scratch {
    final DenseKernels kernels = new JavaKernels();
    final DensePanel dense = new DensePanel(kernels);
    final PanelUpdate update = new PanelUpdate(symbolic, plan.updates, panels, kernels);
    final TailUpdate tailUpdate = new TailUpdate(symbolic, plan, panels, kernels);
  }

  /** A factorisation with panels of its own. */
  public BlockCholesky(SymbolicFactor symbolic) {
    this.symbolic = symbolic;
    plan = new EliminationPlan(symbolic);
    panels = new double[symbolic.length()];
    scratch = new PerWorker<>(worker -> new Scratch());
    borderUpdate = new BorderUpdate(symbolic, panels);
  }

  /** About the doubles beside the panels that a factorisation of so many unknowns takes. */
  public static long workSpace(long unknowns, long border) {
    return BorderUpdate.workSpace(unknowns, border);
  }

  /**
   * The panels: to be filled with the lower triangle of C where the symbolic factor says, then to
   * be factored in place.
   */
  public double[] panels() {
    return panels;
  }

  /** Sets all panels to zero. */
  public void clear() {
    Arrays.fill(panels, 0);
  }

  /**
   * Factors the panels in place.
   *
   * @throws NotPositiveDefiniteException if a pivot is not positive
   */
  public void factor() {
    eliminate();
    factorBorder();
  }

  /**
   * Factors all panels but the border's square, which then holds what they leave of it.
   *
   * @throws NotPositiveDefiniteException if a pivot is not positive
   */
  public void eliminate() {
    factorLeaves();
    int last = symbolic.supernodes - 1;
    for (int s = 0; s < last; s++) {
      if (plan.isLeaf(s)) {
        continue;
      }
      update(s);
      if (!factorPanel(s)) {
        throw new NotPositiveDefiniteException(-1);
      }
    }
    borderUpdate.run();
  }

  /**
   * Factors the border's square.
   *
   * @throws NotPositiveDefiniteException if a pivot is not positive
   */
  public void factorBorder() {
    int border = symbolic.border;
    int bad = scratch.of(0).dense.factorSquare(border, panels, symbolic.borderSquare(), border);
    if (bad >= 0) {
      throw new NotPositiveDefiniteException(bad);
    }
  }

  /**
   * Factors the panels in place where C may be singular: a pivot that is nothing but rounding
   * beside its own diagonal element leaves a column of zeros, which is exact for a positive
   * semidefinite C (Golub &amp; Van Loan, section 4.2.8).
   *
   * @param tolerance the share of a diagonal element below which what is left of it is rounding
   * @param border how many of the border's rows belong to the matrix
   * @return the rank
   */
  public int factorSemidefinite(double tolerance, int border) {
    int rank = 0;
    int last = symbolic.supernodes - 1;
    double[] diagonal = new double[symbolic.unknowns() + symbolic.border];
    for (int s = 0; s <= last; s++) {
      for (int j = 0; j < symbolic.width[s]; j++) {
        diagonal[firstScalar(s) + j] =
            panels[symbolic.panelStart[s] + j * (symbolic.height[s] + 1)];
      }
    }
    for (int s = 0; s <= last; s++) {
      if (s < last) {
        update(s);
      } else {
        borderUpdate.run();
      }
      int columns = s < last ? symbolic.width[s] : border;
      rank +=
          DensePanel.factorSemidefinite(
              symbolic.height[s],
              columns,
              panels,
              symbolic.panelStart[s],
              diagonal,
              firstScalar(s),
              tolerance);
    }
    return rank;
  }

  private int firstScalar(int s) {
    return s == symbolic.supernodes - 1 ? symbolic.unknowns() : symbolic.scalar[symbolic.first[s]];
  }

  /** The panels that wait for no others. */
  private void factorLeaves() {
    failed = false;
    Pieces.overRangeByWorker(
        plan.leaves.length,
        Pieces.count(plan.leafWork),
        (worker, from, to) -> {
          if (!factorLeaves(scratch.of(worker).dense, from, to)) {
            failed = true;
          }
        });
    if (failed) {
      throw new NotPositiveDefiniteException(-1);
    }
  }

  private boolean factorLeaves(DensePanel dense, int from, int to) {
    for (int e = from; e < to; e++) {
      int s = plan.leaves[e];
      int height = symbolic.height[s];
      if (dense.factor(height, symbolic.width[s], panels, symbolic.panelStart[s], height) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes from a panel what the earlier ones have to give. */
  private void update(int s) {
    DenseTail tail = plan.tail;
    if (s < tail.first) {
      updatePanel(s);
      return;
    }
    if (s == tail.first) {
      int[] cut = plan.strips.cut;
      Pieces.runByWorker(
          cut.length - 1,
          (piece, worker) ->
              scratch.of(worker).tailUpdate.updateStrips(cut[piece], cut[piece + 1]));
    }
    double columns = symbolic.scalar[symbolic.first[s]] - tail.begin;
    int height = symbolic.height[s];
    Pieces.overRangeByWorker(
        height,
        Pieces.count(columns * height * symbolic.width[s], height, ROWS),
        (worker, from, to) -> scratch.of(worker).tailUpdate.updateRows(s, from, to));
  }

  private void updatePanel(int s) {
    int width = symbolic.width[s];
    int count = Math.min(width, Pieces.count(plan.updateWork[s], width, COLUMNS));
    Pieces.overRangeByWorker(
        width, count, (worker, from, to) -> scratch.of(worker).update.updateColumns(s, from, to));
  }

  private boolean factorPanel(int s) {
    int width = symbolic.width[s];
    int height = symbolic.height[s];
    int start = symbolic.panelStart[s];
    int rows = height - width;
    DensePanel own = scratch.of(0).dense;
    double work = (double) rows * width * width;
    if (width == 1 || !Pieces.isLarge(work)) {
      return own.factor(height, width, panels, start, height) < 0;
    }
    if (own.factorSquare(width, panels, start, height) >= 0) {
      return false;
    }
    Pieces.overRangeByWorker(
        rows,
        Pieces.count(work, rows, ROWS),
        (worker, from, to) ->
            scratch
                .of(worker)
                .dense
                .solve(to - from, width, panels, start, start + width + from, height));
    return true;
  }

  /** The logarithm of the determinant of C without the border: {@code 2 Σ log l_jj}. */
  public double logDeterminant() {
    double sum = 0;
    double product = 1;
    for (int s = 0; s < symbolic.supernodes - 1; s++) {
      int step = symbolic.height[s] + 1;
      int at = symbolic.panelStart[s];
      for (int j = 0; j < symbolic.width[s]; j++) {
        product *= panels[at + j * step];
        if (product > 1e200 || product < 1e-200) {
          sum += Math.log(product);
          product = 1;
        }
      }
    }
    return 2 * (sum + Math.log(product));
  }

  /** A row of the border left of its square, in the order of elimination. */
  public void borderRow(int i, double[] row) {
    int at = 0;
    for (int s = 0; s < symbolic.supernodes - 1; s++) {
      int height = symbolic.height[s];
      int source = symbolic.panelStart[s] + height - symbolic.border + i;
      for (int j = 0; j < symbolic.width[s]; j++) {
        row[at++] = panels[source + j * height];
      }
    }
  }

  /** Solutions with this factor. */
  public TriangularSolver solver() {
    return new TriangularSolver(symbolic, panels);
  }

  /** Where the blocks of the factor stand. */
  public SymbolicFactor symbolic() {
    return symbolic;
  }

  /** What the panels of the factor wait for. */
  public EliminationPlan plan() {
    return plan;
  }
}
