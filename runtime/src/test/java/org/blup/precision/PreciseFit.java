package org.blup.precision;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * The optimum of a small mixed model in {@link DoubleDouble} arithmetic: the cross-products of the
 * rows, dense; the criterion by Cholesky factorisation; Newton steps by central differences of it.
 */
final class PreciseFit {

  /**
   * A random term with a grouping factor of its own.
   *
   * @param level of each row
   * @param levels how many there are
   * @param columns the effects' columns
   */
  record Term(int[] level, int levels, double[]... columns) {

    Term(int[] level, double[]... columns) {
      this(level, Arrays.stream(level).max().orElse(-1) + 1, columns);
    }

    int parameters() {
      return columns.length * (columns.length + 1) / 2;
    }
  }

  private static final double STEP = 1e-8;

  private final List<Term> terms;
  private final double[][] x;
  private final int n;
  private final boolean reml;
  private final int effects;
  private final int size;
  private final DoubleDouble[][] gram;
  private DoubleDouble[][] factor = {};
  private DoubleDouble criterion = DoubleDouble.ZERO;
  private double[] theta;

  PreciseFit(double[] y, double[][] x, List<Term> terms, boolean reml, double[] start) {
    this.terms = terms;
    this.x = x;
    this.reml = reml;
    n = y.length;
    effects = terms.stream().mapToInt(term -> term.levels() * term.columns().length).sum();
    size = effects + x.length + 1;
    gram = new DoubleDouble[size][size];
    for (DoubleDouble[] row : gram) {
      Arrays.fill(row, DoubleDouble.ZERO);
    }
    for (int i = 0; i < n; i++) {
      addRow(i, y);
    }
    theta = start.clone();
    minimise();
  }

  private void addRow(int i, double[] y) {
    int width = x.length + 1;
    for (Term term : terms) {
      width += term.columns().length;
    }
    int[] at = new int[width];
    double[] value = new double[width];
    int next = 0;
    int first = 0;
    for (Term term : terms) {
      int k = term.columns().length;
      for (int a = 0; a < k; a++) {
        at[next] = first + term.level()[i] * k + a;
        value[next++] = term.columns()[a][i];
      }
      first += term.levels() * k;
    }
    for (int c = 0; c < x.length; c++) {
      at[next] = effects + c;
      value[next++] = x[c][i];
    }
    at[next] = size - 1;
    value[next] = y[i];
    for (int a = 0; a < width; a++) {
      for (int b = 0; b <= a; b++) {
        gram[at[a]][at[b]] = gram[at[a]][at[b]].plus(DoubleDouble.product(value[a], value[b]));
      }
    }
  }

  /** Newton's method; a step of a quarter where the whole one does not go down. */
  private void minimise() {
    int m = theta.length;
    double[] scale = scales();
    for (int iteration = 0; iteration < 40; iteration++) {
      DoubleDouble centre = evaluate(theta);
      double[] gradient = new double[m];
      double[][] hessian = new double[m][m];
      for (int i = 0; i < m; i++) {
        DoubleDouble up = moved(i, scale[i], i, 0);
        DoubleDouble down = moved(i, -scale[i], i, 0);
        gradient[i] = up.minus(down).high() / (2 * STEP);
        hessian[i][i] = up.plus(down).minus(centre.times(2)).high() / (STEP * STEP);
        for (int j = 0; j < i; j++) {
          DoubleDouble both = moved(i, scale[i], j, scale[j]);
          DoubleDouble other = moved(j, scale[j], j, 0);
          hessian[i][j] = both.minus(up).minus(other).plus(centre).high() / (STEP * STEP);
          hessian[j][i] = hessian[i][j];
        }
      }
      double[] step =
          new LUDecomposition(new Array2DRowRealMatrix(hessian))
              .getSolver()
              .solve(new ArrayRealVector(gradient))
              .toArray();
      double largest = 0;
      for (double part : step) {
        largest = Math.max(largest, Math.abs(part));
      }
      double share = Math.min(1, 0.3 / largest);
      for (int i = 0; i < m; i++) {
        theta[i] -= share * step[i] * scale[i];
      }
      if (largest < 1e-13) {
        break;
      }
    }
    criterion = evaluate(theta);
  }

  /** What a parameter is measured in: itself, or one over its column's root mean square. */
  private double[] scales() {
    double[] scale = theta.clone();
    int next = 0;
    for (Term term : terms) {
      for (int b = 0; b < term.columns().length; b++) {
        for (int a = b; a < term.columns().length; a++) {
          double square = Arrays.stream(term.columns()[a]).map(v -> v * v).sum() / n;
          scale[next] = Math.max(Math.abs(theta[next]), 0.1 / Math.sqrt(square));
          next++;
        }
      }
    }
    return scale;
  }

  private DoubleDouble moved(int i, double byI, int j, double byJ) {
    DoubleDouble[] moved = new DoubleDouble[theta.length];
    Arrays.setAll(moved, p -> DoubleDouble.of(theta[p]));
    moved[i] = moved[i].plus(DoubleDouble.product(STEP, byI));
    moved[j] = moved[j].plus(DoubleDouble.product(STEP, byJ));
    return evaluate(moved);
  }

  private DoubleDouble evaluate(double[] parameters) {
    return evaluate(
        Arrays.stream(parameters).mapToObj(DoubleDouble::of).toArray(DoubleDouble[]::new));
  }

  private DoubleDouble evaluate(DoubleDouble[] parameters) {
    DoubleDouble[][] lambda = lambda(parameters);
    DoubleDouble[][] c = new DoubleDouble[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        c[i][j] = transformed(lambda, i, j);
      }
      if (i < effects) {
        c[i][i] = c[i][i].plus(DoubleDouble.ONE);
      }
    }
    factor(c);
    factor = c;
    DoubleDouble logDeterminant = DoubleDouble.ZERO;
    for (int i = 0; i < (reml ? size - 1 : effects); i++) {
      logDeterminant = logDeterminant.plus(c[i][i].log().times(2));
    }
    DoubleDouble df = DoubleDouble.of(degreesOfFreedom());
    DoubleDouble variance = residual().over(df).times(DoubleDouble.TWO_PI);
    return logDeterminant.plus(df.times(DoubleDouble.ONE.plus(variance.log())));
  }

  private int degreesOfFreedom() {
    return reml ? n - x.length : n;
  }

  private DoubleDouble residual() {
    return factor[size - 1][size - 1].times(factor[size - 1][size - 1]);
  }

  /** The level-wise blocks of Λ below each other: for each effect its row of k elements. */
  private DoubleDouble[][] lambda(DoubleDouble[] parameters) {
    DoubleDouble[][] lambda = new DoubleDouble[effects][];
    int row = 0;
    int start = 0;
    for (Term term : terms) {
      int k = term.columns().length;
      DoubleDouble[][] template = new DoubleDouble[k][k];
      int next = start;
      for (int b = 0; b < k; b++) {
        for (int a = 0; a < k; a++) {
          template[a][b] = a < b ? DoubleDouble.ZERO : parameters[next++];
        }
      }
      for (int j = 0; j < term.levels(); j++) {
        for (int a = 0; a < k; a++) {
          lambda[row++] = template[a];
        }
      }
      start += term.parameters();
    }
    return lambda;
  }

  /** An element of TᵀAT with T = blockdiag(Λ, I). */
  private DoubleDouble transformed(DoubleDouble[][] lambda, int i, int j) {
    DoubleDouble sum = DoubleDouble.ZERO;
    int first = blockStart(lambda, i);
    int second = blockStart(lambda, j);
    int rows = i < effects ? lambda[i].length : 1;
    int columns = j < effects ? lambda[j].length : 1;
    for (int a = 0; a < rows; a++) {
      for (int b = 0; b < columns; b++) {
        DoubleDouble value = gram[Math.max(first + a, second + b)][Math.min(first + a, second + b)];
        DoubleDouble left = i < effects ? lambda[first + a][i - first] : DoubleDouble.ONE;
        DoubleDouble right = j < effects ? lambda[second + b][j - second] : DoubleDouble.ONE;
        sum = sum.plus(value.times(left).times(right));
      }
    }
    return sum;
  }

  private int blockStart(DoubleDouble[][] lambda, int i) {
    if (i >= effects) {
      return i;
    }
    int start = 0;
    for (Term term : terms) {
      int count = term.levels() * term.columns().length;
      if (i < start + count) {
        return start + (i - start) / lambda[i].length * lambda[i].length;
      }
      start += count;
    }
    throw new IllegalStateException();
  }

  private static void factor(DoubleDouble[][] c) {
    for (int j = 0; j < c.length; j++) {
      for (int k = 0; k < j; k++) {
        if (c[j][k].high() == 0) {
          continue;
        }
        for (int i = j; i < c.length; i++) {
          if (c[i][k].high() != 0) {
            c[i][j] = c[i][j].minus(c[i][k].times(c[j][k]));
          }
        }
      }
      c[j][j] = c[j][j].squareRoot();
      for (int i = j + 1; i < c.length; i++) {
        c[i][j] = c[i][j].over(c[j][j]);
      }
    }
  }

  double criterion() {
    return criterion.high();
  }

  double[] theta() {
    return theta.clone();
  }

  double sigma() {
    return residual().over(DoubleDouble.of(degreesOfFreedom())).squareRoot().high();
  }

  /** The last fixed effect. */
  double lastCoefficient() {
    return factor[size - 1][size - 2].over(factor[size - 2][size - 2]).high();
  }

  /** Its standard error. */
  double lastStandardError() {
    return sigma() / factor[size - 2][size - 2].high();
  }
}
