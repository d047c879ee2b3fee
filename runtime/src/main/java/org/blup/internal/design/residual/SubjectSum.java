package org.blup.internal.design.residual;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;

/** Adds up the products of subjects' matrices where their levels stand in the equations. */
final class SubjectSum {

  private final EquationPattern pattern;
  private final int width;
  private final EquationValues values;

  SubjectSum(EquationPattern pattern) {
    this.pattern = pattern;
    width = pattern.columns() + 1;
    values = EquationValues.of(pattern);
  }

  /**
   * Adds the symmetric part of {@code factor · xᵀy}.
   *
   * @param subject which levels the columns of x and y belong to
   */
  void add(double factor, SubjectMatrix subject, double[] x, double[] y) {
    int n = subject.columns();
    double[] product = new double[n * n];
    boolean isSquare = x == y;
    for (int from = 0; from < x.length; from += n) {
      for (int a = 0; a < n; a++) {
        double value = factor * x[from + a];
        int last = isSquare ? a + 1 : n;
        for (int b = 0; value != 0 && b < last; b++) {
          product[a * n + b] += value * y[from + b];
        }
      }
    }
    makeSymmetric(n, product, isSquare);
    addBlock(n, product, 0, 0, width, width, values.border(), 0);
    int column = width;
    for (int i = 0; i < subject.levels().length; i++) {
      int g = subject.groups()[i];
      int k = pattern.groups().get(g).size();
      int level = subject.levels()[i];
      addBlock(n, product, column, 0, k, width, values.groupBorders().get(g), level * k * width);
      addBlock(n, product, column, column, k, k, values.levelBlocks().get(g), level * k * k);
      int other = width;
      for (int j = 0; j < i; j++) {
        addPair(n, product, subject, i, column, j, other);
        other += pattern.groups().get(subject.groups()[j]).size();
      }
      column += k;
    }
  }

  /** By the lower triangle if the upper is missing, else by the mean of both. */
  private static void makeSymmetric(int n, double[] product, boolean isLower) {
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < a; b++) {
        double lower = product[a * n + b];
        double mean = isLower ? lower : 0.5 * (lower + product[b * n + a]);
        product[a * n + b] = mean;
        product[b * n + a] = mean;
      }
    }
  }

  private static void addBlock(
      int n, double[] product, int row, int column, int rows, int columns, double[] to, int at) {
    for (int a = 0; a < rows; a++) {
      for (int b = 0; b < columns; b++) {
        to[at + a * columns + b] += product[(row + a) * n + column + b];
      }
    }
  }

  /** The block of two levels, of which the first stands behind the second. */
  private void addPair(
      int n, double[] product, SubjectMatrix subject, int i, int row, int j, int column) {
    int g = subject.groups()[i];
    int h = subject.groups()[j];
    for (int p = 0; p < values.pairBlocks().size(); p++) {
      Pair pair = pattern.pairs().get(p);
      if (pair.rowGroup() == g && pair.columnGroup() == h) {
        int level = subject.levels()[i];
        int rows = pattern.groups().get(g).size();
        int columns = pattern.groups().get(h).size();
        int block =
            Arrays.binarySearch(
                pair.column(),
                pair.rowStart()[level],
                pair.rowStart()[level + 1],
                subject.levels()[j]);
        int at = block * rows * columns;
        addBlock(n, product, row, column, rows, columns, values.pairBlocks().get(p), at);
        return;
      }
    }
    throw new IllegalStateException("levels of groups %s and %s meet".formatted(g, h));
  }

  NormalEquations equations(ResidualModel residuals) {
    return values.equations(residuals);
  }
}
