package org.blup.internal.reml.postfit;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.cholesky.BlockCholesky;
import org.blup.internal.linalg.cholesky.TriangularSolver;
import org.blup.internal.reml.border.ReducedBorder;
import org.blup.internal.reml.equations.Assembly;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Layout;
import org.blup.internal.reml.setup.Response;
import org.blup.internal.reml.setup.UserBasis;
import org.blup.internal.reml.solution.Solution;

/**
 * The distribution of a response's cross-products under a fitted model, for draws that cost no
 * rows. With K = [Z X], {@code KᵀWK = L Lᵀ} (L has a column of zeros where K has a dependent one)
 * and {@code y = K c + e}, e ~ N(0, σ²W⁻¹),
 *
 * <pre>
 *   s = Lᵀc + σ z,  z ~ N(0, I)         KᵀWy = L s         yᵀWy = sᵀs + σ² χ²,  n − rank(K) df
 * </pre>
 *
 * have the joint distribution that drawing y row by row gives: {@code KᵀWe} is normal with
 * covariance σ²KᵀWK, and what of e lies outside the span of K is independent of it. Immutable;
 * draws need a workspace each.
 */
public final class ResponseDistribution {

  /**
   * What is left of a squared column, relative to it, if it is a combination of others: 45,000
   * units of its last place.
   */
  private static final double ROUNDING = 1e-11;

  private final NormalEquations equations;
  private final Layout layout;
  private final double[] borderScale;
  private final TriangularSolver root;
  private final boolean[] dependent;
  private final EquationSetup setup;
  private final double[][] factors;
  private final double[][] modes;
  private final double sigma;
  private final double residualDegreesOfFreedom;

  /** Lᵀc of the fixed effects, and of the random effects where they are kept. */
  private final double[] mean;

  /**
   * The distribution under a solution.
   *
   * @param keepEffects whether random effects stay as predicted; else they are drawn anew
   */
  public ResponseDistribution(NormalEquations equations, Solution solution, boolean keepEffects) {
    this.equations = equations;
    setup = solution.setup().with(equations);
    layout = setup.layout();
    borderScale = setup.borderScale;
    sigma = solution.sigma();
    int groups = equations.groups().size();
    factors = solution.workingFactors();
    modes = new double[keepEffects ? groups : 0][];
    BlockCholesky factor = new BlockCholesky(layout.symbolic);
    factor.clear();
    new Assembly(setup).writeProducts(factor.panels());
    new ReducedBorder(borderScale.length, factor.panels(), layout.symbolic.borderSquare())
        .write(equations.border(), borderScale);
    int p = equations.columns();
    int unknowns = layout.unknowns;
    int rank = factor.factorSemidefinite(ROUNDING, p);
    residualDegreesOfFreedom = equations.rows() - rank;
    root = factor.solver();
    dependent = new boolean[unknowns + p];
    double[] diagonal = new double[unknowns + p];
    root.diagonal(diagonal);
    for (int i = 0; i < diagonal.length; i++) {
      dependent[i] = diagonal[i] == 0;
    }
    mean = new double[unknowns + p];
    for (int c = 0; c < p; c++) {
      mean[unknowns + c] = solution.beta()[c] / borderScale[c];
    }
    if (keepEffects) {
      UserBasis basis = setup.userBasis;
      for (int g = 0; g < groups; g++) {
        modes[g] = basis.workingEffects(g, solution.modes(g));
      }
      addEffects(g -> modes[g], mean);
    }
    root.multiplyTransposed(mean, p);
  }

  /** What one thread needs for its draws. */
  public final class Workspace {
    private final double[] s = new double[mean.length];
    private final double[][] effects;
    private final double[] normal;
    private final Response response = Response.zero(equations);

    /** A workspace of its own. */
    public Workspace() {
      effects = new double[factors.length][];
      int largest = 1;
      for (int g = 0; g < effects.length; g++) {
        int k = equations.groups().get(g).size();
        effects[g] = new double[equations.groups().get(g).levels() * k];
        largest = Math.max(largest, k);
      }
      normal = new double[largest];
    }

    /** Draws a response; the next draw overwrites it. */
    public Response draw(RandomGenerator random) {
      int p = equations.columns();
      Arrays.fill(s, 0);
      if (modes.length == 0) {
        for (int g = 0; g < effects.length; g++) {
          drawEffects(g, random);
        }
        addEffects(g -> effects[g], s);
        root.multiplyTransposed(s, p);
      }
      double square = sigma * sigma * ChiSquare.draw(residualDegreesOfFreedom, random);
      for (int i = 0; i < s.length; i++) {
        double z = random.nextGaussian();
        s[i] = dependent[i] ? 0 : s[i] + mean[i] + sigma * z;
        square += s[i] * s[i];
      }
      root.multiply(s, p);
      response.square()[0] = square;
      int unknowns = layout.unknowns;
      for (int c = 0; c < p; c++) {
        response.fixed()[c] = s[unknowns + c] / borderScale[c];
      }
      for (int g = 0; g < effects.length; g++) {
        gather(g);
      }
      return response;
    }

    private void drawEffects(int g, RandomGenerator random) {
      int k = equations.groups().get(g).size();
      double[] lambda = factors[g];
      for (int at = 0; at < effects[g].length; at += k) {
        for (int a = 0; a < k; a++) {
          normal[a] = sigma * random.nextGaussian();
        }
        for (int a = 0; a < k; a++) {
          double sum = 0;
          for (int b = 0; b < k; b++) {
            sum += lambda[a * k + b] * normal[b];
          }
          effects[g][at + a] = sum;
        }
      }
      effects[g] = setup.levels.root(g, effects[g]);
    }

    private void gather(int g) {
      int k = equations.groups().get(g).size();
      for (int j = 0; j < equations.groups().get(g).levels(); j++) {
        int row = layout.unknown(g, j);
        System.arraycopy(s, row, response.random()[g], j * k, k);
      }
    }
  }

  /** Adds effects, levels × size each group, to a vector in the order of elimination. */
  private void addEffects(java.util.function.IntFunction<double[]> effects, double[] to) {
    for (int g = 0; g < factors.length; g++) {
      int k = equations.groups().get(g).size();
      double[] from = effects.apply(g);
      for (int j = 0; j < equations.groups().get(g).levels(); j++) {
        int row = layout.unknown(g, j);
        for (int a = 0; a < k; a++) {
          to[row + a] += from[j * k + a];
        }
      }
    }
  }
}
