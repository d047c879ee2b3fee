package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.iterative.CrossedEquations.Link;

/**
 * {@code M = ΛᵀZᵀWZΛ + I} at given standard deviations, solved for several columns at once. With E
 * the groups that are eliminated and K the others,
 *
 * <pre>
 *   M = [ M_EE  M_EK ]        S = M_KK − M_KE M_EE⁻¹ M_EK
 *       [ M_KE  M_KK ]
 * </pre>
 *
 * the factor of M_EE fills nothing; S is never formed, only multiplied by. The preconditioner is
 * the diagonal of what the elimination of the finest group alone leaves of M_KK: that of S where no
 * other is eliminated, and above it where one is.
 */
final class SchurComplement {

  private static final int WIDTH = Incidence.WIDTH;

  private final CrossedEquations equations;
  private final double[] lambda;
  private final NestedElimination elimination;
  private final ConjugateGradients gradients;

  /** The preconditioner by node; zeros for those that are eliminated. */
  private final double[] diagonal;

  /**
   * Factors what is eliminated.
   *
   * @param lambda the relative standard deviation of each group, by place; 0 takes a group out
   */
  SchurComplement(CrossedEquations equations, double[] lambda) {
    this.equations = equations;
    this.lambda = lambda.clone();
    elimination = equations.elimination();
    elimination.factor(equations.squares, lambda);
    diagonal = new double[equations.nodes()];
    equations.crossing.stream()
        .filter(link -> link.rows() == 0)
        .forEach(link -> link.incidence().addSquares(scale(link), elimination.pivots, diagonal));
    for (int g = equations.eliminated; g < equations.groups(); g++) {
      for (int i = equations.start[g]; i < equations.start[g + 1]; i++) {
        diagonal[i] = 1 + lambda[g] * lambda[g] * equations.squares[i] - diagonal[i];
      }
    }
    gradients = new ConjugateGradients(this::times, diagonal, equations.eliminatedNodes());
  }

  private double scale(Link link) {
    return lambda[link.rows()] * lambda[link.columns()];
  }

  /** {@code to_K ← S x_K}; what to_E holds is lost. */
  private void times(double[] x, double[] to) {
    Arrays.fill(to, 0, equations.eliminatedNodes() * WIDTH, 0);
    for (Link link : equations.crossing) {
      link.incidence().gather(-scale(link), x, to);
    }
    elimination.solve(to);
    timesKept(x, to);
    for (Link link : equations.crossing) {
      link.incidence().scatter(scale(link), to, to);
    }
  }

  /** {@code to_K ← M_KK x_K}. */
  private void timesKept(double[] x, double[] to) {
    for (int g = equations.eliminated; g < equations.groups(); g++) {
      double square = lambda[g] * lambda[g];
      int first = equations.start[g];
      Pieces.overRange(
          equations.levels(g),
          (double) equations.levels(g) * WIDTH,
          (piece, from, last) -> {
            for (int i = (first + from) * WIDTH; i < (first + last) * WIDTH; i++) {
              to[i] = (1 + square * equations.squares[i / WIDTH]) * x[i];
            }
          });
    }
    for (Link link : equations.kept) {
      link.incidence().gather(scale(link), x, to);
      link.incidence().scatter(scale(link), x, to);
    }
  }

  /** {@code x_E ← M_EE⁻¹ (x_E − M_EK x_K)}. */
  private void substitute(double[] x) {
    for (Link link : equations.crossing) {
      link.incidence().gather(-scale(link), x, x);
    }
    elimination.solve(x);
  }

  /** Solves {@code M x = b}, as many sides at once as columns stand side by side. */
  void solve(List<RightSide> sides) {
    for (int first = 0; first < sides.size(); first += WIDTH) {
      List<RightSide> some = sides.subList(first, Math.min(sides.size(), first + WIDTH));
      double[] x = equations.newColumns();
      for (int c = 0; c < some.size(); c++) {
        some.get(c).write(x, c);
      }
      double[] spread = x.clone();
      Arrays.fill(spread, 0, equations.eliminatedNodes() * WIDTH, 0);
      substitute(spread);
      solve(x);
      for (int c = 0; c < some.size(); c++) {
        some.get(c).read(x, spread, c);
      }
    }
  }

  /** The same in place. */
  private void solve(double[] x) {
    int end = equations.eliminatedNodes() * WIDTH;
    double[] right = x.clone();
    elimination.solve(right);
    for (Link link : equations.crossing) {
      link.incidence().scatter(-scale(link), right, right);
    }
    double[] found = gradients.solve(right);
    System.arraycopy(found, end, x, end, x.length - end);
    substitute(x);
  }

  /** {@code tr_g(M_EE⁻¹)} of the groups that are eliminated. */
  double[] eliminatedTraces() {
    return elimination.inverseTraces();
  }

  /** The iterations of the longest solution so far. */
  int iterations() {
    return gradients.iterations();
  }
}
