package org.blup.processor.validate.annotations;

import java.util.List;
import java.util.OptionalInt;

/** A matrix of contrasts as annotated, row by row: k levels, k − 1 columns. */
record ContrastMatrix(List<Double> numbers) {

  private static final double NEGLIGIBLE = 1e-9;

  /** How many levels it is for: k, if there are k·(k − 1) numbers. */
  OptionalInt levels() {
    int levels = 2;
    while (levels * (levels - 1) < numbers.size()) {
      levels++;
    }
    return levels * (levels - 1) == numbers.size() ? OptionalInt.of(levels) : OptionalInt.empty();
  }

  boolean isFinite() {
    return numbers.stream().allMatch(Double::isFinite);
  }

  /** Whether its columns and the constant are linearly independent, by elimination with pivots. */
  boolean isIndependent() {
    int size = levels().orElseThrow();
    double[][] rows = new double[size][size];
    for (int row = 0; row < size; row++) {
      rows[row][0] = 1;
      for (int column = 1; column < size; column++) {
        rows[row][column] = numbers.get(row * (size - 1) + column - 1);
      }
    }
    for (int column = 0; column < size; column++) {
      double magnitude = magnitude(column);
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
      }
      if (Math.abs(rows[pivot][column]) <= NEGLIGIBLE * magnitude) {
        return false;
      }
      double[] top = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = top;
      for (int row = column + 1; row < size; row++) {
        double factor = rows[row][column] / top[column];
        for (int other = column; other < size; other++) {
          rows[row][other] -= factor * top[other];
        }
      }
    }
    return true;
  }

  /** The largest number of a column; the constant is column 0. */
  private double magnitude(int column) {
    double largest = column == 0 ? 1 : 0;
    int width = levels().orElseThrow() - 1;
    for (int i = column - 1; column > 0 && i < numbers.size(); i += width) {
      largest = Math.max(largest, Math.abs(numbers.get(i)));
    }
    return largest;
  }
}
