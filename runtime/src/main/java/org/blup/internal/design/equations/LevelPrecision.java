package org.blup.internal.design.equations;

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
}
