package org.blup.internal.linalg.cholesky;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.blup.internal.linalg.ordering.BlockPattern;

/** A random sparse symmetric positive definite block matrix with a dense border. */
public final class RandomBlockMatrix {

  private final Random random;
  private final int[] sizes;
  private final int border;
  private final boolean[][] meets;
  private final int[] start;
  private final double[][] values;
  private final SymbolicFactor symbolic;

  RandomBlockMatrix(long seed, int nodes, int border) {
    this(new Random(seed), nodes, border, null, 0);
  }

  /** Two crossed factors of single unknowns, every second pair of levels observed. */
  public static RandomBlockMatrix crossed(long seed, int first, int second, int border) {
    boolean[][] meets = new boolean[first + second][first + second];
    Random random = new Random(seed);
    for (int i = 0; i < first; i++) {
      for (int j = 0; j < second; j++) {
        boolean meet = random.nextBoolean();
        meets[i][first + j] = meet;
        meets[first + j][i] = meet;
      }
    }
    return new RandomBlockMatrix(random, first + second, border, meets, 1);
  }

  /**
   * Two factors of several unknowns a level, all pairs of levels observed: leaves that are alike.
   */
  static RandomBlockMatrix completelyCrossed(
      long seed, int first, int second, int size, int border) {
    boolean[][] meets = new boolean[first + second][first + second];
    for (int i = 0; i < first; i++) {
      for (int j = first; j < first + second; j++) {
        meets[i][j] = true;
        meets[j][i] = true;
      }
    }
    return new RandomBlockMatrix(new Random(seed), first + second, border, meets, size);
  }

  /** Single unknowns of which each meets a few others, so that what is eliminated late fills. */
  static RandomBlockMatrix sparse(long seed, int nodes, int meetings, int border) {
    boolean[][] meets = new boolean[nodes][nodes];
    Random random = new Random(seed);
    for (int i = 0; i < nodes; i++) {
      for (int k = 0; k < meetings; k++) {
        int j = random.nextInt(nodes);
        meets[i][j] = i != j;
        meets[j][i] = i != j;
      }
    }
    return new RandomBlockMatrix(random, nodes, border, meets, 1);
  }

  private RandomBlockMatrix(Random random, int nodes, int border, boolean[][] given, int size) {
    this.random = random;
    this.border = border;
    sizes = new int[nodes];
    start = new int[nodes + 1];
    double density = random.nextDouble() * random.nextDouble();
    meets = given != null ? given : new boolean[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      sizes[i] = given != null ? size : 1 + random.nextInt(4);
      start[i + 1] = start[i] + sizes[i];
      for (int j = 0; j < i && given == null; j++) {
        meets[i][j] = random.nextDouble() < density;
        meets[j][i] = meets[i][j];
      }
    }
    int n = start[nodes] + border;
    values = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (present(i, j)) {
          values[i][j] = random.nextGaussian();
          values[j][i] = values[i][j];
          values[i][i] += Math.abs(values[i][j]);
          values[j][j] += Math.abs(values[i][j]);
        }
      }
      values[i][i] += 1 + random.nextDouble();
    }
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < i; j++) {
        if (meets[i][j]) {
          pairs.add(new int[] {i, j});
        }
      }
    }
    symbolic =
        SymbolicFactor.of(
            BlockPattern.of(sizes, border, c -> pairs.forEach(p -> c.accept(p[0], p[1]))));
  }

  private boolean present(int i, int j) {
    int a = node(i);
    int b = node(j);
    return a < 0 || b < 0 || a == b || meets[a][b];
  }

  /** The node of a scalar row, or −1 in the border. */
  private int node(int row) {
    for (int i = 0; i < sizes.length; i++) {
      if (row < start[i + 1]) {
        return i;
      }
    }
    return -1;
  }

  int unknowns() {
    return start[sizes.length];
  }

  double[] randomVector(int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  SymbolicFactor symbolic() {
    return symbolic;
  }

  public BlockCholesky factor() {
    BlockCholesky factor = new BlockCholesky(symbolic);
    fill(factor);
    factor.factor();
    return factor;
  }

  void fill(BlockCholesky factor) {
    factor.clear();
    double[][] permuted = permuted();
    forEachBlock(border, (row, column, at) -> factor.panels()[at] = permuted[row][column]);
  }

  /** The matrix in the order of elimination. */
  double[][] permuted() {
    int n = values.length;
    int[] to = new int[n];
    for (int i = 0; i < sizes.length; i++) {
      for (int e = 0; e < sizes[i]; e++) {
        to[start[i] + e] = symbolic.scalarRow(i) + e;
      }
    }
    for (int i = 0; i < border; i++) {
      to[unknowns() + i] = unknowns() + i;
    }
    double[][] permuted = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        permuted[to[i]][to[j]] = values[i][j];
      }
    }
    return permuted;
  }

  /** Visits each element of the matrix's own pattern: scalar row ≥ column, and where it stands. */
  void forEachBlock(int borderRows, ElementVisitor visitor) {
    for (int i = 0; i < sizes.length; i++) {
      visit(symbolic.diagonal(i), symbolic.leadingDimension(i), i, i, visitor);
      for (int j = 0; j < sizes.length; j++) {
        if (i != j && meets[i][j] && symbolic.isBelow(i, j)) {
          visit(symbolic.block(i, j), symbolic.leadingDimension(j), i, j, visitor);
        }
      }
      for (int c = 0; c < sizes[i]; c++) {
        for (int r = 0; r < borderRows; r++) {
          int at = symbolic.borderRows(i) + r + c * symbolic.leadingDimension(i);
          visitor.visit(unknowns() + r, symbolic.scalarRow(i) + c, at);
        }
      }
    }
    for (int c = 0; c < borderRows; c++) {
      for (int r = c; r < borderRows; r++) {
        visitor.visit(unknowns() + r, unknowns() + c, symbolic.borderSquare() + r + c * border);
      }
    }
  }

  private void visit(int at, int ld, int i, int j, ElementVisitor visitor) {
    for (int c = 0; c < sizes[j]; c++) {
      for (int r = i == j ? c : 0; r < sizes[i]; r++) {
        visitor.visit(symbolic.scalarRow(i) + r, symbolic.scalarRow(j) + c, at + r + c * ld);
      }
    }
  }

  interface ElementVisitor {
    void visit(int row, int column, int at);
  }
}
