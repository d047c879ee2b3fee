package org.blup.internal.reml.iterative;

import org.blup.internal.numeric.Interruption;
import org.blup.internal.reml.solution.NoOptimumException;

/**
 * Conjugate gradients with a diagonal preconditioner (Golub &amp; Van Loan, Matrix computations,
 * 11.5), for several columns that share the products with the matrix. Each column has its own
 * steps, and stays where it is once it has converged.
 */
final class ConjugateGradients {

  private static final int WIDTH = Incidence.WIDTH;

  /**
   * Residuals end below this share of the right-hand side, in the norm of the preconditioner: far
   * below the 1e-7 that a search converges to, and Monte-Carlo errors.
   */
  static final double TOLERANCE = 1e-10;

  /** Unstructured crossing takes tens of iterations; nearly nested factors may take thousands. */
  private static final int MOST_ITERATIONS = 5000;

  /** {@code to ← S x} for several columns. */
  interface Product {
    void times(double[] x, double[] to);
  }

  private final Product product;
  private final double[] diagonal;
  private final int first;
  private int iterations;

  /**
   * Solves for the nodes from {@code first} on.
   *
   * @param diagonal the preconditioner by node
   */
  ConjugateGradients(Product product, double[] diagonal, int first) {
    this.product = product;
    this.diagonal = diagonal;
    this.first = first;
  }

  int iterations() {
    return iterations;
  }

  /**
   * {@code S⁻¹ b}.
   *
   * @param b is overwritten by the residual
   */
  double[] solve(double[] b) {
    double[] x = new double[b.length];
    double[] direction = new double[b.length];
    double[] image = new double[b.length];
    double[] square = residualSquare(b);
    double[] goal = new double[WIDTH];
    for (int c = 0; c < WIDTH; c++) {
      goal[c] = TOLERANCE * TOLERANCE * square[c];
    }
    advance(direction, b, new double[WIDTH]);
    for (int iteration = 0; isAbove(square, goal); iteration++) {
      Interruption.check();
      if (iteration == MOST_ITERATIONS) {
        throw new NoOptimumException(
            ("conjugate gradients have not converged after %s iterations: grouping factors that"
                    + " are nearly nested, or levels that few rows connect, make their equations"
                    + " ill-conditioned. Fit with algorithm(EXACT), or leave one of them out")
                .formatted(MOST_ITERATIONS));
      }
      product.times(direction, image);
      double[] length = products(direction, image);
      double[] step = new double[WIDTH];
      for (int c = 0; c < WIDTH; c++) {
        step[c] = square[c] > goal[c] ? square[c] / length[c] : 0;
      }
      for (int i = first * WIDTH; i < b.length; i++) {
        x[i] += step[i % WIDTH] * direction[i];
        b[i] -= step[i % WIDTH] * image[i];
      }
      double[] next = residualSquare(b);
      double[] momentum = new double[WIDTH];
      for (int c = 0; c < WIDTH; c++) {
        momentum[c] = square[c] > goal[c] ? next[c] / square[c] : 0;
      }
      square = next;
      advance(direction, b, momentum);
      iterations = Math.max(iterations, iteration + 1);
    }
    return x;
  }

  private static boolean isAbove(double[] square, double[] goal) {
    for (int c = 0; c < WIDTH; c++) {
      if (square[c] > goal[c]) {
        return true;
      }
    }
    return false;
  }

  /** {@code direction ← D⁻¹ residual + momentum direction}. */
  private void advance(double[] direction, double[] residual, double[] momentum) {
    for (int i = first * WIDTH; i < residual.length; i++) {
      direction[i] = residual[i] / diagonal[i / WIDTH] + momentum[i % WIDTH] * direction[i];
    }
  }

  /** {@code rᵀD⁻¹r} of each column. */
  private double[] residualSquare(double[] residual) {
    double[] sum = new double[WIDTH];
    for (int i = first * WIDTH; i < residual.length; i++) {
      sum[i % WIDTH] += residual[i] * residual[i] / diagonal[i / WIDTH];
    }
    return sum;
  }

  private double[] products(double[] a, double[] b) {
    double[] sum = new double[WIDTH];
    for (int i = first * WIDTH; i < a.length; i++) {
      sum[i % WIDTH] += a[i] * b[i];
    }
    return sum;
  }
}
