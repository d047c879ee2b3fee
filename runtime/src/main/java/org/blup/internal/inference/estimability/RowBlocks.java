package org.blup.internal.inference.estimability;

import org.blup.internal.linalg.dense.DenseKernels;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.numeric.Quadratic;

/**
 * Orthonormal rows of the span of many long ones, a block at a time: each block is made orthogonal
 * to what was found before by products of blocks, then within itself, and all that twice over
 * (block Gram–Schmidt; Golub &amp; Van Loan, section 5.2.8). The second time starts from rows that
 * are orthonormal but for the rounding that the first has amplified.
 */
final class RowBlocks {

  /** Rows of a block. */
  private static final int BLOCK = 32;

  private final int p;

  /** Rows one after the other. */
  private final double[] rows;

  /** A number beside each row, of which the same combinations are made. */
  private final double[] beside;

  private final DenseKernels kernels = new JavaKernels();

  /**
   * Rows that are replaced.
   *
   * @param rows one after the other, each of length p
   * @param beside a number for each row
   */
  RowBlocks(int p, double[] rows, double[] beside) {
    this.p = p;
    this.rows = rows;
    this.beside = beside;
  }

  /**
   * Replaces rows by orthonormal ones, which stand first.
   *
   * @param count how many there are
   * @param dependent a row whose remainder is below this share of its length is left out
   * @return how many were found
   */
  int orthonormalise(int count, double dependent) {
    int found = 0;
    for (int from = 0; from < count; from += BLOCK) {
      int size = Math.min(BLOCK, count - from);
      double[] least = new double[size];
      for (int i = 0; i < size; i++) {
        least[i] = dependent * length(from + i);
      }
      project(found, from, size);
      int left = within(found, from, least);
      project(found, found, left);
      found += within(found, found, new double[left]);
    }
    return found;
  }

  /** Makes some rows orthogonal to the first ones. */
  private void project(int found, int from, int size) {
    double[] shares = new double[found * size];
    kernels.subtractProduct(found, size, p, rows, 0, p, 1, rows, from * p, 1, p, shares, 0, found);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < found; k++) {
        shares[k + i * found] = -shares[k + i * found];
        beside[from + i] -= shares[k + i * found] * beside[k];
      }
    }
    kernels.subtractProduct(p, size, found, rows, 0, 1, p, shares, 0, 1, found, rows, from * p, p);
  }

  /**
   * Makes some rows orthonormal and moves them to a place before.
   *
   * @param least for each the length that what is new in it must exceed
   * @return how many are left
   */
  private int within(int to, int from, double[] least) {
    int found = 0;
    for (int i = 0; i < least.length; i++) {
      int row = from + i;
      for (int round = 0; round < 2; round++) {
        for (int other = to; other < to + found; other++) {
          subtractShare(row, other);
        }
      }
      double length = length(row);
      if (!(length <= least[i])) {
        divide(row, length, to + found);
        found++;
      }
    }
    return found;
  }

  private void subtractShare(int row, int other) {
    double share = Quadratic.dotInFour(rows, row * p, rows, other * p, p);
    for (int k = 0; k < p; k++) {
      rows[row * p + k] -= share * rows[other * p + k];
    }
    beside[row] -= share * beside[other];
  }

  private double length(int row) {
    return Math.sqrt(Quadratic.dotInFour(rows, row * p, rows, row * p, p));
  }

  private void divide(int row, double length, int to) {
    for (int k = 0; k < p; k++) {
      rows[to * p + k] = rows[row * p + k] / length;
    }
    beside[to] = beside[row] / length;
  }
}
