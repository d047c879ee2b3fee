package org.blup.internal.inference;

import java.util.Random;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.reml.postfit.FittedEquations;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;

/**
 * The balanced one-way layout {@code y ~ 1 + (1 | group)}, where everything has a closed form in
 * the sums of squares between and within groups (Searle, Casella &amp; McCulloch 1992, Variance
 * components, chapter 3). With {@code λ = σ² + n τ²},
 *
 * <pre>
 *   −2 log L = g log λ + g(n−1) log σ² + SSB/λ + SSW/σ² + N log 2π      REML: g−1 in place of g
 * </pre>
 */
public final class OneWay {

  /** The groups, and the rows of each. */
  public static final int G = 9;

  public static final int N = 6;

  public final double[][] y = new double[G][N];
  public final double[] means = new double[G];
  public final ObservedDesign design;
  public final NormalEquations equations;
  public final Solution solution;
  public final FittedEquations fitted;
  public double mean;
  public double between;
  public double within;

  /** λ̂, σ̂² and τ̂² by the sums of squares. */
  public final double lambda;

  public final double residual;
  public final double variance;

  /** Fits by REML or ML. */
  public OneWay(boolean reml) {
    Random random = new Random(11);
    for (int i = 0; i < G; i++) {
      double effect = 2 * random.nextGaussian();
      for (int j = 0; j < N; j++) {
        y[i][j] = 40 + effect + 1.5 * random.nextGaussian();
        means[i] += y[i][j] / N;
      }
      mean += means[i] / G;
    }
    for (int i = 0; i < G; i++) {
      between += N * (means[i] - mean) * (means[i] - mean);
      for (double value : y[i]) {
        within += (value - means[i]) * (value - means[i]);
      }
    }
    lambda = between / (reml ? G - 1 : G);
    residual = within / (G * (N - 1));
    variance = (lambda - residual) / N;
    design = observe();
    equations = design.equations();
    solution = Reml.solve(equations, reml, (theta, value) -> {});
    fitted = new FittedEquations(equations, solution, reml);
  }

  private ObservedDesign observe() {
    ModelStructure structure =
        ModelStructure.of("OneWay", "y ~ 1 + (1 | group)")
            .response("y")
            .factor("group", Levels.integers())
            .fixed(EffectTerm.intercept())
            .random(RandomTerm.by("group").of(EffectTerm.intercept()))
            .build();
    RowAccumulator<double[]> sums =
        new RowAccumulator<>(
            structure,
            (row, out) -> {
              out.response(row[0]);
              out.level(0, (long) row[1]);
            });
    for (int i = 0; i < G; i++) {
      for (double value : y[i]) {
        sums.add(new double[] {value, i});
      }
    }
    return DesignAssembly.observe(sums, false);
  }

  /** The intercept, in the basis of the equations. */
  public double[] intercept() {
    return design.hypothesis(new double[] {1});
  }
}
