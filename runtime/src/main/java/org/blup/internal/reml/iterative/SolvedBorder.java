package org.blup.internal.reml.iterative;

import java.util.Arrays;
import org.blup.internal.linalg.dense.DensePanel;
import org.blup.internal.linalg.dense.JavaKernels;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.solution.NoOptimumException;

/**
 * The columns of {@code ΛᵀZᵀW[X y]}, the solutions of M with them, and the Cholesky factor of what
 * they leave of {@code [X y]ᵀW[X y]}: β, u and r² (see {@link SampledScore}).
 */
final class SolvedBorder {

  /** A smaller share of yᵀWy cannot be distinguished from what conjugate gradients leave. */
  private static final double LEAST_SHARE = 1e-8;

  private final CrossedEquations equations;
  private final double[] lambda;
  private final int columns;
  private final int width;

  /** By node, p + 1 numbers each. */
  private final double[] solution;

  /** What Z leaves of {@code [X y]ᵀW[X y]}, and then its factor: column-major, lower triangle. */
  private final double[] root;

  private final double[] inverse;
  private final double[] beta;

  /** u, by node. */
  private final double[] modes;

  SolvedBorder(CrossedEquations equations, double[] lambda) {
    this.equations = equations;
    this.lambda = lambda;
    columns = equations.equations.columns();
    width = columns + 1;
    solution = new double[Math.multiplyExact(equations.nodes(), width)];
    root = equations.equations.border().clone();
    inverse = new double[columns * columns];
    beta = new double[columns];
    modes = new double[equations.nodes()];
  }

  /** A column of {@code ΛᵀZᵀW[X y]} to be solved with. */
  RightSide side(int column) {
    return new RightSide() {
      @Override
      public void write(double[] b, int at) {
        for (int g = 0; g < lambda.length; g++) {
          double[] values = equations.border(g);
          for (int j = 0; j < equations.levels(g); j++) {
            int node = equations.start[g] + j;
            b[node * Incidence.WIDTH + at] = lambda[g] * values[j * width + column];
          }
        }
      }

      @Override
      public void read(double[] x, double[] spread, int at) {
        for (int i = 0; i < equations.nodes(); i++) {
          solution[i * width + column] = x[i * Incidence.WIDTH + at];
        }
      }
    };
  }

  /** Factors what is left, when all columns are solved for. */
  void factor() {
    double square = root[width * width - 1];
    double[] effects = new double[equations.nodes()];
    for (int a = 0; a < width; a++) {
      for (int i = 0; i < effects.length; i++) {
        effects[i] = lambda[equations.placeOf(i)] * solution[i * width + a];
      }
      double[] products = timesBorder(effects);
      for (int b = a; b < width; b++) {
        root[a * width + b] -= products[b];
      }
    }
    boolean isPositive = new DensePanel(new JavaKernels()).factorSquare(width, root, 0, width) < 0;
    if (!isPositive || !(residualSquare() > LEAST_SHARE * square)) {
      throw new NoOptimumException(
          ("fixed and random effects leave less than %s of the square of the response, or nothing"
                  + " of a column of the fixed effects: too little for iterations to distinguish"
                  + " from rounding. Fit with algorithm(EXACT)")
              .formatted(LEAST_SHARE));
    }
    invert();
    effects();
  }

  private void invert() {
    double[] triangle = new double[columns * columns];
    DensePanel.invert(columns, root, 0, width, triangle);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        for (int l = Math.max(i, j); l < columns; l++) {
          inverse[i * columns + j] += triangle[i * columns + l] * triangle[j * columns + l];
        }
      }
    }
  }

  private void effects() {
    for (int c = columns - 1; c >= 0; c--) {
      double sum = root[c * width + columns];
      for (int d = c + 1; d < columns; d++) {
        sum -= root[c * width + d] * beta[d];
      }
      beta[c] = sum / root[c * (width + 1)];
    }
    for (int i = 0; i < modes.length; i++) {
      double sum = solution[i * width + columns];
      for (int c = 0; c < columns; c++) {
        sum -= solution[i * width + c] * beta[c];
      }
      modes[i] = sum;
    }
  }

  /** {@code [X y]ᵀWZ b}. */
  private double[] timesBorder(double[] effects) {
    double[] sum = new double[width];
    for (int g = 0; g < lambda.length; g++) {
      double[] values = equations.border(g);
      for (int j = 0; j < equations.levels(g); j++) {
        double effect = effects[equations.start[g] + j];
        for (int c = 0; c < width; c++) {
          sum[c] += values[j * width + c] * effect;
        }
      }
    }
    return sum;
  }

  /** {@code XᵀWZ b}. */
  double[] timesFixed(double[] effects) {
    return Arrays.copyOf(timesBorder(effects), columns);
  }

  /** {@code S_X⁻¹ x}. */
  double[] solveFixed(double[] x) {
    return Quadratic.times(columns, inverse, x);
  }

  /** {@code S_X⁻¹}, p × p. */
  double[] inverse() {
    return inverse.clone();
  }

  /** r². */
  double residualSquare() {
    double diagonal = root[width * width - 1];
    return diagonal * diagonal;
  }

  double[] beta() {
    return beta.clone();
  }

  /** An element of u, by node. */
  double mode(int node) {
    return modes[node];
  }

  /** {@code u_gᵀu_g} of each group. */
  double[] squaresOfModes() {
    double[] squares = new double[lambda.length];
    for (int g = 0; g < squares.length; g++) {
      int from = equations.start[g];
      squares[g] = Quadratic.dot(modes, from, modes, from, equations.levels(g));
    }
    return squares;
  }

  /** {@code tr_g(M⁻¹R S_X⁻¹ RᵀM⁻¹)} of each group. */
  double[] fixedTraces() {
    double[] traces = new double[lambda.length];
    double[] row = new double[columns];
    for (int g = 0; g < traces.length; g++) {
      for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
        System.arraycopy(solution, i * width, row, 0, columns);
        traces[g] += Quadratic.form(row, inverse, row);
      }
    }
    return traces;
  }

  /** {@code ZᵀWe} by node. */
  double[] residualProducts() {
    double[] effects = equations.newColumns();
    for (int i = 0; i < modes.length; i++) {
      effects[i * Incidence.WIDTH] = lambda[equations.placeOf(i)] * modes[i];
    }
    double[] image = equations.newColumns();
    equations.timesSquares(effects, image);
    double[] products = new double[modes.length];
    for (int i = 0; i < products.length; i++) {
      int g = equations.placeOf(i);
      int at = (i - equations.start[g]) * width;
      products[i] = equations.border(g)[at + columns] - image[i * Incidence.WIDTH];
      for (int c = 0; c < columns; c++) {
        products[i] -= equations.border(g)[at + c] * beta[c];
      }
    }
    return products;
  }
}
