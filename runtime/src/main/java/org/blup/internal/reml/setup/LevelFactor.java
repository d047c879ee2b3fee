package org.blup.internal.reml.setup;

import java.util.Arrays;
import org.blup.internal.design.equations.LevelPrecision;

/** A root of the inverse of a group's {@link LevelPrecision} Q, found once. */
interface LevelFactor {

  /** {@code log|Q|}. */
  double logDeterminant();

  /** The diagonal of Q⁻¹; not to be changed. */
  double[] variances();

  /** The mean of {@link #variances}. */
  default double meanVariance() {
    return Arrays.stream(variances()).average().orElse(1);
  }

  /** {@code (Q⁻¹ ⊗ I) x}, k numbers a level. */
  double[] solve(double[] x, int k);

  /** {@code (R ⊗ I) x} with {@code Q⁻¹ = R Rᵀ}, k numbers a level. */
  double[] root(double[] x, int k);

  /** {@code (Rᵀ ⊗ I) x}. */
  double[] rootTransposed(double[] x, int k);
}
