package org.blup.internal.inference.degreesoffreedom;

import java.util.Arrays;
import java.util.List;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.PseudoInverse;
import org.blup.internal.numeric.Quadratic;

/**
 * The rank of {@code [X Z]}, Z some of the random effects. Levels of the group with most columns
 * are eliminated one by one, if no two of them meet; what is left is dense.
 */
final class JointRank {

  /** As many columns as a dense matrix may have. */
  private static final int MOST = 2000;

  /** Pivots below this share of a column's squares are zero but for rounding. */
  private static final double ZERO = 1e-9;

  private final NormalEquations equations;

  /** For each group the effects of a level that take part. */
  private final int[][] chosen;

  /** The group that is eliminated, −1 for none. */
  private final int eliminated;

  /** For each group the first column of its levels in the dense matrix. */
  private final int[] start;

  private final int order;
  private final double[] dense;

  private JointRank(ObservedDesign design, List<RandomEffect> effects) {
    equations = design.rowwise();
    List<Group> groups = equations.groups();
    chosen = new int[groups.size()][0];
    for (RandomEffect effect : effects) {
      int first = equations.terms().get(effect.term()).offset() + effect.first();
      int[] own = chosen[effect.group()];
      int[] more = Arrays.copyOf(own, own.length + effect.size());
      Arrays.setAll(more, i -> i < own.length ? own[i] : first + i - own.length);
      chosen[effect.group()] = more;
    }
    eliminated = largest();
    start = new int[groups.size()];
    int next = equations.columns();
    for (int g = 0; g < start.length; g++) {
      start[g] = next;
      next += g == eliminated ? 0 : groups.get(g).levels() * chosen[g].length;
      if (next > MOST) {
        throw new ModelTooLargeException(
            ("%s: containment needs the rank of more than %s columns of crossed or nested random"
                    + " effects. Choose Satterthwaite's degrees of freedom")
                .formatted(design.structure().name(), MOST));
      }
    }
    order = next;
    dense = new double[order * order];
  }

  static int of(ObservedDesign design, List<RandomEffect> effects) {
    JointRank rank = new JointRank(design, effects);
    rank.fill();
    return rank.eliminate() + rank.denseRank();
  }

  private int largest() {
    int largest = -1;
    for (int g = 0; g < chosen.length; g++) {
      boolean isMore = largest < 0 || columns(g) > columns(largest);
      largest = isMore && !equations.pattern().meetsItself(g) ? g : largest;
    }
    return largest;
  }

  private int columns(int group) {
    return equations.groups().get(group).levels() * chosen[group].length;
  }

  private void fill() {
    int p = equations.columns();
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        dense[i * order + j] = equations.border()[i * (p + 1) + j];
      }
    }
    for (int g = 0; g < chosen.length; g++) {
      if (g != eliminated) {
        fillGroup(g);
      }
    }
    equations.forEachPair(
        (pair, blocks) -> {
          if (pair.rowGroup() != eliminated && pair.columnGroup() != eliminated) {
            fillPair(pair, blocks);
          }
        });
  }

  private void fillGroup(int g) {
    int p = equations.columns();
    int k = equations.groups().get(g).size();
    int own = chosen[g].length;
    for (int j = 0; j < equations.groups().get(g).levels(); j++) {
      for (int a = 0; a < own; a++) {
        int row = start[g] + j * own + a;
        for (int c = 0; c < p; c++) {
          set(row, c, equations.groupBorder(g)[(j * k + chosen[g][a]) * (p + 1) + c]);
        }
        for (int b = 0; b < own; b++) {
          double element = equations.levelBlocks(g)[(j * k + chosen[g][a]) * k + chosen[g][b]];
          set(row, start[g] + j * own + b, element);
        }
      }
    }
  }

  private void fillPair(Pair pair, double[] blocks) {
    int[] rows = chosen[pair.rowGroup()];
    int[] columns = chosen[pair.columnGroup()];
    int k = equations.groups().get(pair.rowGroup()).size();
    int l = equations.groups().get(pair.columnGroup()).size();
    for (int i = 0; i + 1 < pair.rowStart().length; i++) {
      for (int block = pair.rowStart()[i]; block < pair.rowStart()[i + 1]; block++) {
        for (int a = 0; a < rows.length; a++) {
          for (int b = 0; b < columns.length; b++) {
            int row = start[pair.rowGroup()] + i * rows.length + a;
            int column = start[pair.columnGroup()] + pair.column()[block] * columns.length + b;
            set(row, column, blocks[(block * k + rows[a]) * l + columns[b]]);
          }
        }
      }
    }
  }

  private void set(int row, int column, double element) {
    dense[row * order + column] = element;
    dense[column * order + row] = element;
  }

  /** Takes the levels of the largest group out of the dense matrix; their rank. */
  private int eliminate() {
    if (eliminated < 0 || chosen[eliminated].length == 0) {
      return 0;
    }
    int rank = 0;
    double[][] beside = besideEliminated();
    int own = chosen[eliminated].length;
    int k = equations.groups().get(eliminated).size();
    for (int j = 0; j < beside.length; j++) {
      double[] block = new double[own * own];
      for (int e = 0; e < block.length; e++) {
        int a = chosen[eliminated][e / own];
        block[e] = equations.levelBlocks(eliminated)[(j * k + a) * k + chosen[eliminated][e % own]];
      }
      double[] inverse = PseudoInverse.ofPositive(own, block);
      double[] projection = Quadratic.product(own, inverse, block);
      double trace = 0;
      for (int a = 0; a < own; a++) {
        trace += projection[a * (own + 1)];
      }
      rank += (int) Math.round(trace);
      subtract(own, inverse, beside[j]);
    }
    return rank;
  }

  /** {@code A −= BᵀQB}, of the columns where B has elements. */
  private void subtract(int own, double[] inverse, double[] beside) {
    int[] at = new int[order];
    int count = 0;
    for (int c = 0; c < order; c++) {
      boolean any = false;
      for (int a = 0; a < own; a++) {
        any |= beside[a * order + c] != 0;
      }
      if (any) {
        at[count++] = c;
      }
    }
    for (int i = 0; i < count; i++) {
      double[] half = new double[own];
      for (int a = 0; a < own; a++) {
        for (int b = 0; b < own; b++) {
          half[a] += inverse[a * own + b] * beside[b * order + at[i]];
        }
      }
      for (int l = 0; l < count; l++) {
        for (int a = 0; a < own; a++) {
          dense[at[i] * order + at[l]] -= half[a] * beside[a * order + at[l]];
        }
      }
    }
  }

  /** For each level of the eliminated group its products with the dense columns. */
  private double[][] besideEliminated() {
    int own = chosen[eliminated].length;
    int p = equations.columns();
    int k = equations.groups().get(eliminated).size();
    double[][] beside = new double[equations.groups().get(eliminated).levels()][own * order];
    for (int j = 0; j < beside.length; j++) {
      for (int a = 0; a < own; a++) {
        int from = (j * k + chosen[eliminated][a]) * (p + 1);
        System.arraycopy(equations.groupBorder(eliminated), from, beside[j], a * order, p);
      }
    }
    equations.forEachPair(
        (pair, blocks) -> {
          boolean isRow = pair.rowGroup() == eliminated;
          if (isRow || pair.columnGroup() == eliminated) {
            besidePair(pair, blocks, isRow, beside);
          }
        });
    return beside;
  }

  private void besidePair(Pair pair, double[] blocks, boolean isRow, double[][] beside) {
    int other = isRow ? pair.columnGroup() : pair.rowGroup();
    int[] own = chosen[eliminated];
    int[] others = chosen[other];
    int k = equations.groups().get(pair.rowGroup()).size();
    int l = equations.groups().get(pair.columnGroup()).size();
    for (int i = 0; i + 1 < pair.rowStart().length; i++) {
      for (int block = pair.rowStart()[i]; block < pair.rowStart()[i + 1]; block++) {
        int level = isRow ? i : pair.column()[block];
        int beyond = isRow ? pair.column()[block] : i;
        for (int a = 0; a < own.length; a++) {
          for (int b = 0; b < others.length; b++) {
            int row = isRow ? own[a] : others[b];
            int column = isRow ? others[b] : own[a];
            int to = a * order + start[other] + beyond * others.length + b;
            beside[level][to] = blocks[(block * k + row) * l + column];
          }
        }
      }
    }
  }

  /** By Cholesky's factorisation with the largest pivot first. */
  private int denseRank() {
    double[] squares = new double[order];
    for (int c = 0; c < order; c++) {
      squares[c] = square(c);
    }
    boolean[] done = new boolean[order];
    for (int rank = 0; rank < order; rank++) {
      int pivot = -1;
      double largest = ZERO;
      for (int c = 0; c < order; c++) {
        double share = done[c] || squares[c] == 0 ? 0 : dense[c * (order + 1)] / squares[c];
        if (share > largest) {
          largest = share;
          pivot = c;
        }
      }
      if (pivot < 0) {
        return rank;
      }
      done[pivot] = true;
      sweep(pivot, done);
    }
    return order;
  }

  private void sweep(int pivot, boolean[] done) {
    double own = dense[pivot * (order + 1)];
    for (int i = 0; i < order; i++) {
      double factor = dense[i * order + pivot] / own;
      for (int j = 0; !done[i] && factor != 0 && j < order; j++) {
        dense[i * order + j] -= factor * dense[pivot * order + j];
      }
    }
  }

  /** The squares of a dense column before anything was eliminated. */
  private double square(int column) {
    int p = equations.columns();
    if (column < p) {
      return equations.border()[column * (p + 2)];
    }
    int g = start.length - 1;
    while (g == eliminated || start[g] > column) {
      g--;
    }
    int k = equations.groups().get(g).size();
    int level = (column - start[g]) / chosen[g].length;
    int effect = chosen[g][(column - start[g]) % chosen[g].length];
    return equations.levelBlocks(g)[(level * k + effect) * k + effect];
  }
}
