package org.blup.internal.design.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern.Pair;

/**
 * Q, the precision of a group's effects over its levels: {@code Var(b) = σ² Q⁻¹ ⊗ ΛΛᵀ}, so that Q
 * stands beside ΛᵀZᵀWZΛ where independent levels have I. Symmetric and positive definite, zero
 * where two levels are not a {@link EquationPattern.Pair}. Immutable.
 */
public final class LevelPrecision {

  /** Of independent levels. */
  public static final LevelPrecision IDENTITY = new LevelPrecision(new double[0], new double[0]);

  private final double[] diagonal;
  private final double[] below;

  private LevelPrecision(double[] diagonal, double[] below) {
    this.diagonal = diagonal;
    this.below = below;
  }

  /**
   * A sparse matrix.
   *
   * @param diagonal one element for each level
   * @param below one for each block of the group's pair with itself; empty if it has none
   */
  public static LevelPrecision sparse(double[] diagonal, double[] below) {
    return new LevelPrecision(diagonal.clone(), below.clone());
  }

  public boolean isIdentity() {
    return diagonal.length == 0;
  }

  /** The element of a level with itself. */
  public double diagonal(int level) {
    return isIdentity() ? 1 : diagonal[level];
  }

  /** The element of the two levels of a block. */
  public double below(int block) {
    return below[block];
  }

  /**
   * The same matrix where more levels meet.
   *
   * @param own the pair that the elements are of
   * @param wider one that has its blocks and others
   */
  public LevelPrecision in(Pair own, Pair wider) {
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
    return new LevelPrecision(diagonal, spread);
  }

  /** Whether two matrices of the same levels and pairs are the same. */
  public boolean hasElementsOf(LevelPrecision other) {
    return Arrays.equals(diagonal, other.diagonal) && Arrays.equals(below, other.below);
  }
}
