package org.blup.design;

import java.util.Arrays;
import org.ejml.data.DMatrixSparseCSC;

/** Elements of a square matrix in any order; those of one place are added up. */
final class Elements {

  private final int size;
  private int[] row;
  private int[] column;
  private double[] value;
  private int count;

  Elements(int size, int capacity) {
    this.size = size;
    row = new int[capacity];
    column = new int[capacity];
    value = new double[capacity];
  }

  static Elements of(DMatrixSparseCSC matrix) {
    Elements elements = new Elements(matrix.numCols, matrix.nz_length);
    for (int j = 0; j < matrix.numCols; j++) {
      for (int at = matrix.col_idx[j]; at < matrix.col_idx[j + 1]; at++) {
        elements.add(matrix.nz_rows[at], j, matrix.nz_values[at]);
      }
    }
    return elements;
  }

  void add(int i, int j, double x) {
    if (count == row.length) {
      int capacity = Math.max(16, Math.multiplyExact(2, count));
      row = Arrays.copyOf(row, capacity);
      column = Arrays.copyOf(column, capacity);
      value = Arrays.copyOf(value, capacity);
    }
    row[count] = i;
    column[count] = j;
    value[count++] = x;
  }

  /** Adds each element beside the diagonal once more on its other side. */
  Elements mirrored() {
    int own = count;
    for (int e = 0; e < own; e++) {
      if (row[e] != column[e]) {
        add(column[e], row[e], value[e]);
      }
    }
    return this;
  }

  /** The matrix, rows ascending within a column. */
  DMatrixSparseCSC matrix() {
    int[] order = sorted(column, sorted(row, identity()));
    DMatrixSparseCSC matrix = new DMatrixSparseCSC(size, size, count);
    int stored = 0;
    int before = -1;
    for (int e : order) {
      if (before >= 0 && row[before] == row[e] && column[before] == column[e]) {
        matrix.nz_values[stored - 1] += value[e];
      } else {
        matrix.nz_rows[stored] = row[e];
        matrix.nz_values[stored++] = value[e];
        matrix.col_idx[column[e] + 1] = stored;
      }
      before = e;
    }
    for (int j = 0; j < size; j++) {
      matrix.col_idx[j + 1] = Math.max(matrix.col_idx[j + 1], matrix.col_idx[j]);
    }
    matrix.nz_length = stored;
    matrix.indicesSorted = true;
    return matrix;
  }

  private int[] identity() {
    int[] order = new int[count];
    Arrays.setAll(order, e -> e);
    return order;
  }

  /** Sorts by a key and keeps the order of equal ones. */
  private int[] sorted(int[] key, int[] order) {
    int[] next = new int[size + 1];
    for (int e : order) {
      next[key[e] + 1]++;
    }
    for (int k = 0; k < size; k++) {
      next[k + 1] += next[k];
    }
    int[] result = new int[order.length];
    for (int e : order) {
      result[next[key[e]]++] = e;
    }
    return result;
  }
}
