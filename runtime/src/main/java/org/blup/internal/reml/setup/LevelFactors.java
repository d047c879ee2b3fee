package org.blup.internal.reml.setup;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.LevelPrecision;

/** The precisions of all groups' levels, factored. Immutable. */
public final class LevelFactors {

  private final EquationPattern pattern;

  /** Of each group whose levels are not independent. */
  private final List<Optional<LevelFactor>> factors;

  private final double logDeterminant;

  private LevelFactors(EquationPattern pattern, List<Optional<LevelFactor>> factors) {
    this.pattern = pattern;
    this.factors = factors;
    double sum = 0;
    for (int g = 0; g < factors.size(); g++) {
      int k = pattern.groups().get(g).size();
      sum += factors.get(g).map(factor -> k * factor.logDeterminant()).orElse(0.0);
    }
    logDeterminant = sum;
  }

  /** Factors the precisions of a pattern. */
  static LevelFactors of(EquationPattern pattern) {
    return new LevelFactors(
        pattern,
        IntStream.range(0, pattern.groups().size())
            .mapToObj(
                g ->
                    precision(pattern, g).isIdentity()
                        ? Optional.<LevelFactor>empty()
                        : Optional.of(factor(pattern, g)))
            .toList());
  }

  /** The same for a pattern that differs in parameters of precisions alone. */
  LevelFactors at(EquationPattern moved) {
    List<Integer> autoregressions = moved.autoregressions();
    return autoregressions.isEmpty()
        ? this
        : new LevelFactors(
            moved,
            IntStream.range(0, factors.size())
                .mapToObj(
                    g ->
                        autoregressions.contains(g)
                            ? Optional.of(factor(moved, g))
                            : factors.get(g))
                .toList());
  }

  /**
   * Factors the precision of a group.
   *
   * @throws IndefinitePrecisionException if it is not positive definite
   */
  private static LevelFactor factor(EquationPattern pattern, int group) {
    LevelPrecision precision = precision(pattern, group);
    if (precision.autoregression().isPresent()) {
      return new AutoregressionFactor(precision.autoregression().get());
    }
    return precision.anchored() > 0
        ? new WalkFactor(precision.anchored(), pattern.groups().get(group).levels())
        : SparseLevelFactor.of(pattern, group);
  }

  private static LevelPrecision precision(EquationPattern pattern, int g) {
    return pattern.groups().get(g).precision();
  }

  /** {@code Σ k_g log|Q_g|}. */
  public double logDeterminant() {
    return logDeterminant;
  }

  /** The root of a group's mean variance over its levels, 1 where they are independent. */
  double deviation(int g) {
    return factors.get(g).map(factor -> Math.sqrt(factor.meanVariance())).orElse(1.0);
  }

  private int numbers(int g, double[] x) {
    return x.length / pattern.groups().get(g).levels();
  }

  /**
   * {@code (Q_g⁻¹ ⊗ I) x}, any number of numbers a level; not a copy where levels are independent.
   */
  public double[] acrossLevels(int g, double[] x) {
    return factors.get(g).map(factor -> factor.solve(x, numbers(g, x))).orElse(x);
  }

  /**
   * The diagonal of {@code Q_g⁻¹}: how variable levels are, beside independent ones; empty where
   * they are independent. Not to be changed.
   */
  public double[] variances(int g) {
    return factors.get(g).map(LevelFactor::variances).orElse(new double[0]);
  }

  /** {@code (R ⊗ I) x} with {@code Q_g⁻¹ = R Rᵀ}; not a copy where levels are independent. */
  public double[] root(int g, double[] x) {
    return factors.get(g).map(factor -> factor.root(x, numbers(g, x))).orElse(x);
  }

  /** {@code (Rᵀ ⊗ I) x}. */
  public double[] rootTransposed(int g, double[] x) {
    return factors.get(g).map(factor -> factor.rootTransposed(x, numbers(g, x))).orElse(x);
  }

  /** The factor of a group whose precision has a parameter. */
  public AutoregressionFactor autoregression(int g) {
    return (AutoregressionFactor) factors.get(g).orElseThrow();
  }
}
