package org.blup.internal.design.equations;

import java.util.Arrays;
import java.util.Optional;
import org.blup.internal.design.equations.EquationPattern.Pair;

/**
 * Q, the precision of a group's effects over its levels: {@code Var(b) = σ² Q⁻¹ ⊗ ΛΛᵀ}, so that Q
 * stands beside ΛᵀZᵀWZΛ where independent levels have I. Symmetric and positive definite, zero
 * where two levels are not a {@link EquationPattern.Pair}. Immutable.
 *
 * <p>A random walk has {@code Q = DᵀD}, D the first or second differences of neighbours, which is
 * singular: it says nothing of the walk's start. Its first level, or first two, are anchored at
 * zero, and fixed effects take their place (Rue &amp; Held 2005, Gaussian Markov Random Fields,
 * chapter 3). An anchored level keeps its place among the levels, with a precision of its own that
 * is as good as infinite; without it {@code |Q| = 1}.
 *
 * <p>An autoregression has a parameter beside, which a search moves: see {@link Autoregression}.
 */
public final class LevelPrecision implements LevelMatrix {

  /** Of independent levels. */
  public static final LevelPrecision IDENTITY =
      new LevelPrecision(new double[0], new double[0], 0, Optional.empty());

  /**
   * The precision of an anchored level: a power of 2, beside which cross-products of any scale that
   * is left after scaling are below rounding, and whose square is finite.
   */
  public static final double ANCHOR = 0x1p400;

  private final double[] diagonal;
  private final double[] below;
  private final int order;

  /** What the elements follow from, if they have a parameter; the arrays are empty then. */
  private final Optional<Autoregression> autoregression;

  private LevelPrecision(
      double[] diagonal, double[] below, int order, Optional<Autoregression> autoregression) {
    this.diagonal = diagonal;
    this.below = below;
    this.order = order;
    this.autoregression = autoregression;
  }

  /**
   * A sparse matrix.
   *
   * @param diagonal one element for each level
   * @param below one for each block of the group's pair with itself; empty if it has none
   */
  public static LevelPrecision sparse(double[] diagonal, double[] below) {
    return new LevelPrecision(diagonal.clone(), below.clone(), 0, Optional.empty());
  }

  /**
   * Of a random walk over levels in their order.
   *
   * @param order 1 or 2: which differences are independent, and how many levels are anchored
   * @param levels more than {@code order}
   */
  public static LevelPrecision ofWalk(int order, int levels) {
    double[] diagonal = new double[levels];
    Arrays.fill(diagonal, 0, order, ANCHOR);
    Pair pair = pairOfWalk(0, order, levels);
    double[] below = new double[pair.blocks()];
    for (int i = order; i < levels; i++) {
      diagonal[i] = ofWalk(order, levels, i, i);
      for (int e = pair.rowStart()[i]; e < pair.rowStart()[i + 1]; e++) {
        below[e] = ofWalk(order, levels, i, pair.column()[e]);
      }
    }
    return new LevelPrecision(diagonal, below, order, Optional.empty());
  }

  /** An element of DᵀD, for j ≤ i. */
  private static double ofWalk(int order, int levels, int i, int j) {
    double[] difference = order == 1 ? new double[] {1, -1} : new double[] {1, -2, 1};
    double sum = 0;
    for (int row = i; row <= j + order && row < levels; row++) {
      sum += difference[row - i] * difference[row - j];
    }
    return sum;
  }

  /** The levels of a group that meet in the precision of a random walk. */
  public static Pair pairOfWalk(int group, int order, int levels) {
    return pair(group, order, order, levels);
  }

  /** Each level of a group and the one before it. */
  public static Pair pairOfNeighbours(int group, int levels) {
    return pair(group, 1, 0, levels);
  }

  /** Each level and as many before it, but for the first ones. */
  private static Pair pair(int group, int order, int alone, int levels) {
    int[] rowStart = new int[levels + 1];
    for (int i = 0; i < levels; i++) {
      rowStart[i + 1] = rowStart[i] + Math.max(0, Math.min(order, i - alone));
    }
    int[] column = new int[rowStart[levels]];
    for (int i = 0; i < levels; i++) {
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        column[e] = i - (rowStart[i + 1] - e);
      }
    }
    return new Pair(group, group, rowStart, column);
  }

  /**
   * Of levels in their order whose effects are an autoregression.
   *
   * @param levels at least 2, each of which meets the one before it
   */
  public static LevelPrecision ofAutoregression(int levels) {
    return of(new Autoregression(levels, 0));
  }

  private static LevelPrecision of(Autoregression autoregression) {
    return new LevelPrecision(new double[0], new double[0], 0, Optional.of(autoregression));
  }

  public boolean isIdentity() {
    return diagonal.length == 0 && autoregression.isEmpty();
  }

  /** What the elements follow from, if they have a parameter. */
  public Optional<Autoregression> autoregression() {
    return autoregression;
  }

  /** The same with another parameter; only where there is one. */
  LevelPrecision at(double parameter) {
    return of(autoregression.orElseThrow().at(parameter));
  }

  /** How many of the first levels are anchored at zero: the order of a random walk, or 0. */
  public int anchored() {
    return order;
  }

  @Override
  public double diagonal(int level) {
    if (autoregression.isPresent()) {
      return autoregression.get().precision().diagonal(level);
    }
    return diagonal.length == 0 ? 1 : diagonal[level];
  }

  @Override
  public double below(int block) {
    return autoregression.isPresent()
        ? autoregression.get().precision().below(block)
        : below[block];
  }

  /**
   * The same matrix where more levels meet.
   *
   * @param own the pair that the elements are of
   * @param wider one that has its blocks and others
   */
  public LevelPrecision in(Pair own, Pair wider) {
    if (autoregression.isPresent()) {
      return of(autoregression.get().in(wider));
    }
    double[] spread = new double[wider.blocks()];
    for (int i = 0; i < diagonal.length; i++) {
      int at = wider.rowStart()[i];
      for (int e = own.rowStart()[i]; e < own.rowStart()[i + 1]; e++) {
        while (wider.column()[at] != own.column()[e]) {
          at++;
        }
        spread[at] = below[e];
      }
    }
    return new LevelPrecision(diagonal, spread, order, Optional.empty());
  }

  /** Whether two matrices of the same levels and pairs are the same, or may be. */
  public boolean hasElementsOf(LevelPrecision other) {
    return autoregression.isPresent() == other.autoregression.isPresent()
        && Arrays.equals(diagonal, other.diagonal)
        && Arrays.equals(below, other.below);
  }
}
