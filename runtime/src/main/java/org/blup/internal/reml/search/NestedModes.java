package org.blup.internal.reml.search;

import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.equations.PartEquations;
import org.blup.internal.reml.equations.SparseFactorisation;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;

/**
 * Conditional modes {@code b = Λu} of one of several groups and their conditional standard
 * deviations, the roots of the diagonal of {@code σ² Λ [C_ZZ⁻¹]_jj Λᵀ}, in the user's basis, where
 * the levels are.
 *
 * @param lambda each group's factor on the scale of the equations
 * @param beta in the units of the equations
 */
public record NestedModes(
    PartEquations equations, int group, double[][] lambda, double[] beta, double sigma)
    implements LevelFunction {

  /** For each level of the group k modes and then k standard deviations. */
  @Override
  public double[] of(DistantPart part) {
    EquationSetup setup = EquationSetup.of(equations.of(part));
    SparseFactorisation factorisation = new SparseFactorisation(setup);
    factorisation.eliminatePart(lambda);
    Effects effects = new Effects(setup.layout());
    factorisation.solvePart(setup.scaled(beta), effects);
    double[] modes = effects.modes[group];
    setup.userBasis.effects(group, modes);
    ConditionalCovariances covariances = new ConditionalCovariances(setup, lambda, sigma);
    int k = setup.templates.groupSize(group);
    double[] all = new double[2 * modes.length];
    for (int j = 0; j < part.levels(group); j++) {
      double[] covariance = covariances.of(group, j);
      for (int a = 0; a < k; a++) {
        all[2 * k * j + a] = modes[j * k + a] / setup.responseScale();
        all[2 * k * j + k + a] = Math.sqrt(covariance[a * (k + 1)]);
      }
    }
    return all;
  }
}
