package org.blup.internal.design.coding;

import java.util.Arrays;

/** The columns of one row that are not zero; reused from row to row. */
public final class SparseRow {

  private int[] columns = new int[8];
  private double[] values = new double[8];
  private int size;

  public int size() {
    return size;
  }

  public int column(int i) {
    return columns[i];
  }

  public double value(int i) {
    return values[i];
  }

  void clear() {
    size = 0;
  }

  void add(int column, double value) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    columns[size] = column;
    values[size++] = value;
  }
}
