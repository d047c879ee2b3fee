package org.blup.internal.reml.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.covariance.Forms;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.CorrelatedLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.equations.NumberedRows;
import org.blup.internal.reml.equations.RepeatedRows;
import org.blup.internal.reml.equations.Rows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.setup.UnitCorrelationException;
import org.blup.internal.reml.solution.Solution;

/** Derivatives for the parameters of a residual covariance beside dense matrices. */
class ResidualParametersTest {

  private static final int VISITS = 3;
  private static final int SUBJECTS = 24;
  private static final int ITEMS = 5;
  private static final double STEP = 1e-3;

  /**
   * A template next to zero, whose sign makes no difference, asks for shorter steps; rounding of
   * the deviance for long ones.
   */
  private static final double SHORT_STEP = 2e-4;

  /** What a search without derivatives may miss of a criterion. */
  private static final double SEARCHED = 1e-6;

  /** Weights of the central difference of the fourth order, and the steps they belong to. */
  private static final double[] WEIGHTS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};

  private static final int[] MULTIPLES = {-2, -1, 1, 2};

  /** A model with the covariance of its residuals, over σ², in full. */
  private record Model(
      Rows rows, ResidualEquations residuals, Function<double[], RealMatrix> covariance) {}

  @Property(tries = 12)
  void visitsBesideCrossedEffects(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll boolean reml) {
    check(visits(seed, new PatternedCovariance(correlation, oneVariance), true), reml);
  }

  @Property(tries = 12)
  void visitsAlone(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll boolean reml) {
    check(visits(seed, new PatternedCovariance(correlation, oneVariance), false), reml);
  }

  @Property(tries = 6)
  void strataBesideCrossedEffects(@ForAll long seed, @ForAll boolean reml) {
    Rows rows = visits(seed, new PatternedCovariance(Correlation.NONE, true), true).rows;
    int strata = 3;
    Random random = new Random(seed ^ 3);
    int[] stratum = IntStream.range(0, rows.size()).map(i -> i % strata).toArray();
    List<RealMatrix> sums = new ArrayList<>();
    long[] counts = new long[strata];
    for (int s = 0; s < strata; s++) {
      double[] own = new double[rows.size()];
      for (int i = 0; i < own.length; i++) {
        own[i] = stratum[i] == s ? 1 : 0;
        counts[s] += (long) own[i];
      }
      sums.add(MatrixUtils.createRealDiagonalMatrix(own));
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.y[i] += stratum[i] * random.nextGaussian();
    }
    Function<double[], RealMatrix> covariance =
        phi ->
            MatrixUtils.createRealDiagonalMatrix(
                Arrays.stream(stratum)
                    .mapToDouble(s -> s == 0 ? 1 : Math.exp(2 * phi[s - 1]))
                    .toArray());
    ResidualSums all = new ResidualSums(Forms.strata(counts), rows.equations(sums));
    check(new Model(rows, all, covariance), reml);
  }

  @Property(tries = 24)
  void numbersBesideCrossedEffects(
      @ForAll long seed,
      @ForAll NumberedRows.Kind kind,
      @ForAll boolean hasDelta,
      @ForAll boolean reml) {
    check(numbers(seed, kind, hasDelta, true), reml);
  }

  /** Of this one a standard deviation is zero, where the deviance is curved within a step. */
  @Example
  void numbersBesideEffectsWithoutVariance() {
    check(numbers(183158, NumberedRows.Kind.GAUSSIAN, true, true), false);
  }

  @Property(tries = 24)
  void numbersAlone(
      @ForAll long seed,
      @ForAll NumberedRows.Kind kind,
      @ForAll boolean hasDelta,
      @ForAll boolean reml) {
    check(numbers(seed, kind, hasDelta, false), reml);
  }

  /** Levels of the first group are an autoregression; residuals are independent, or by visits. */
  @Property(tries = 24)
  void levelsBesideResiduals(@ForAll long seed, @ForAll boolean reml, @ForAll boolean repeated) {
    Model model = levels(seed, repeated);
    if (!isRefused(model, reml)) {
      check(model, reml);
    }
  }

  /** Of the seeds from 0 to 149 the only one whose levels are so much alike. */
  @Example
  void levelsWhoseCorrelationTendsToOneAreRefused() {
    assertThat(isRefused(levels(149, false), true)).isTrue();
    assertThat(isRefused(levels(149, true), true)).isTrue();
  }

  /**
   * Thirty levels may be so much alike that their correlation tends to 1. Then the criterion has to
   * be lower close to there than anywhere further away.
   */
  private static boolean isRefused(Model model, boolean reml) {
    try {
      Reml.solve(model.residuals, reml, (theta, value) -> {});
      return false;
    } catch (UnitCorrelationException e) {
      int sign = e.isPositive() ? 1 : -1;
      CorrelationProfile profile =
          new CorrelationProfile(
              model.rows, model.covariance, model.residuals.parameters() - 1, reml);
      double[] further = DoubleStream.of(-1, 0, 1, 2, 3).map(z -> profile.at(sign * z)).toArray();
      double close = Math.min(profile.at(sign * 4.5), profile.at(sign * 6));
      assertThat(close).isLessThan(Arrays.stream(further).min().orElseThrow() + SEARCHED);
      return true;
    }
  }

  private static Model levels(long seed, boolean repeated) {
    Random random = new Random(seed);
    int steps = 30;
    int n = 5 * steps;
    int[] step = IntStream.range(0, n).map(i -> i % steps).toArray();
    int[] site = random.ints(n, 0, ITEMS).toArray();
    double[] x = random.doubles(n, -2, 2).toArray();
    double[] y = new double[n];
    double[] sites = random.doubles(ITEMS, -1.5, 1.5).toArray();
    double[] level = new double[steps];
    double[] slope = new double[steps];
    for (int t = 0; t < steps; t++) {
      boolean isFirst = t == 0;
      double innovation = isFirst ? 1 : Math.sqrt(1 - 0.6 * 0.6);
      level[t] = (isFirst ? 0 : 0.6 * level[t - 1]) + innovation * 1.5 * random.nextGaussian();
      slope[t] = (isFirst ? 0 : 0.6 * slope[t - 1]) + innovation * random.nextGaussian();
    }
    for (int i = 0; i < n; i++) {
      y[i] = x[i] * (1 + slope[step[i]]) + level[step[i]] + sites[site[i]] + random.nextGaussian();
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    int steppedBy = rows.group(step);
    rows.term(steppedBy, CovarianceStructure.UNSTRUCTURED, Rows.constant(n), x);
    rows.term(rows.group(site), CovarianceStructure.UNSTRUCTURED, Rows.constant(n));
    rows.correlate(0.3);
    if (!repeated) {
      Function<double[], RealMatrix> covariance =
          phi -> {
            rows.correlate(phi[0]);
            return MatrixUtils.createRealIdentityMatrix(n);
          };
      ResidualSums independent = ResidualSums.independent(rows.equations());
      return new Model(rows, CorrelatedLevels.of(independent), covariance);
    }
    List<int[]> members = new ArrayList<>();
    for (int i = 0; i < n; i += VISITS) {
      members.add(IntStream.range(i, i + VISITS).toArray());
    }
    int[] visit = IntStream.range(0, n).map(i -> i % VISITS).toArray();
    PatternedCovariance structure = new PatternedCovariance(Correlation.AUTOREGRESSIVE, false);
    RepeatedRows subjects = new RepeatedRows(rows, structure, VISITS, members, visit);
    return new Model(
        rows,
        CorrelatedLevels.of(subjects.sums()),
        phi -> {
          rows.correlate(phi[phi.length - 1]);
          return subjects.covariance(Arrays.copyOf(phi, phi.length - 1));
        });
  }

  /** A response drawn from the model itself. */
  private static Model numbers(
      long seed, NumberedRows.Kind kind, boolean hasDelta, boolean crossed) {
    Rows rows = visits(seed, new PatternedCovariance(Correlation.NONE, true), crossed, 0).rows;
    Random random = new Random(seed ^ 3);
    NumberedRows numbered = NumberedRows.of(rows, kind, hasDelta, random);
    double[] phi = random.doubles(numbered.form().parameters(), 0.6, 0.9).toArray();
    RealMatrix root = new CholeskyDecomposition(numbered.covariance(phi), 1e-9, 1e-12).getL();
    double[] noise = random.doubles(rows.y.length).map(u -> random.nextGaussian()).toArray();
    double[] residual = root.operate(noise);
    int width = rows.x.length + 1;
    for (int i = 0; i < rows.y.length; i++) {
      rows.y[i] += 3 * residual[i];
      numbered.kept().border()[i * width + width - 1] = rows.y[i] * Math.sqrt(rows.weights[i]);
    }
    return new Model(rows, numbered.equations(), numbered::covariance);
  }

  private static Model visits(long seed, PatternedCovariance structure, boolean crossed) {
    return visits(seed, structure, crossed, 1);
  }

  /**
   * Subjects of several visits.
   *
   * @param noise the size of what no effect explains
   */
  private static Model visits(
      long seed, PatternedCovariance structure, boolean crossed, double noise) {
    Random random = new Random(seed);
    List<int[]> members = new ArrayList<>();
    int n = 0;
    for (int s = 0; s < SUBJECTS; s++) {
      int count = s % 4 == 0 ? VISITS - 1 : VISITS;
      members.add(IntStream.range(n, n + count).toArray());
      n += count;
    }
    int[] visit = new int[n];
    int[] item = random.ints(n, 0, ITEMS).toArray();
    int[] site = random.ints(n, 0, ITEMS).toArray();
    double[] x = random.doubles(n, -2, 2).toArray();
    double[] y = new double[n];
    double[] effects = random.doubles(4 * ITEMS, -1.5, 1.5).toArray();
    for (int[] own : members) {
      double subject = random.nextGaussian();
      for (int t = 0; t < own.length; t++) {
        int i = own[t];
        visit[i] = t + (own.length < VISITS && random.nextBoolean() ? 1 : 0);
        visit[i] = t > 0 ? Math.max(visit[i], visit[own[t - 1]] + 1) : visit[i];
        double residual = noise * (0.7 * subject + (1 + 0.3 * t) * random.nextGaussian());
        double slope = effects[ITEMS + item[i]] * x[i];
        y[i] =
            x[i]
                + residual
                + (crossed ? effects[item[i]] + slope + effects[2 * ITEMS + site[i]] : 0);
      }
    }
    Rows rows = Rows.of(y, Rows.constant(n), x);
    if (crossed) {
      int items = rows.group(item);
      rows.term(items, CovarianceStructure.UNSTRUCTURED, Rows.constant(n), x);
      rows.term(rows.group(site), CovarianceStructure.UNSTRUCTURED, Rows.constant(n));
    }
    RepeatedRows repeated = new RepeatedRows(rows, structure, VISITS, members, visit);
    return new Model(rows, repeated.sums(), repeated::covariance);
  }

  private static void check(Model model, boolean reml) {
    Solution solution = Reml.solve(model.residuals, reml, (theta, value) -> {});
    ResidualFit fit = solution.residual().orElseThrow();
    NormalEquations equations = fit.at().equations();
    CovarianceDerivatives derivatives = CovarianceDerivatives.of(equations, solution, reml, true);
    Dense dense = new Dense(model, solution);
    int m = derivatives.parameters();
    double[] traces = derivatives.expectedTraces();
    double information = dense.product(dense.changes[m - 1]).getNorm();
    for (int i = 0; i < m; i++) {
      assertClose(derivatives.fixedProduct(i), dense.product(dense.changes[i]), 1e-7, information);
      for (int k = 0; k < m; k++) {
        double scale = Math.sqrt(dense.trace(i, i) * dense.trace(k, k)) + 1e-3;
        assertThat(traces[i * m + k]).isCloseTo(dense.trace(i, k), within(1e-6 * scale));
      }
    }
    double[] weights = symmetric(m);
    RealMatrix products = MatrixUtils.createRealMatrix(2, 2);
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < m; k++) {
        RealMatrix pair = dense.changes[i].multiply(dense.inverse).multiply(dense.changes[k]);
        products = products.add(dense.product(pair).scalarMultiply(weights[i * m + k]));
      }
    }
    assertClose(derivatives.weightedProducts(weights), products, 1e-6, information);

    double[] hessian = derivatives.thetaHessian();
    int size = (int) Math.round(Math.sqrt(hessian.length));
    double[] cheaper = CovarianceDerivatives.of(equations, solution, reml, false).thetaHessian();
    double[] at = dense.parameters();
    assertThat(size).isEqualTo(at.length);
    for (int i = 0; i < size; i++) {
      int row = i;
      for (int k = 0; k <= i; k++) {
        double exact = hessian[i * size + k];
        double scale = 1 + Math.sqrt(Math.abs(hessian[i * (size + 1)] * hessian[k * (size + 1)]));
        double error = Double.POSITIVE_INFINITY;
        for (double step : new double[] {STEP, SHORT_STEP}) {
          if (error > 1e-4 * scale) {
            Scalar slope = x -> difference(other -> dense.deviance(other, reml), x, row, step);
            error = Math.abs(difference(slope, at, k, step) - exact);
          }
        }
        assertThat(error).as("%s of %s and %s", exact, i, k).isLessThan(1e-4 * scale);
        assertThat(cheaper[i * size + k]).isCloseTo(hessian[i * size + k], within(1e-5 * scale));
      }
    }
  }

  private interface Scalar {
    double at(double[] x);
  }

  private static double difference(Scalar function, double[] x, int i, double step) {
    double sum = 0;
    for (int s = 0; s < WEIGHTS.length; s++) {
      double[] moved = x.clone();
      moved[i] += MULTIPLES[s] * step;
      sum += WEIGHTS[s] * function.at(moved);
    }
    return sum / step;
  }

  private static double[] symmetric(int m) {
    Random random = new Random(m);
    double[] weights = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k <= i; k++) {
        weights[i * m + k] = random.nextGaussian();
        weights[k * m + i] = weights[i * m + k];
      }
    }
    return weights;
  }

  /** Parameters that residuals hardly depend on, as small ranges, give matrices near zero. */
  private static void assertClose(
      double[] actual, RealMatrix expected, double tolerance, double information) {
    int p = expected.getRowDimension();
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        assertThat(actual[a * p + b])
            .isCloseTo(
                expected.getEntry(a, b),
                within(tolerance * (expected.getNorm() + 1e-3 * information)));
      }
    }
  }

  /** V = σ²(ZΛΛᵀZᵀ + R) and its derivatives for the elements of ΛΛᵀ, φ and s at σ̂. */
  private static final class Dense {

    private final Model model;
    private final RealMatrix z;
    private final RealMatrix x;
    private final TemplateDirections directions;
    private final double[] phi;
    private final double variance;
    final RealMatrix[] changes;
    final RealMatrix inverse;
    private final RealMatrix projection;

    Dense(Model model, Solution solution) {
      this.model = model;
      phi = solution.residual().orElseThrow().phi();
      variance = solution.sigma() * solution.sigma();
      directions = new TemplateDirections(solution.setup(), solution::template);
      int n = model.rows.size();
      int elements = directions.parameters();
      z = elements == 0 ? null : new Array2DRowRealMatrix(model.rows.denseZ());
      x = new Array2DRowRealMatrix(model.rows.x).transpose();
      changes = new RealMatrix[elements + phi.length + 1];
      for (int i = 0; i < elements; i++) {
        double[][] unit = directions.templates.newFactors();
        int g = directions.templates.group[i];
        int k = directions.templates.groupSize(g);
        unit[g][directions.templates.row[i] * k + directions.templates.column[i]] = variance;
        unit[g][directions.templates.column[i] * k + directions.templates.row[i]] = variance;
        model.covariance.apply(phi);
        RealMatrix middle = new Array2DRowRealMatrix(model.rows.denseCovariance(unit));
        changes[i] = z.multiply(middle).multiply(z.transpose());
      }
      for (int j = 0; j < phi.length; j++) {
        changes[elements + j] = centralDifference(j).scalarMultiply(variance);
      }
      changes[elements + phi.length] = model.covariance.apply(phi).scalarMultiply(variance);
      inverse = MatrixUtils.inverse(covariance(parameters()));
      RealMatrix vx = inverse.multiply(x);
      RealMatrix fixed = MatrixUtils.inverse(x.transpose().multiply(vx));
      projection = inverse.subtract(vx.multiply(fixed).multiply(vx.transpose()));
    }

    /**
     * The derivative of V/σ² with respect to φ_j. R and the part of the random effects are each
     * subtracted before they are added, so that a constant part contributes exactly zero.
     */
    private RealMatrix centralDifference(int j) {
      RealMatrix sum = MatrixUtils.createRealMatrix(model.rows.size(), model.rows.size());
      for (int s = WEIGHTS.length / 2; s < WEIGHTS.length; s++) {
        double[] up = phi.clone();
        up[j] += MULTIPLES[s] * STEP;
        RealMatrix residualsAbove = model.covariance.apply(up);
        RealMatrix effectsAbove = ofEffects(directions.lambda);
        double[] down = phi.clone();
        down[j] -= MULTIPLES[s] * STEP;
        RealMatrix residualsBelow = model.covariance.apply(down);
        RealMatrix effectsBelow = ofEffects(directions.lambda);
        RealMatrix difference =
            residualsAbove.subtract(residualsBelow).add(effectsAbove.subtract(effectsBelow));
        sum = sum.add(difference.scalarMultiply(WEIGHTS[s] / STEP));
      }
      return sum;
    }

    /** The elements of the templates, φ and σ/σ̂. */
    double[] parameters() {
      double[] at = new double[changes.length];
      for (int i = 0; i < directions.parameters(); i++) {
        int g = directions.templates.group[i];
        int k = directions.templates.groupSize(g);
        at[i] =
            directions.lambda[g][directions.templates.row[i] * k + directions.templates.column[i]];
      }
      System.arraycopy(phi, 0, at, directions.parameters(), phi.length);
      at[at.length - 1] = 1;
      return at;
    }

    private RealMatrix covariance(double[] at) {
      int elements = directions.parameters();
      RealMatrix v = model.covariance.apply(Arrays.copyOfRange(at, elements, at.length - 1));
      if (elements > 0) {
        double[][] factors = directions.templates.newFactors();
        for (int i = 0; i < elements; i++) {
          int g = directions.templates.group[i];
          int k = directions.templates.groupSize(g);
          factors[g][directions.templates.row[i] * k + directions.templates.column[i]] = at[i];
        }
        v = v.add(ofEffects(factors));
      }
      double scale = at[at.length - 1];
      return v.scalarMultiply(variance * scale * scale);
    }

    /** {@code Z Λ Λᵀ Zᵀ}, levels as they were last correlated. */
    private RealMatrix ofEffects(double[][] factors) {
      if (z == null) {
        return MatrixUtils.createRealMatrix(model.rows.size(), model.rows.size());
      }
      RealMatrix root = z.multiply(new Array2DRowRealMatrix(model.rows.denseLambda(factors)));
      return root.multiply(root.transpose());
    }

    RealMatrix product(RealMatrix middle) {
      RealMatrix vx = inverse.multiply(x);
      return vx.transpose().multiply(middle).multiply(vx);
    }

    double trace(int i, int k) {
      RealMatrix left = projection.multiply(changes[i]);
      return left.multiply(projection.multiply(changes[k])).getTrace();
    }

    double deviance(double[] at, boolean reml) {
      CholeskyDecomposition v = CorrelationProfile.symmetric(covariance(at));
      RealMatrix vx = v.getSolver().solve(x);
      RealMatrix information = x.transpose().multiply(vx);
      RealVector y = new ArrayRealVector(model.rows.y);
      RealVector beta = MatrixUtils.inverse(information).operate(vx.transpose().operate(y));
      RealVector residual = y.subtract(x.operate(beta));
      double value =
          CorrelationProfile.logDeterminant(v) + residual.dotProduct(v.getSolver().solve(residual));
      return reml
          ? value + CorrelationProfile.logDeterminant(CorrelationProfile.symmetric(information))
          : value;
    }
  }
}
