package org.blup.internal.design.equations;

import org.blup.internal.design.equations.EquationPattern.Pair;

/**
 * Levels in an order whose effects are a stationary autoregression: neighbours have the correlation
 * {@code ρ = tanh z}, levels d apart {@code ρ^d}, and every level the same variance. With N
 * neighbours, E the first and last level and {@code S = Q⁻¹} the correlations
 *
 * <pre>
 *   Q = (I + ρ²(I − E) − ρN) / (1 − ρ²)      log|Q| = −(J − 1) log(1 − ρ²)
 *     = cosh 2z (I − E) + cosh² z E − ½ sinh 2z N = 2 (J − 1) log cosh z
 * </pre>
 *
 * Immutable.
 */
public final class Autoregression {

  private final int levels;
  private final double parameter;

  /** Whether the two levels of a block are neighbours; empty where those of all blocks are. */
  private final boolean[] neighbours;

  private final LevelMatrix precision;

  Autoregression(int levels, double parameter) {
    this(levels, parameter, new boolean[0]);
  }

  private Autoregression(int levels, double parameter, boolean[] neighbours) {
    this.levels = levels;
    this.parameter = parameter;
    this.neighbours = neighbours;
    double cosh = Math.cosh(parameter);
    precision =
        new Elements(
            cosh * cosh,
            Math.cosh(2 * parameter),
            -0.5 * Math.sinh(2 * parameter),
            levels - 1,
            neighbours);
  }

  /** The elements of Q, or of a derivative. */
  private record Elements(double end, double inner, double between, int last, boolean[] neighbours)
      implements LevelMatrix {

    @Override
    public double diagonal(int level) {
      return level == 0 || level == last ? end : inner;
    }

    @Override
    public double below(int block) {
      return neighbours.length == 0 || neighbours[block] ? between : 0;
    }
  }

  /** The same with another parameter. */
  Autoregression at(double other) {
    return new Autoregression(levels, other, neighbours);
  }

  /** The same where more levels meet. */
  Autoregression in(Pair wider) {
    boolean[] are = new boolean[wider.blocks()];
    for (int i = 0; i < levels; i++) {
      for (int e = wider.rowStart()[i]; e < wider.rowStart()[i + 1]; e++) {
        are[e] = wider.column()[e] == i - 1;
      }
    }
    return new Autoregression(levels, parameter, are);
  }

  /** J. */
  public int levels() {
    return levels;
  }

  /** z. */
  public double parameter() {
    return parameter;
  }

  /** ρ. */
  public double correlation() {
    return Math.tanh(parameter);
  }

  /** Q. */
  LevelMatrix precision() {
    return precision;
  }

  /** ∂Q/∂z. */
  public LevelMatrix slope() {
    double sinh = Math.sinh(2 * parameter);
    return new Elements(sinh, 2 * sinh, -Math.cosh(2 * parameter), levels - 1, neighbours);
  }

  /** {@code log|Q|}. */
  public double logDeterminant() {
    return 2 * (levels - 1) * Math.log(Math.cosh(parameter));
  }

  /** {@code ∂ log|Q| / ∂z}. */
  public double logDeterminantSlope() {
    return 2 * (levels - 1) * Math.tanh(parameter);
  }
}
