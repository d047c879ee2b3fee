package org.blup.internal.reml.search;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.internal.design.equations.EquationPattern.Term;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.reml.objective.Objective;
import org.blup.internal.reml.setup.UnitCorrelationException;

/**
 * Looks at the correlations of autoregressions over levels that a search has found. Levels without
 * variance have none. At a correlation of 1 or −1 there is no autoregression any more, but a random
 * walk, or one effect for all levels.
 */
final class LevelCorrelations {

  /** Standard deviations below this share of the residual's are zero: squared, 1e-10. */
  private static final double NO_DEVIATION = 1e-5;

  /** Correlations closer to 0 than 0.9951 are not looked at. */
  private static final double CLOSE = 3;

  /** How much closer to 1 is tried: {@code 1 − ρ} a twentieth of what it was, up to three times. */
  private static final double STEP = 1.5;

  /**
   * How much lower the criterion has to be at an interior correlation than close to 1: some times
   * the gain that a search stops at.
   */
  private static final double LEAST_RISE = 1e-7;

  private final JointObjective joint;
  private final Objective objective;
  private final List<Integer> groups;

  /** The first of the parameters. */
  private final int first;

  LevelCorrelations(JointObjective joint, ResidualEquations residuals) {
    this.joint = joint;
    objective = joint.objective();
    groups = residuals.pattern().autoregressions();
    first = objective.parameters() + residuals.parameters() - groups.size();
  }

  /** The same parameters where levels without variance are independent. */
  double[] settled(double[] x) {
    double[] settled = x.clone();
    for (int l = 0; l < groups.size(); l++) {
      if (!varies(groups.get(l), x)) {
        settled[first + l] = 0;
      }
    }
    return settled;
  }

  private boolean varies(int group, double[] x) {
    double[] elements =
        objective.parametrisation.elements(Arrays.copyOf(x, objective.parameters()));
    return IntStream.range(0, elements.length)
        .filter(e -> objective.templates.group[e] == group)
        .anyMatch(e -> Math.abs(elements[e]) > NO_DEVIATION);
  }

  /** The numbers of the parameters behind θ, without those of levels without variance. */
  int[] told(double[] x) {
    int m = objective.parameters();
    return IntStream.range(m, x.length)
        .filter(i -> i < first || varies(groups.get(i - first), x))
        .map(i -> i - m)
        .toArray();
  }

  /**
   * Refuses correlations that tend to 1 or −1.
   *
   * @throws UnitCorrelationException if the criterion does not rise towards there
   */
  void check(double[] x) {
    for (int l = 0; l < groups.size(); l++) {
      double z = x[first + l];
      if (Math.abs(z) > CLOSE && !rises(l, x)) {
        throw new UnitCorrelationException(groups.get(l), z > 0);
      }
    }
  }

  /**
   * Refuses correlations close to 1 or −1, where the data do not determine all parameters.
   *
   * @throws UnitCorrelationException if there are any
   */
  void checkClose(double[] x) {
    for (int l = 0; l < groups.size(); l++) {
      if (Math.abs(x[first + l]) > CLOSE) {
        throw new UnitCorrelationException(groups.get(l), x[first + l] > 0);
      }
    }
  }

  private boolean rises(int l, double[] x) {
    double least = joint.value(x) + LEAST_RISE;
    double z = x[first + l];
    for (int i = 1; i <= 3; i++) {
      double closer = z + Math.copySign(i * STEP, z);
      if (Math.abs(closer) > JointObjective.MOST_CORRELATED) {
        return i > 1;
      }
      double[] sameVariances = x.clone();
      sameVariances[first + l] = closer;
      double[] sameSteps = sameVariances.clone();
      multiply(groups.get(l), Math.cosh(closer) / Math.cosh(z), sameSteps);
      if (joint.value(sameVariances) < least || joint.value(sameSteps) < least) {
        return false;
      }
    }
    return true;
  }

  private void multiply(int group, double factor, double[] x) {
    double[] theta = Arrays.copyOf(x, objective.parameters());
    List<Term> terms = objective.templates.terms();
    for (int t = 0; t < terms.size(); t++) {
      if (terms.get(t).group() == group) {
        objective.model.setup.deviations.multiply(factor, t, t + 1, theta);
      }
    }
    System.arraycopy(theta, 0, x, 0, theta.length);
  }
}
