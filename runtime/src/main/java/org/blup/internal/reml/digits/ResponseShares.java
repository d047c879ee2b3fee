package org.blup.internal.reml.digits;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.linalg.dense.TriangleProducts;

/**
 * What explains most of the response, to be named where nothing is left of it: least squares by the
 * columns of X, in their order, and each effect of a random term alone.
 */
final class ResponseShares {

  /**
   * What X leaves of yᵀWy where it is X that leaves too little: a hundred times what a fit needs.
   */
  private static final double LEAST_LEFT_BY_FIXED = 1e-9;

  private final NormalEquations equations;
  private final double[] leftByColumns;
  private int mostByFixed = -1;
  private double leftByFixed = 1;

  ResponseShares(NormalEquations equations) {
    this.equations = equations;
    leftByColumns = new double[equations.columns()];
    regress();
  }

  /** What all columns of X leave of yᵀWy, as a share. */
  double leftByFixed() {
    return leftByFixed;
  }

  /** The share of its square that the columns before a column of X leave of it. */
  double leftByColumns(int column) {
    return leftByColumns[column];
  }

  /** The column of X that explains most of y; −1 where X leaves some of it. */
  int mostByFixed() {
    return leftByFixed < LEAST_LEFT_BY_FIXED ? mostByFixed : -1;
  }

  /** The Cholesky factorisation of [X y]ᵀW[X y], y last. */
  private void regress() {
    int columns = equations.columns();
    int width = columns + 1;
    double[] factor = equations.border().clone();
    boolean large = columns > TriangleProducts.STRIP;
    if (large && new DensePanel(new JavaKernels()).factorSquare(width, factor, 0, width) < 0) {
      read(factor);
    } else {
      regressByColumns(large ? equations.border().clone() : factor);
    }
  }

  /** From the factor L, column-major. */
  private void read(double[] factor) {
    int columns = equations.columns();
    int width = columns + 1;
    double largest = -1;
    for (int j = 0; j < columns; j++) {
      double length = factor[j * (width + 1)];
      leftByColumns[j] = length * length / equations.border()[j * (width + 1)];
      double part = factor[j * width + columns];
      if (part * part > largest) {
        largest = part * part;
        mostByFixed = j;
      }
    }
    double left = factor[width * width - 1];
    leftByFixed = left * left / equations.border()[width * width - 1];
  }

  private void regressByColumns(double[] factor) {
    int width = equations.columns() + 1;
    double largest = -1;
    for (int j = 0; j < width - 1; j++) {
      double pivot = factor[j * width + j];
      leftByColumns[j] = pivot / equations.border()[j * width + j];
      double part = factor[(width - 1) * width + j] / pivot * factor[(width - 1) * width + j];
      if (part > largest) {
        largest = part;
        mostByFixed = j;
      }
      for (int i = j + 1; i < width; i++) {
        double multiple = factor[i * width + j] / pivot;
        for (int k = j + 1; k <= i; k++) {
          factor[i * width + k] -= multiple * factor[k * width + j];
        }
      }
    }
    int last = width * width - 1;
    leftByFixed = factor[last] / equations.border()[last];
  }

  /** The term whose effects alone have most to do with y. */
  int mostByTerms() {
    double[][] explained = new double[equations.groups().size()][];
    Arrays.setAll(explained, this::explained);
    int most = 0;
    double largest = -1;
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      double part = 0;
      for (int e = 0; e < term.size(); e++) {
        part = Math.max(part, explained[term.group()][term.offset() + e]);
      }
      if (part > largest) {
        largest = part;
        most = t;
      }
    }
    return most;
  }

  private double[] explained(int g) {
    return equations
        .distant()
        .map(levels -> levels.sum(new Explained(g)))
        .orElseGet(() -> Explained.of(equations.levels(g)));
  }

  /** {@code Σ_j (z_jᵀWy)² / z_jᵀWz_j} of each effect of a group over its levels j. */
  private record Explained(int group) implements LevelFunction {

    @Override
    public double[] of(DistantPart part) {
      return of(part.group(group));
    }

    static double[] of(LevelBlocks levels) {
      int k = levels.size();
      double[] sums = new double[k];
      for (int row = 0; row < levels.levels() * k; row++) {
        int effect = row % k;
        double square = levels.blocks()[row * k + effect];
        double product = levels.border()[(row + 1) * levels.width() - 1];
        sums[effect] += square > 0 ? product / square * product : 0;
      }
      return sums;
    }
  }
}
