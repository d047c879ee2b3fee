package org.blup.internal.inference.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.inference.prediction.LinearPredictor;
import org.blup.internal.reml.postfit.FittedEquations;

/**
 * The share that some rows have in the cross-products, {@code G = [Z X]ᵀW[Z X]} and {@code c = [Z
 * X]ᵀWe} with e the residuals of the fit: in the working basis, and only for the levels that the
 * rows have.
 */
public final class RowProducts {

  /** A level of a group that rows have, its first place among the columns, and their number. */
  private static final class Level {

    final int group;
    final int level;
    final int start;
    long rows;

    Level(int group, int level, int start) {
      this.group = group;
      this.level = level;
      this.start = start;
    }
  }

  private final FittedEquations fitted;
  private final int columns;
  private final Map<Integer, Level> byNode = new HashMap<>();
  private final List<Level> levels = new ArrayList<>();

  /** The columns of X first, then the effects of each level as it turned up. */
  private int order;

  private double[] gram;
  private double[] withResidual;
  private int capacity;
  private long rows;
  private double squares;
  private int[] index = new int[8];
  private double[] values = new double[8];

  public RowProducts(FittedEquations fitted) {
    this.fitted = fitted;
    columns = fitted.equations().columns();
    order = columns;
    capacity = columns + 4;
    gram = new double[capacity * capacity];
    withResidual = new double[capacity];
  }

  /** Adds a row with its weight and residual. */
  public void add(LinearPredictor row, double weight, double residual) {
    int length = gather(row, true);
    for (int a = 0; a < length; a++) {
      double left = weight * values[a];
      withResidual[index[a]] += left * residual;
      for (int b = 0; b < length; b++) {
        gram[index[a] * capacity + index[b]] += left * values[b];
      }
    }
    squares += weight * residual * residual;
    rows++;
  }

  /**
   * Adds the share of rows that covary with others.
   *
   * @param block these rows and the others
   * @param isLeftOut which of them have the share
   * @param weights by how much they change the inverse of the block's covariance, row by row
   */
  public void add(
      List<LinearPredictor> block, boolean[] isLeftOut, double[] weights, double[] residuals) {
    int n = block.size();
    int[][] places = new int[n][];
    double[][] elements = new double[n][];
    for (int s = 0; s < n; s++) {
      int length = gather(block.get(s), isLeftOut[s]);
      places[s] = Arrays.copyOf(index, length);
      elements[s] = Arrays.copyOf(values, length);
      rows += isLeftOut[s] ? 1 : 0;
    }
    for (int s = 0; s < n; s++) {
      for (int t = 0; t < n; t++) {
        double weight = weights[s * n + t];
        squares += weight * residuals[s] * residuals[t];
        for (int a = 0; weight != 0 && a < places[s].length; a++) {
          double left = weight * elements[s][a];
          withResidual[places[s][a]] += left * residuals[t];
          for (int b = 0; b < places[t].length; b++) {
            gram[places[s][a] * capacity + places[t][b]] += left * elements[t][b];
          }
        }
      }
    }
  }

  /**
   * The elements of a row that are not zero.
   *
   * @param counts whether it is one of the rows
   */
  private int gather(LinearPredictor row, boolean counts) {
    int length = 0;
    for (int c = 0; c < columns; c++) {
      length = put(length, c, row.x()[c]);
    }
    for (int g = 0; g < row.levels().length; g++) {
      double[] z = row.z()[g];
      if (row.levels()[g] >= 0) {
        Level level = level(g, row.levels()[g], z.length);
        level.rows += counts ? 1 : 0;
        for (int a = 0; a < z.length; a++) {
          length = put(length, level.start + a, z[a]);
        }
      }
    }
    return length;
  }

  private int put(int length, int at, double value) {
    if (value == 0) {
      return length;
    }
    if (length == index.length) {
      index = Arrays.copyOf(index, 2 * length);
      values = Arrays.copyOf(values, 2 * length);
    }
    index[length] = at;
    values[length] = value;
    return length + 1;
  }

  private Level level(int group, int number, int size) {
    Level known = byNode.get(fitted.node(group, number));
    if (known != null) {
      return known;
    }
    Level level = new Level(group, number, order);
    byNode.put(fitted.node(group, number), level);
    levels.add(level);
    order += size;
    if (order > capacity) {
      grow();
    }
    return level;
  }

  private void grow() {
    int wider = Math.max(order, 2 * capacity);
    double[] larger = new double[Math.multiplyExact(wider, wider)];
    for (int i = 0; i < capacity; i++) {
      System.arraycopy(gram, i * capacity, larger, i * wider, capacity);
    }
    gram = larger;
    withResidual = Arrays.copyOf(withResidual, wider);
    capacity = wider;
  }

  /** How many rows were added. */
  public long rows() {
    return rows;
  }

  /** Σ w e². */
  double squares() {
    return squares;
  }

  int order() {
    return order;
  }

  /**
   * The columns in the order of a deletion: effects of levels that have no other rows and are
   * related to none, effects of other levels, columns of X.
   *
   * @param nodes the levels in that order
   * @param own how many effects the levels without other rows have
   * @param places where each column stands in the sums
   * @param factors Λ of each level without other rows
   */
  record Arrangement(int[] nodes, int own, int[] places, List<double[]> factors) {}

  /**
   * Arranges the columns.
   *
   * @param at the fit that the rows are left out of, of the same equations
   * @param rowsOf for each group how many rows each of its levels has in the whole fit
   */
  Arrangement arrange(FittedEquations at, long[][] rowsOf) {
    List<Level> ordered = new ArrayList<>();
    List<Level> others = new ArrayList<>();
    List<double[]> factors = new ArrayList<>();
    int own = 0;
    for (Level level : levels) {
      boolean independent = fitted.equations().groups().get(level.group).precision().isIdentity();
      if (independent && level.rows == rowsOf[level.group][level.level]) {
        ordered.add(level);
        factors.add(at.relativeFactor(level.group));
        own += size(level);
      } else {
        others.add(level);
      }
    }
    ordered.addAll(others);
    int[] places = new int[order];
    int next = 0;
    for (Level level : ordered) {
      for (int a = 0; a < size(level); a++) {
        places[next++] = level.start + a;
      }
    }
    for (int c = 0; c < columns; c++) {
      places[next++] = c;
    }
    int[] nodes = ordered.stream().mapToInt(l -> fitted.node(l.group, l.level)).toArray();
    return new Arrangement(nodes, own, places, factors);
  }

  private int size(Level level) {
    return fitted.equations().groups().get(level.group).size();
  }

  /** An element of G by its places; those of XᵀWX come first. */
  double gram(int row, int column) {
    return gram[row * capacity + column];
  }

  /** An element of c by its place. */
  double withResidual(int place) {
    return withResidual[place];
  }
}
