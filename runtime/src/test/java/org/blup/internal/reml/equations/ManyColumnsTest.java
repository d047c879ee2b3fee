package org.blup.internal.reml.equations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Criterion and gradient where there are so many columns of X that blocks are multiplied. */
class ManyColumnsTest {

  private static final double DIFFERENCE = 1e-5;

  /** By an even seed two groups cross; by an odd one levels meet in the columns alone. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void criterionAndGradientAreWhatTheyAreDefinedToBe(long seed) {
    Rows rows = Rows.manyColumns(seed);
    NormalEquations equations = rows.equations();
    double[][] factors = new Templates(equations).newFactors();
    Random random = new Random(seed);
    factors[0] = new double[] {random.nextGaussian(), 0, random.nextGaussian(), 0.7};
    for (int g = 1; g < factors.length; g++) {
      factors[g][0] = random.nextGaussian();
    }
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(equations), true);
    double expected = new DenseReference(rows, factors, true).criterion();
    assertThat(model.criterion(factors)).isCloseTo(expected, within(1e-8));
    model.solve();
    TemplateGradient gradient = new TemplateGradient(model.sparse());
    gradient.compute(model.effects, true, model.scaledVariance());
    for (int g = 0; g < factors.length; g++) {
      int k = equations.groups().get(g).size();
      for (int e = 0; e < k * k; e++) {
        double before = factors[g][e];
        factors[g][e] = before + DIFFERENCE;
        double above = model.criterion(factors);
        factors[g][e] = before - DIFFERENCE;
        double below = model.criterion(factors);
        factors[g][e] = before;
        assertThat(2 * gradient.gradient[g][e % k * k + e / k])
            .isCloseTo((above - below) / (2 * DIFFERENCE), within(1e-4));
      }
    }
  }
}
