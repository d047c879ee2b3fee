package org.blup.internal.reml.iterative;

import java.util.ArrayList;
import java.util.List;
import org.blup.internal.numeric.Quadratic;

/**
 * {@code FᵀPF} for columns F = Z H of a few vectors H, with P what M and X leave of W: {@code FᵀWF
 * − QᵀM⁻¹Q − LᵀS_X⁻¹L}, where {@code Q = ΛᵀZᵀWF} and {@code L = XᵀWF − RᵀM⁻¹Q}.
 */
final class ProjectedColumns {

  private static final int WIDTH = Incidence.WIDTH;

  private final CrossedEquations equations;
  private final double[] lambda;
  private final SolvedBorder border;
  private final List<double[]> columns = new ArrayList<>();

  /** {@code ZᵀWF}, and M⁻¹Q, by column. */
  private final List<double[]> images = new ArrayList<>();

  private final List<double[]> solutions = new ArrayList<>();

  ProjectedColumns(CrossedEquations equations, double[] lambda, SolvedBorder border) {
    this.equations = equations;
    this.lambda = lambda;
    this.border = border;
  }

  /** Adds a column of H, by node. */
  void add(double[] column) {
    columns.add(column);
  }

  /**
   * All products, row by row.
   *
   * @param withoutFixed whether the part of X is taken off too
   */
  double[] products(SchurComplement complement, boolean withoutFixed) {
    multiply();
    complement.solve(images.stream().map(this::side).toList());
    int count = columns.size();
    double[] products = new double[count * count];
    for (int a = 0; a < count; a++) {
      double[] left = left(a);
      double[] solved = border.solveFixed(left);
      for (int b = 0; b <= a; b++) {
        double product = Quadratic.dot(columns.get(b), images.get(a)) - scaled(b, solutions.get(a));
        product -= withoutFixed ? Quadratic.dot(solved, left(b)) : 0;
        products[a * count + b] = product;
        products[b * count + a] = product;
      }
    }
    return products;
  }

  /** The fixed effects of a column of F as a response, and none but the random effects beside. */
  double[] fixedEffects(int column) {
    return border.solveFixed(left(column));
  }

  private void multiply() {
    for (int first = 0; first < columns.size(); first += WIDTH) {
      double[] h = equations.newColumns();
      double[] image = equations.newColumns();
      int count = Math.min(WIDTH, columns.size() - first);
      for (int c = 0; c < count; c++) {
        for (int i = 0; i < equations.nodes(); i++) {
          h[i * WIDTH + c] = columns.get(first + c)[i];
        }
      }
      equations.timesSquares(h, image);
      for (int c = 0; c < count; c++) {
        double[] own = new double[equations.nodes()];
        for (int i = 0; i < own.length; i++) {
          own[i] = image[i * WIDTH + c];
        }
        images.add(own);
      }
    }
  }

  private RightSide side(double[] image) {
    double[] solution = new double[equations.nodes()];
    solutions.add(solution);
    return new RightSide() {
      @Override
      public void write(double[] b, int at) {
        for (int g = 0; g < lambda.length; g++) {
          for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
            b[i * WIDTH + at] = lambda[g] * image[i];
          }
        }
      }

      @Override
      public void read(double[] x, double[] spread, int at) {
        for (int i = 0; i < solution.length; i++) {
          solution[i] = x[i * WIDTH + at];
        }
      }
    };
  }

  /** {@code Q_bᵀ x}. */
  private double scaled(int b, double[] x) {
    double sum = 0;
    for (int g = 0; g < lambda.length; g++) {
      int from = equations.start[g];
      sum += lambda[g] * Quadratic.dot(images.get(b), from, x, from, equations.levels(g));
    }
    return sum;
  }

  /** L of a column: {@code XᵀZ (h − Λ M⁻¹q)}. */
  private double[] left(int column) {
    double[] effects = columns.get(column).clone();
    for (int g = 0; g < lambda.length; g++) {
      for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
        effects[i] -= lambda[g] * solutions.get(column)[i];
      }
    }
    return border.timesFixed(effects);
  }
}
