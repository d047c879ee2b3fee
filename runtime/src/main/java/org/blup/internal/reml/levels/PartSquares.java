package org.blup.internal.reml.levels;

import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.design.equations.LevelFunction;

/**
 * The squares of the parts that y is made of by each effect of an only group, {@code Σ_j u_ja² (1 +
 * [ΛᵀZ_jᵀWZ_jΛ]_aa)}, in the units of the scaled y, where the levels are.
 *
 * @param beta in the units of the scaled columns
 */
public record PartSquares(
    double[] lambda, double[] beta, double[] borderScale, LevelElements elements)
    implements LevelFunction {

  @Override
  public double[] of(DistantPart part) {
    LevelBlocks levels = part.only();
    int k = levels.size();
    double[] squares = new double[k];
    LevelRange range = new LevelRange(levels, borderScale, elements);
    LevelBatch batch = range.batch;
    for (int j = 0; j < levels.levels(); j += LevelBatch.LEVELS) {
      batch.read(j, levels.levels());
      batch.factor(lambda);
      range.derivatives.solve(beta);
      for (int a = 0; a < k; a++) {
        double[] u = range.derivatives.effect(a);
        for (int i = 0; i < batch.count; i++) {
          double square = 1;
          for (int c = 0; c < k; c++) {
            square += lambda[c * k + a] * batch.t[c * k + a][i];
          }
          squares[a] += u[i] * u[i] * square;
        }
      }
    }
    return squares;
  }
}
