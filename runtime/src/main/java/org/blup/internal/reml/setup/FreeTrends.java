package org.blup.internal.reml.setup;

import org.blup.internal.design.equations.EquationPattern.Pair;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.numeric.LowerRoot;

/**
 * What random walks say nothing of must be among the fixed effects: of each effect of a walk's
 * levels its level and, of a second-order walk, its trend over the levels. Of such a column z,
 * summed over all levels, X then leaves nothing: {@code zᵀWz − zᵀWX (XᵀWX)⁻¹ XᵀWz = 0}.
 */
public final class FreeTrends {

  /**
   * The share of a column's squares that rounding leaves, at most, of one that X makes up: half the
   * digits of the squares. A column that is none of X's leaves the share that the data have of it.
   */
  private static final double ROUNDING = 1e-8;

  private final NormalEquations equations;
  private final double[] borderScale;
  private final LowerRoot root;

  private FreeTrends(NormalEquations equations, double[] borderScale) {
    this.equations = equations;
    this.borderScale = borderScale;
    int p = equations.columns();
    double[] gram = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        gram[i * p + j] = equations.border()[i * (p + 1) + j] * borderScale[i] * borderScale[j];
      }
    }
    root = LowerRoot.ifPositive(p, gram);
  }

  /**
   * Checks all walks.
   *
   * @throws FreeTrendException if one leaves free what is no fixed effect
   */
  public static void check(EquationSetup setup) {
    NormalEquations equations = setup.equations;
    if (equations.groups().stream().noneMatch(group -> group.precision().anchored() > 0)) {
      return;
    }
    FreeTrends trends = new FreeTrends(equations, setup.borderScale);
    for (int t = 0; t < equations.terms().size(); t++) {
      Term term = equations.terms().get(t);
      int free = equations.groups().get(term.group()).precision().anchored();
      for (int effect = 0; effect < term.size(); effect++) {
        for (int degree = 0; degree < free; degree++) {
          if (!trends.isFixed(term.group(), term.offset() + effect, degree)) {
            throw new FreeTrendException(term.group(), t, effect, degree > 0);
          }
        }
      }
    }
  }

  /** Whether X makes up an effect, times the position of its level for degree 1. */
  private boolean isFixed(int group, int effect, int degree) {
    int levels = equations.groups().get(group).levels();
    int k = equations.groups().get(group).size();
    int p = equations.columns();
    double[] blocks = equations.levelBlocks(group);
    double[] border = equations.groupBorder(group);
    double[] multiples = new double[levels];
    double[] withFixed = new double[p];
    double squares = 0;
    for (int j = 0; j < levels; j++) {
      multiples[j] = degree == 0 ? 1 : (2.0 * j - levels + 1) / levels;
      squares += multiples[j] * multiples[j] * blocks[(j * k + effect) * k + effect];
      for (int c = 0; c < p; c++) {
        double value = border[(j * k + effect) * (p + 1) + c];
        withFixed[c] += multiples[j] * value * borderScale[c];
      }
    }
    squares += 2 * acrossLevels(group, effect, multiples);
    root.solve(withFixed, 1);
    double left = squares;
    for (double part : withFixed) {
      left -= part * part;
    }
    return !(left > ROUNDING * squares);
  }

  /** What levels that meet in a subject of the residuals have in common. */
  private double acrossLevels(int group, int effect, double[] multiples) {
    int k = equations.groups().get(group).size();
    double[] sum = new double[1];
    equations.forEachPair(
        (pair, values) -> {
          if (pair.rowGroup() == group && pair.columnGroup() == group) {
            sum[0] += acrossLevels(pair, values, k, effect, multiples);
          }
        });
    return sum[0];
  }

  private static double acrossLevels(
      Pair pair, double[] values, int k, int effect, double[] multiples) {
    double sum = 0;
    for (int i = 0; i < multiples.length; i++) {
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        double value = values[(e * k + effect) * k + effect];
        sum += multiples[i] * multiples[pair.column()[e]] * value;
      }
    }
    return sum;
  }
}
