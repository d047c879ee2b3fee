package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.reml.setup.Effects;

/**
 * As {@link org.blup.internal.reml.levels.PartSquares} for nested factors: for each effect of each
 * group, one group after the other.
 *
 * @param beta in the units of the scaled columns
 */
record NestedSquares(PartEquations equations, double[][] lambda, double[] beta)
    implements LevelFunction {

  @Override
  public double[] of(DistantPart part) {
    SparseFactorisation factorisation = equations.factorisation(part);
    factorisation.eliminatePart(lambda);
    Effects effects = new Effects(factorisation.layout);
    factorisation.solvePart(beta, effects);
    double[][] squares = new double[lambda.length][];
    for (int g = 0; g < squares.length; g++) {
      int k = factorisation.setup.templates.groupSize(g);
      squares[g] = new double[k];
      for (int j = 0; j < part.levels(g); j++) {
        int u = factorisation.layout.unknown(g, j);
        for (int a = 0; a < k; a++) {
          double effect = effects.solution[u + a];
          squares[g][a] += effect * effect * (1 + factorisation.setup.square(lambda, g, j, a));
        }
      }
    }
    return Arrays.stream(squares).flatMapToDouble(Arrays::stream).toArray();
  }
}
