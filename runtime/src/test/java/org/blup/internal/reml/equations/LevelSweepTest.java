package org.blup.internal.reml.equations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;

/** The sweeps over the levels of one factor beside the factorisation that serves any model. */
class LevelSweepTest {

  /**
   * Of the gradient for each row: it is what sums of numbers near 1, two a row, leave of each
   * other.
   */
  private static final double ROUNDING = 1e-14;

  @Property(tries = 200)
  void sweepsFindWhatTheFactorisationFinds(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll boolean correlated,
      @ForAll @IntRange(min = 1, max = 4) int effects,
      @ForAll @IntRange(min = 0, max = 3) int columns) {
    NormalEquations equations = equations(seed, effects, columns, correlated);
    EquationSetup setup = EquationSetup.of(equations);
    double[][] factors = factors(setup.templates, seed);
    MixedModelEquations model = new MixedModelEquations(setup, reml);
    double criterion = model.criterion(factors);
    double[][] gradient = setup.templates.newFactors();
    double[] information = newInformation(setup);
    model.differentiate(gradient, information);
    model.solve();
    double[] covariance = model.fixedCovariance(1);
    double[][] shares = model.leastShares();

    MixedModelEquations expected = new MixedModelEquations(setup, reml);
    assertThat(criterion).isCloseTo(expected.factor(factors), within(1e-10 * criterion));
    double[][] expectedGradient = setup.templates.newFactors();
    double[] expectedInformation = newInformation(setup);
    expected.differentiate(expectedGradient, expectedInformation);
    assertAlike(gradient[0], expectedGradient[0], ROUNDING * equations.rows());
    assertAlike(information, expectedInformation);
    assertAlike(model.effects.solution, expected.effects.solution);
    assertAlike(model.effects.modes[0], expected.effects.modes[0]);
    assertAlike(model.effects.residualProducts[0], expected.effects.residualProducts[0]);
    assertAlike(covariance, expected.fixedCovariance(1));
    assertAlike(shares[0], expected.leastShares()[0]);
    assertAlike(shares[0], leastShares(expected, effects));
    assertThat(model.factored().border().root()).isEqualTo(expected.border().root());
  }

  private static double[] newInformation(EquationSetup setup) {
    return new double[setup.templates.elements() * setup.templates.elements()];
  }

  /** Levels of one row to six, some of none, more than fit into one batch. */
  private static NormalEquations equations(
      long seed, int effects, int columns, boolean correlated) {
    Random random = new Random(seed);
    int n = 150 + random.nextInt(300);
    int levels = n / 3;
    int[] level = random.ints(n, 0, levels).toArray();
    double[][] x = new double[columns][];
    Arrays.setAll(x, c -> c == 0 ? Rows.constant(n) : gaussian(random, n));
    double[][] z = new double[effects][];
    Arrays.setAll(z, a -> a < columns && random.nextBoolean() ? x[a] : gaussian(random, n));
    double[] shift = gaussian(random, levels);
    double[] y = gaussian(random, n);
    Arrays.setAll(y, i -> y[i] + 2 + shift[level[i]]);
    Rows rows = Rows.of(y, x);
    rows.term(rows.group(level), correlated, z);
    return rows.equations();
  }

  private static double[] gaussian(Random random, int n) {
    return random.doubles(n).map(u -> random.nextGaussian()).toArray();
  }

  /** Some of them singular. */
  private static double[][] factors(Templates templates, long seed) {
    Random random = new Random(seed ^ 77);
    double[][] factors = templates.newFactors();
    double[] theta = new double[templates.elements()];
    Arrays.setAll(theta, i -> random.nextInt(5) == 0 ? 0 : random.nextGaussian());
    templates.expand(theta, factors);
    return factors;
  }

  private static double[] leastShares(MixedModelEquations model, int effects) {
    double[] least = Rows.constant(effects);
    for (int node = 0; node < model.equations().groups().get(0).levels(); node++) {
      for (int a = 0; a < effects; a++) {
        double square = 0;
        for (int b = 0; b <= a; b++) {
          double element = element(model, node, a, b);
          square += element * element;
        }
        double pivot = element(model, node, a, a);
        least[a] = Math.min(least[a], pivot * pivot / square);
      }
    }
    return least;
  }

  private static double element(MixedModelEquations model, int node, int a, int b) {
    int at = model.layout.diagonal[node] + a + b * model.layout.leadingDimension[node];
    return model.sparse().factor.panels()[at];
  }

  private static void assertAlike(double[] found, double[] expected) {
    assertAlike(found, expected, 1e-14);
  }

  /** To so many digits of the largest, or, where that is small, to the rounding of its parts. */
  private static void assertAlike(double[] found, double[] expected, double rounding) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-11 * largest + rounding));
    }
  }
}
