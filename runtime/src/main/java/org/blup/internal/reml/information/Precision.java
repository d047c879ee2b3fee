package org.blup.internal.reml.information;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.design.equations.EquationPattern.Group;
import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.numeric.Quadratic;
import org.blup.internal.reml.equations.MixedModelEquations;

/**
 * Products with {@code ZᵀH⁻¹}, H = V/σ² the relative covariance of the response, without rows: with
 * {@code M = ΛᵀZᵀWZΛ + Q ⊗ I}, Q = I where levels are independent,
 *
 * <pre>
 *   ZᵀH⁻¹ v = ZᵀWv − ZᵀWZ Λ M⁻¹ Λᵀ ZᵀWv
 * </pre>
 *
 * which holds for singular Λ too. Matrices have a row for each effect of each level, group by
 * group, level by level, and one number a side in each row. The factor must hold the templates.
 */
final class Precision {

  private final MixedModelEquations model;
  private final List<Group> groups;

  /** The first row of each group; one more entry for the end. */
  final int[] start;

  Precision(MixedModelEquations model) {
    this.model = model;
    groups = model.equations().groups();
    start = new int[groups.size() + 1];
    for (int g = 0; g < groups.size(); g++) {
      int rows = Math.multiplyExact(groups.get(g).levels(), groups.get(g).size());
      start[g + 1] = Math.addExact(start[g], rows);
    }
  }

  int rows() {
    return start[groups.size()];
  }

  /** {@code ZᵀH⁻¹X}, rows × p, the columns of X scaled as in the factor. */
  double[] withFixedEffects() {
    double[] product = crossedWithFixedEffects();
    complete(product, modes(product, model.columns), model.columns);
    return product;
  }

  /** {@code ΛM⁻¹ΛᵀZᵀWX}, likewise. */
  double[] solvedFixedEffects() {
    return modes(crossedWithFixedEffects(), model.columns);
  }

  private double[] crossedWithFixedEffects() {
    int p = model.columns;
    double[] product = new double[Math.multiplyExact(rows(), p)];
    for (int g = 0; g < groups.size(); g++) {
      double[] border = model.equations().groupBorder(g);
      for (int row = 0; row < start[g + 1] - start[g]; row++) {
        for (int c = 0; c < p; c++) {
          product[(start[g] + row) * p + c] =
              border[row * (p + 1) + c] * model.setup.borderScale[c];
        }
      }
    }
    return product;
  }

  /** {@code ZᵀH⁻¹Z x}. */
  double[] times(double[] x, int sides) {
    double[] product = new double[x.length];
    addCrossProducts(model.equations(), 1, x, product, sides);
    complete(product, modes(product, sides), sides);
    return product;
  }

  /** {@code [ZᵀMZ ZᵀM(X y)]} times a matrix of which the rows for X and y stand apart. */
  double[] times(NormalEquations equations, double[] x, double[] border, int sides) {
    double[] product = new double[x.length];
    addCrossProducts(equations, 1, x, product, sides);
    int width = model.columns + 1;
    for (int g = 0; g < groups.size(); g++) {
      double[] values = equations.groupBorder(g);
      for (int i = 0; i < values.length; i++) {
        int to = (start[g] + i / width) * sides;
        addMultiple(values[i], border, i % width * sides, product, to, sides);
      }
    }
    return product;
  }

  /**
   * {@code [(X y)ᵀMZ (X y)ᵀM(X y)]} times a matrix of p + 1 columns, of which the first p have an
   * identity for X and zeros for y.
   *
   * @param last the rows of the last column for X and y
   */
  double[] borderTimes(NormalEquations equations, double[] x, double[] last) {
    int width = model.columns + 1;
    int sides = width;
    double[] product = equations.border().clone();
    double[] ofLast = Quadratic.times(product, last);
    for (int row = 0; row < width; row++) {
      product[row * width + width - 1] = ofLast[row];
    }
    for (int g = 0; g < groups.size(); g++) {
      double[] values = equations.groupBorder(g);
      for (int i = 0; i < values.length; i++) {
        int from = (start[g] + i / width) * sides;
        addMultiple(values[i], x, from, product, i % width * sides, sides);
      }
    }
    return product;
  }

  /** Turns {@code ZᵀWv} into {@code ZᵀH⁻¹v}, given {@link #modes} of the former. */
  void complete(double[] product, double[] modes, int sides) {
    addCrossProducts(model.equations(), -1, modes, product, sides);
  }

  /** {@code (Q⁻¹ ⊗ I) x} of each group; not a copy where levels are independent. */
  double[] acrossLevels(double[] x, int sides) {
    return eachGroup(x, sides, model.levels()::acrossLevels);
  }

  /** {@code (R ⊗ I) x} with {@code Q⁻¹ = R Rᵀ}; not a copy where levels are independent. */
  double[] rootAcrossLevels(double[] x, int sides) {
    return eachGroup(x, sides, model.levels()::root);
  }

  /** {@code (Rᵀ ⊗ I) x}. */
  double[] rootAcrossLevelsTransposed(double[] x, int sides) {
    return eachGroup(x, sides, model.levels()::rootTransposed);
  }

  private interface AcrossLevels {
    double[] of(int group, double[] x);
  }

  private double[] eachGroup(double[] x, int sides, AcrossLevels across) {
    if (groups.stream().allMatch(group -> group.precision().isIdentity())) {
      return x;
    }
    double[] result = new double[x.length];
    for (int g = 0; g < groups.size(); g++) {
      double[] part = Arrays.copyOfRange(x, start[g] * sides, start[g + 1] * sides);
      System.arraycopy(across.of(g, part), 0, result, start[g] * sides, part.length);
    }
    return result;
  }

  /** {@code ΛM⁻¹Λᵀ x}. */
  double[] modes(double[] x, int sides) {
    double[] solved = new double[x.length];
    for (int g = 0; g < groups.size(); g++) {
      multiplyTransposed(g, x, solved, sides);
    }
    TriangularSolver solver = model.factored().solver;
    solver.solve(solved, sides, 0);
    solver.solveTransposed(solved, sides);
    double[] modes = new double[x.length];
    for (int g = 0; g < groups.size(); g++) {
      multiply(g, solved, modes, sides);
    }
    return modes;
  }

  /** {@code Λᵀx} of a group, into the order of elimination. */
  private void multiplyTransposed(int g, double[] x, double[] to, int sides) {
    int k = groups.get(g).size();
    double[] lambda = model.lambda[g];
    for (int j = 0; j < groups.get(g).levels(); j++) {
      int u = model.layout.unknown(g, j);
      for (int a = 0; a < k; a++) {
        int from = (start[g] + j * k + a) * sides;
        for (int b = 0; b < k; b++) {
          addMultiple(lambda[a * k + b], x, from, to, (u + b) * sides, sides);
        }
      }
    }
  }

  /** {@code Λu} of a group, out of the order of elimination. */
  private void multiply(int g, double[] u, double[] to, int sides) {
    int k = groups.get(g).size();
    double[] lambda = model.lambda[g];
    for (int j = 0; j < groups.get(g).levels(); j++) {
      int from = model.layout.unknown(g, j);
      for (int a = 0; a < k; a++) {
        int row = (start[g] + j * k + a) * sides;
        for (int b = 0; b < k; b++) {
          addMultiple(lambda[a * k + b], u, (from + b) * sides, to, row, sides);
        }
      }
    }
  }

  /** {@code to ← to + sign · ZᵀMZ x}. */
  private void addCrossProducts(
      NormalEquations equations, double sign, double[] x, double[] to, int sides) {
    for (int g = 0; g < groups.size(); g++) {
      int k = groups.get(g).size();
      double[] values = equations.levelBlocks(g);
      for (int row = 0; row < values.length / k; row++) {
        int level = row - row % k;
        for (int b = 0; b < k; b++) {
          double value = sign * values[row * k + b];
          addMultiple(
              value, x, (start[g] + level + b) * sides, to, (start[g] + row) * sides, sides);
        }
      }
    }
    equations.forEachPair((pair, values) -> addPair(sign, pair, values, x, to, sides));
  }

  private void addPair(
      double sign, Pair pair, double[] values, double[] x, double[] to, int sides) {
    int rows = groups.get(pair.rowGroup()).size();
    int columns = groups.get(pair.columnGroup()).size();
    int at = 0;
    for (int i = 0; i < pair.rowStart().length - 1; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        for (int a = 0; a < rows; a++) {
          int row = (start[pair.rowGroup()] + i * rows + a) * sides;
          for (int b = 0; b < columns; b++) {
            double value = sign * values[at++];
            int column = (start[pair.columnGroup()] + pair.column()[e] * columns + b) * sides;
            addMultiple(value, x, column, to, row, sides);
            addMultiple(value, x, row, to, column, sides);
          }
        }
      }
    }
  }

  private static void addMultiple(
      double factor, double[] from, int start, double[] to, int at, int count) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      to[at + i] += factor * from[start + i];
    }
  }
}
