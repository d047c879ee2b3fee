package org.blup.internal.reml.setup;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.linalg.cholesky.SymbolicFactor;
import org.blup.internal.linalg.ordering.BlockPattern;
import org.blup.internal.numeric.Pieces;

/**
 * Where the blocks of the mixed-model equations stand in the panels of their factor: the order of
 * elimination and the symbolic factorisation, found once for a pattern. A node is a level, groups
 * one after the other. Immutable.
 */
public final class Layout {

  /**
   * To find a block takes as long as so many multiplications: a binary search in some thousand
   * rows, ten steps of three.
   */
  private static final double SEARCH = 30;

  public final EquationPattern pattern;
  public final SymbolicFactor symbolic;

  /** The first node of each group; one more entry for the end. */
  public final int[] groupStart;

  /**
   * For each pair of groups where the elements of its blocks stand in the panels; complemented
   * where they stand transposed.
   */
  public final int[][] location;

  /** For each node where its diagonal block, its border rows and its unknowns begin. */
  public final int[] diagonal;

  public final int[] borderRows;
  public final int[] scalarRow;
  public final int[] leadingDimension;

  /** How many random effects there are; the fixed effects come behind them. */
  public final int unknowns;

  Layout(EquationPattern pattern) {
    this.pattern = pattern;
    int groups = pattern.groups().size();
    groupStart = new int[groups + 1];
    for (int g = 0; g < groups; g++) {
      groupStart[g + 1] = Math.addExact(groupStart[g], pattern.groups().get(g).levels());
    }
    symbolic =
        SymbolicFactor.of(BlockPattern.of(sizes(), pattern.columns() + 1, this::forEachPair));
    unknowns = symbolic.unknowns();
    int nodes = groupStart[groups];
    diagonal = new int[nodes];
    borderRows = new int[nodes];
    scalarRow = new int[nodes];
    leadingDimension = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      diagonal[node] = symbolic.diagonal(node);
      borderRows[node] = symbolic.borderRows(node);
      scalarRow[node] = symbolic.scalarRow(node);
      leadingDimension[node] = symbolic.leadingDimension(node);
    }
    location = pattern.pairs().stream().map(this::locate).toArray(int[][]::new);
  }

  /** The first unknown of a level in the order of elimination. */
  public int unknown(int group, int level) {
    return scalarRow[groupStart[group] + level];
  }

  private int[] sizes() {
    int[] sizes = new int[groupStart[groupStart.length - 1]];
    for (int g = 0; g < groupStart.length - 1; g++) {
      Group group = pattern.groups().get(g);
      Arrays.fill(sizes, groupStart[g], groupStart[g + 1], group.size());
    }
    return sizes;
  }

  private void forEachPair(BlockPattern.PairConsumer consumer) {
    for (Pair pair : pattern.pairs()) {
      int rows = groupStart[pair.rowGroup()];
      int columns = groupStart[pair.columnGroup()];
      for (int i = 0; i < pair.rowStart().length - 1; i++) {
        for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
          consumer.accept(rows + i, columns + pair.column()[e]);
        }
      }
    }
  }

  private int[] locate(Pair pair) {
    int[] places = new int[pair.blocks()];
    int rows = groupStart[pair.rowGroup()];
    int columns = groupStart[pair.columnGroup()];
    Pieces.overRange(
        pair.rowStart().length - 1,
        SEARCH * places.length,
        (piece, from, to) -> {
          for (int i = from; i < to; i++) {
            for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
              int j = columns + pair.column()[e];
              int at = symbolic.block(rows + i, j);
              places[e] = symbolic.isBelow(rows + i, j) ? at : ~at;
            }
          }
        });
    return places;
  }
}
