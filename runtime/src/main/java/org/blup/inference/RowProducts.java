package org.blup.inference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.blup.reml.FittedEquations;

/**
 * The share that some rows have in the cross-products, {@code G = [Z X]ᵀW[Z X]} and {@code c = [Z
 * X]ᵀWe} with e the residuals of the fit: in the working basis, and only for the levels that the
 * rows have.
 */
public final class RowProducts {

  private final FittedEquations fitted;
  private final int columns;
  private final Map<Integer, Integer> startOf = new HashMap<>();
  private int[] nodes = new int[4];
  private int count;

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
    int length = gather(row);
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

  /** The elements of a row that are not zero. */
  private int gather(LinearPredictor row) {
    int length = 0;
    for (int c = 0; c < columns; c++) {
      length = put(length, c, row.x()[c]);
    }
    for (int g = 0; g < row.levels().length; g++) {
      double[] z = row.z()[g];
      int start = row.levels()[g] < 0 ? -1 : start(fitted.node(g, row.levels()[g]), z.length);
      for (int a = 0; a < z.length && start >= 0; a++) {
        length = put(length, start + a, z[a]);
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

  private int start(int node, int size) {
    Integer known = startOf.get(node);
    if (known != null) {
      return known;
    }
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * count);
    }
    nodes[count++] = node;
    int start = order;
    startOf.put(node, start);
    order += size;
    if (order > capacity) {
      grow();
    }
    return start;
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

  /** The levels that the rows have. */
  int[] nodes() {
    return Arrays.copyOf(nodes, count);
  }

  int order() {
    return order;
  }

  /** G with the levels in the order of {@link #nodes} and the columns of X behind them. */
  double gram(int i, int j) {
    return gram[position(i) * capacity + position(j)];
  }

  /** c in the same order. */
  double withResidual(int i) {
    return withResidual[position(i)];
  }

  private int position(int i) {
    int effects = order - columns;
    return i < effects ? columns + i : i - effects;
  }
}
