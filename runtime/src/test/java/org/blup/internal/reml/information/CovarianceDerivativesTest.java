package org.blup.internal.reml.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.SymmetricEigen;
import org.blup.internal.reml.digits.LostDigitsException;
import org.blup.internal.reml.equations.MixedModelEquations;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.api.Test;

/** Everything beside its definition with the covariance of weighted rows in full. */
class CovarianceDerivativesTest {

  /**
   * Steps of differences, over the largest that curvatures allow: rounding of the deviance asks for
   * long ones, and a template next to zero, whose sign makes no difference, for short ones.
   */
  private static final double[] SHARES_OF_STEPS = {1, 0.25};

  enum Levels {
    APART,
    MEETING,
    RELATED,
    WALK,
    SECOND_ORDER_WALK;

    Rows rows(long seed) {
      return switch (this) {
        case APART -> Rows.random(seed);
        case MEETING -> Rows.multipleMembership(seed);
        case RELATED -> Rows.related(seed);
        case WALK -> Rows.walk(seed, 1);
        case SECOND_ORDER_WALK -> Rows.walk(seed, 2);
      };
    }

    /**
     * What rounding leaves of traces. Most of the covariance of a second-order walk is a line,
     * which fixed effects take from it again: that costs digits, see docs/accuracy.md.
     */
    double rounding() {
      return this == SECOND_ORDER_WALK ? 1e-6 : 1e-8;
    }
  }

  @Property(tries = 40)
  void productsAndTracesAreWhatTheyAreDefinedToBe(@ForAll long seed, @ForAll Levels levels) {
    assertDense(levels.rows(seed), levels.rounding());
  }

  @Test
  void ofManyColumnsAsWell() {
    assertDense(Rows.manyColumns(1), 1e-8);
  }

  private static void assertDense(Rows rows, double rounding) {
    NormalEquations equations = rows.equations();
    Solution solution = Reml.solve(equations, true, (theta, value) -> {});
    CovarianceDerivatives derivatives = CovarianceDerivatives.of(equations, solution, true, true);

    Dense dense = new Dense(rows, solution);
    int m = derivatives.parameters();
    double[] traces = derivatives.expectedTraces();
    for (int i = 0; i < m; i++) {
      assertClose(derivatives.fixedProduct(i), dense.product(i));
      for (int k = 0; k < m; k++) {
        double[] pair = new double[m * m];
        pair[i * m + k] += 0.5;
        pair[k * m + i] += 0.5;
        RealMatrix product = dense.product(i, k);
        assertClose(
            derivatives.weightedProducts(pair),
            product.add(product.transpose()).scalarMultiply(0.5));
        double expected = dense.trace(i, k);
        double scale = Math.sqrt(dense.trace(i, i) * dense.trace(k, k));
        assertThat(traces[i * m + k]).isCloseTo(expected, within(rounding * scale));
      }
    }
  }

  @Property(tries = 40)
  void secondDerivativesAreTheLimitOfDifferences(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll Levels levels,
      @ForAll boolean isVarianceKnown) {
    Rows rows = levels.rows(seed).knowing(isVarianceKnown);
    NormalEquations equations = rows.equations();
    Solution solution = solution(equations, reml, levels);
    CovarianceDerivatives derivatives = CovarianceDerivatives.of(equations, solution, reml, false);

    double[] hessian = derivatives.thetaHessian();
    int m = derivatives.parameters() - (isVarianceKnown ? 1 : 0);
    assertThat(hessian).hasSize(m * m);
    TemplateDirections directions =
        new TemplateDirections(EquationSetup.of(equations), solution::template);
    double variance = solution.sigma() * solution.sigma();
    double[] steps = new double[m];
    Arrays.setAll(steps, i -> step(hessian[i * (m + 1)]));
    for (int i = 0; i < m; i++) {
      for (int k = 0; k <= i; k++) {
        double exact = hessian[i * m + k];
        double scale = 1 + Math.sqrt(Math.abs(hessian[i * (m + 1)] * hessian[k * (m + 1)]));
        double error = Double.POSITIVE_INFINITY;
        for (int s = 0; s < SHARES_OF_STEPS.length && !(error < 1e-4 * scale); s++) {
          double[] shorter = scaled(steps, SHARES_OF_STEPS[s]);
          error = Math.abs(limit(rows, directions, variance, reml, i, k, shorter) - exact);
        }
        assertThat(error).as("%s of %s and %s", exact, i, k).isLessThan(1e-4 * scale);
      }
    }
  }

  private static double[] scaled(double[] steps, double factor) {
    return Arrays.stream(steps).map(step -> factor * step).toArray();
  }

  /** Of differences by steps and by twice these, extrapolated to none. */
  private static double limit(
      Rows rows,
      TemplateDirections directions,
      double variance,
      boolean reml,
      int i,
      int k,
      double[] steps) {
    double coarse = secondDifference(rows, directions, variance, reml, i, k, scaled(steps, 2));
    double fine = secondDifference(rows, directions, variance, reml, i, k, steps);
    return (4 * fine - coarse) / 3;
  }

  /** Not there for some walks of the second order, which by ML take all of the response. */
  private static Solution solution(NormalEquations equations, boolean reml, Levels levels) {
    try {
      return Reml.solve(equations, reml, (theta, value) -> {});
    } catch (LostDigitsException e) {
      boolean isExpected = !reml && levels == Levels.SECOND_ORDER_WALK;
      Assume.that(!isExpected);
      throw e;
    }
  }

  /**
   * How far a parameter is moved: small enough for curvatures that change within a hundredth, which
   * large ones do, and else no smaller than rounding of the criterion over the square allows.
   */
  private static double step(double curvature) {
    return Math.max(5e-4, Math.min(2e-3, 0.005 / Math.sqrt(Math.abs(curvature))));
  }

  private static double secondDifference(
      Rows rows,
      TemplateDirections directions,
      double variance,
      boolean reml,
      int i,
      int k,
      double[] steps) {
    double sum = 0;
    for (int sign : new int[] {1, -1}) {
      double both = deviance(rows, directions, variance, reml, i, steps[i], k, sign * steps[k]);
      double other = deviance(rows, directions, variance, reml, i, -steps[i], k, -sign * steps[k]);
      sum += sign * (both + other);
    }
    return sum / (4 * steps[i] * steps[k]);
  }

  @Property(tries = 40)
  void differencesGiveTheExactTraces(@ForAll long seed, @ForAll Levels levels) {
    Rows rows = levels.rows(seed);
    NormalEquations equations = rows.equations();
    double[][] templates = {{0.9, 0, -0.3, 0.4}, {0.6}, {0.8}};
    EquationSetup setup = EquationSetup.of(equations);
    TemplateDirections directions = new TemplateDirections(setup, t -> templates[t]);
    MixedModelEquations model = new MixedModelEquations(setup, true);
    model.criterion(directions.lambda);
    boolean[] all = {true, true};
    DeterminantDerivatives exact =
        new ExactTraces(model, new Precision(model), directions.templates, all).compute();

    DeterminantDerivatives differenced =
        new DifferencedTraces(model, directions).compute(new boolean[2]);

    int m = directions.parameters();
    for (int i = 0; i < m; i++) {
      assertThat(differenced.traces()[i])
          .isCloseTo(exact.traces()[i], within(1e-9 * (1 + Math.abs(exact.traces()[i]))));
      for (int k = 0; k < m; k++) {
        double scale = Math.sqrt(exact.products()[i * (m + 1)] * exact.products()[k * (m + 1)]);
        assertThat(differenced.products()[i * m + k])
            .isCloseTo(exact.products()[i * m + k], within(1e-6 * scale));
      }
    }
  }

  /** −2 log-likelihood where two parameters, σ/σ̂ the last, are moved. */
  private static double deviance(
      Rows rows,
      TemplateDirections directions,
      double variance,
      boolean reml,
      int i,
      double first,
      int k,
      double second) {
    double[][] factors = directions.templates.newFactors();
    for (int g = 0; g < factors.length; g++) {
      factors[g] = directions.lambda[g].clone();
    }
    double sigma = 1;
    int[] parameter = {i, k};
    double[] step = {first, second};
    for (int s = 0; s < 2; s++) {
      if (parameter[s] == directions.parameters()) {
        sigma += step[s];
        continue;
      }
      int size = directions.templates.groupSize(directions.templates.group[parameter[s]]);
      for (int a = 0; a < size; a++) {
        factors[directions.templates.group[parameter[s]]][
                a * size + directions.templates.column[parameter[s]]] +=
            step[s] * directions.direction[parameter[s]][a];
      }
    }
    RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
    RealMatrix zl = z.multiply(new Array2DRowRealMatrix(rows.denseLambda(factors)));
    RealMatrix v = zl.multiply(zl.transpose());
    for (int row = 0; row < rows.size(); row++) {
      v.addToEntry(row, row, 1 / rows.weights[row]);
    }
    v = v.scalarMultiply(variance * sigma * sigma);
    RealMatrix x = new Array2DRowRealMatrix(rows.x).transpose();
    RealMatrix inverse = MatrixUtils.inverse(v);
    RealMatrix information = x.transpose().multiply(inverse).multiply(x);
    RealVector y = new ArrayRealVector(rows.y);
    RealVector beta =
        MatrixUtils.inverse(information).operate(x.transpose().operate(inverse.operate(y)));
    RealVector residual = y.subtract(x.operate(beta));
    double value = logDeterminant(v) + residual.dotProduct(inverse.operate(residual));
    return reml ? value + logDeterminant(information) : value;
  }

  private static double logDeterminant(RealMatrix matrix) {
    int n = matrix.getRowDimension();
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix.getRow(i), 0, values, i * n, n);
    }
    double sum = 0;
    for (double value : new SymmetricEigen(n, values).values()) {
      sum += Math.log(value);
    }
    return sum;
  }

  private static void assertClose(double[] actual, RealMatrix expected) {
    int p = expected.getRowDimension();
    double scale = expected.getNorm();
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        assertThat(actual[a * p + b])
            .isCloseTo(expected.getEntry(a, b), within(1e-8 * (scale + 1e-6)));
      }
    }
  }

  /** R, Q and T in full; parameters are the elements of σ²ΛΛᵀ over σ̂², then the residual's. */
  private static final class Dense {

    private final RealMatrix[] g;
    private final RealMatrix vx;
    private final RealMatrix inverse;
    private final RealMatrix projection;

    Dense(Rows rows, Solution solution) {
      TemplateDirections directions =
          new TemplateDirections(EquationSetup.of(rows.equations()), solution::template);
      Templates templates = directions.templates;
      RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
      double variance = solution.sigma() * solution.sigma();
      int m = templates.elements();
      g = new RealMatrix[m + 1];
      g[m] = new Array2DRowRealMatrix(rows.size(), rows.size());
      for (int row = 0; row < rows.size(); row++) {
        g[m].setEntry(row, row, variance / rows.weights[row]);
      }
      RealMatrix v = g[m].copy();
      for (int i = 0; i < m; i++) {
        double[][] unit = templates.newFactors();
        int k = templates.groupSize(templates.group[i]);
        unit[templates.group[i]][templates.row[i] * k + templates.column[i]] = variance;
        unit[templates.group[i]][templates.column[i] * k + templates.row[i]] = variance;
        RealMatrix middle = new Array2DRowRealMatrix(rows.denseCovariance(unit));
        g[i] = z.multiply(middle).multiply(z.transpose());
        v = v.add(g[i].scalarMultiply(directions.rho[i]));
      }
      inverse = MatrixUtils.inverse(v);
      RealMatrix x = new Array2DRowRealMatrix(rows.x).transpose();
      vx = inverse.multiply(x);
      RealMatrix covariance =
          new LUDecomposition(x.transpose().multiply(vx)).getSolver().getInverse();
      projection = inverse.subtract(vx.multiply(covariance).multiply(vx.transpose()));
    }

    RealMatrix product(int i) {
      return vx.transpose().multiply(g[i]).multiply(vx);
    }

    RealMatrix product(int i, int k) {
      return vx.transpose().multiply(g[i]).multiply(inverse).multiply(g[k]).multiply(vx);
    }

    double trace(int i, int k) {
      return projection.multiply(g[i]).multiply(projection).multiply(g[k]).getTrace();
    }
  }
}
