package org.blup.internal.reml.equations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;

/** Criterion, modes, gradient and average information against their definitions. */
class MixedModelEquationsTest {

  private static final double DIFFERENCE = 1e-5;

  @Property(tries = 100)
  void criterionIsTheLogDeterminantOfV(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll Levels levels,
      @ForAll boolean isVarianceKnown) {
    Rows rows = rows(seed, levels).knowing(isVarianceKnown);
    double[][] factors = randomFactors(rows.equations(), seed, Kind.FULL);
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(rows.equations()), reml);
    DenseReference reference = new DenseReference(rows, factors, reml);
    assertThat(model.criterion(factors)).isCloseTo(reference.criterion(), within(1e-8));
    assertThat(model.sigma()).isCloseTo(Math.sqrt(reference.variance()), within(1e-8));
    model.solve();
    double[] expected = reference.modes().toArray();
    double scale = model.setup.responseScale();
    int at = 0;
    for (double[] modes : model.effects.modes) {
      for (double mode : modes) {
        assertThat(mode / scale).isCloseTo(expected[at++], within(1e-8));
      }
    }
  }

  @Property(tries = 100)
  void gradientIsTheLimitOfDifferences(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll Kind kind,
      @ForAll Levels levels,
      @ForAll boolean isVarianceKnown) {
    NormalEquations equations = rows(seed, levels).knowing(isVarianceKnown).equations();
    double[][] factors = randomFactors(equations, seed, kind);
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(equations), reml);
    TemplateGradient gradient = new TemplateGradient(model.sparse());
    model.criterion(factors);
    model.solve();
    gradient.compute(model.effects, reml, model.scaledVariance());
    for (int g = 0; g < factors.length; g++) {
      int k = equations.groups().get(g).size();
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          double before = factors[g][a * k + b];
          factors[g][a * k + b] = before + DIFFERENCE;
          double above = model.criterion(factors);
          factors[g][a * k + b] = before - DIFFERENCE;
          double below = model.criterion(factors);
          factors[g][a * k + b] = before;
          assertThat(2 * gradient.gradient[g][b * k + a])
              .isCloseTo((above - below) / (2 * DIFFERENCE), within(2e-5));
        }
      }
    }
  }

  @Property(tries = 50)
  void averageInformationIsWhatItIsDefinedToBe(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll Kind kind,
      @ForAll Levels levels,
      @ForAll boolean isVarianceKnown) {
    Rows rows = rows(seed, levels).knowing(isVarianceKnown);
    NormalEquations equations = rows.equations();
    double[][] factors = randomFactors(equations, seed, kind);
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(equations), reml);
    Templates templates = model.templates;
    model.criterion(factors);
    model.solve();
    AverageInformation information = model.factored().information(model.profile(), model.effects);
    int m = templates.elements();
    double[][][] derivatives = new double[m][][];
    for (int i = 0; i < m; i++) {
      double[][] derivative = templates.newFactors();
      int g = templates.group[i];
      derivative[g][templates.row[i] * templates.groupSize(g) + templates.column[i]] = 1;
      derivatives[i] = rows.denseLambda(derivative);
    }
    double[][] expected = new DenseReference(rows, factors, reml).averageInformation(derivatives);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        assertThat(information.information[i * m + j])
            .isCloseTo(expected[i][j], within(1e-7 * (1 + Math.abs(expected[i][i]))));
      }
    }
  }

  enum Levels {
    APART,
    MEETING,
    RELATED,
    WALK,
    SECOND_ORDER_WALK
  }

  private static Rows rows(long seed, Levels levels) {
    return switch (levels) {
      case APART -> Rows.random(seed);
      case MEETING -> Rows.multipleMembership(seed);
      case RELATED -> Rows.related(seed);
      case WALK -> Rows.walk(seed, 1);
      case SECOND_ORDER_WALK -> Rows.walk(seed, 2);
    };
  }

  enum Kind {
    FULL,
    SINGULAR,
    ZERO_COLUMN
  }

  /** Factors that are zero outside the templates of {@link Rows#random}. */
  private static double[][] randomFactors(NormalEquations equations, long seed, Kind kind) {
    Random random = new Random(seed ^ 77);
    double[][] factors = new Templates(equations).newFactors();
    factors[0][0] = random.nextGaussian();
    factors[0][3] = random.nextGaussian();
    factors[0][4] = kind == Kind.FULL ? random.nextGaussian() : 0;
    factors[0][8] = kind == Kind.ZERO_COLUMN ? 0 : random.nextGaussian();
    factors[1][0] = random.nextGaussian();
    if (kind == Kind.ZERO_COLUMN) {
      factors[0][0] = 0;
      factors[0][3] = 0;
    }
    return factors;
  }
}
