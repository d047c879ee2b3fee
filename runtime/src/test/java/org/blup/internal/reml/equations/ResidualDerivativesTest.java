package org.blup.internal.reml.equations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.Forms;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.equations.CorrelatedLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.equations.ResidualSums;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;

/** Criterion, gradient and average information of a residual covariance against dense matrices. */
class ResidualDerivativesTest {

  private static final int STRATA = 3;
  private static final int VISITS = 4;

  /** Where compound symmetry is still some way from its lower border, at 0. */
  private static final double LEAST_ANGLE = 0.2;

  /** Of differences with five points: the error is of the fourth order. */
  private static final double DIFFERENCE = 1e-3;

  private static final double[] WEIGHTS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};
  private static final int[] MULTIPLES = {-2, -1, 1, 2};

  @Property(tries = 60)
  void theyAreRightForStrata(@ForAll long seed, @ForAll boolean reml, @ForAll boolean meeting) {
    Rows rows = meeting ? Rows.multipleMembership(seed) : Rows.random(seed);
    Random random = new Random(seed ^ 3);
    int n = rows.size();
    int[] stratum = new int[n];
    Arrays.setAll(stratum, i -> i < STRATA ? i : random.nextInt(STRATA));
    long[] counts = new long[STRATA];
    List<RealMatrix> sums = new ArrayList<>();
    for (int s = 0; s < STRATA; s++) {
      double[] own = new double[n];
      for (int i = 0; i < n; i++) {
        own[i] = stratum[i] == s ? 1 : 0;
      }
      counts[s] = (long) Arrays.stream(own).sum();
      sums.add(MatrixUtils.createRealDiagonalMatrix(own));
    }
    double[] phi = random.doubles(STRATA - 1, -1, 1).toArray();
    check(
        rows,
        new ResidualSums(Forms.strata(counts), rows.equations(sums)),
        phi,
        moved -> {
          double[] r = new double[n];
          Arrays.setAll(r, i -> stratum[i] == 0 ? 1 : Math.exp(2 * moved[stratum[i] - 1]));
          return MatrixUtils.createRealDiagonalMatrix(r);
        },
        random,
        reml);
  }

  @Property(tries = 120)
  void theyAreRightForVisits(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance) {
    Rows rows = Rows.random(seed);
    Random random = new Random(seed ^ 3);
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    List<int[]> subjects = new ArrayList<>();
    int[] visit = new int[rows.size()];
    for (int first = 0; first < rows.size(); ) {
      int count = Math.min(rows.size() - first, 1 + random.nextInt(VISITS));
      int[] members = IntStream.range(first, first + count).toArray();
      int[] seen = random.ints(0, VISITS).distinct().limit(count).sorted().toArray();
      Arrays.stream(members).forEach(i -> visit[i] = seen[i - members[0]]);
      subjects.add(members);
      first += count;
    }
    boolean isAtBorder = correlation == Correlation.COMPOUND_SYMMETRY;
    double least = isAtBorder ? LEAST_ANGLE : -0.9;
    double[] phi = random.doubles(structure.parameters(VISITS) - 1, least, 0.9).toArray();
    RepeatedRows repeated = new RepeatedRows(rows, structure, VISITS, subjects, visit);
    check(rows, repeated.sums(), phi, repeated::covariance, random, reml);
  }

  @Property(tries = 120)
  void theyAreRightForRows(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll NumberedRows.Kind kind,
      @ForAll boolean hasDelta) {
    Random random = new Random(seed ^ 3);
    NumberedRows rows = NumberedRows.of(Rows.random(seed), kind, hasDelta, random);
    boolean isAtBorder = kind == NumberedRows.Kind.COMPOUND_SYMMETRY;
    double least = isAtBorder ? LEAST_ANGLE : -0.9;
    double[] phi = random.doubles(rows.form().parameters(), least, 0.9).toArray();
    check(rows.rows(), rows.equations(), phi, rows::covariance, random, reml);
  }

  /** Levels of the first factor are an autoregression, and the residuals have strata or not. */
  @Property(tries = 120)
  void theyAreRightForLevels(
      @ForAll long seed,
      @ForAll boolean reml,
      @ForAll boolean meeting,
      @ForAll boolean hasStrata,
      @ForAll boolean isVarianceKnown) {
    Rows rows = Rows.autoregression(seed, meeting).knowing(isVarianceKnown && !hasStrata);
    Random random = new Random(seed ^ 3);
    int n = rows.size();
    int[] stratum = new int[n];
    Arrays.setAll(stratum, i -> hasStrata ? i % STRATA : 0);
    long[] counts = new long[hasStrata ? STRATA : 1];
    List<RealMatrix> sums = new ArrayList<>();
    for (int s = 0; s < counts.length; s++) {
      double[] own = new double[n];
      for (int i = 0; i < n; i++) {
        own[i] = stratum[i] == s ? 1 : 0;
        counts[s] += (long) own[i];
      }
      sums.add(MatrixUtils.createRealDiagonalMatrix(own));
    }
    ResidualSums residuals =
        hasStrata
            ? new ResidualSums(Forms.strata(counts), rows.equations(sums))
            : ResidualSums.independent(rows.equations());
    double[] phi = random.doubles(counts.length, -1.5, 1.5).toArray();
    check(
        rows,
        CorrelatedLevels.of(residuals),
        phi,
        moved -> {
          rows.correlate(moved[moved.length - 1]);
          double[] r = new double[n];
          Arrays.setAll(r, i -> stratum[i] == 0 ? 1 : Math.exp(2 * moved[stratum[i] - 1]));
          for (int i = 0; i < n && !hasStrata; i++) {
            r[i] = 1 / rows.weights[i];
          }
          return MatrixUtils.createRealDiagonalMatrix(r);
        },
        random,
        reml);
  }

  private interface Covariance {
    RealMatrix at(double[] phi);
  }

  private static void check(
      Rows rows,
      ResidualEquations residuals,
      double[] phi,
      Covariance r,
      Random random,
      boolean reml) {
    ResidualEquations.At at = residuals.at(phi);
    NormalEquations equations = at.equations();
    double[][] factors = factors(equations, random);
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(equations), reml);
    DenseReference reference = new DenseReference(rows, factors, reml, r.at(phi));
    assertThat(model.criterion(factors)).isCloseTo(reference.criterion(), within(1e-8));

    int elements = model.templates.elements();
    double[] gradient = new double[phi.length];
    int all = elements + phi.length;
    double[] information = new double[all * all];
    model.differentiate(
        at, model.templates.newFactors(), new double[elements * elements], gradient, information);
    List<RealMatrix> derivatives = ofTemplates(rows, factors, model.templates);
    for (int i = 0; i < phi.length; i++) {
      double rise = 0;
      RealMatrix change = MatrixUtils.createRealMatrix(rows.size(), rows.size());
      for (int d = 0; d < WEIGHTS.length; d++) {
        double[] moved = phi.clone();
        moved[i] += MULTIPLES[d] * DIFFERENCE;
        double weight = WEIGHTS[d] / DIFFERENCE;
        rise += weight * new DenseReference(rows, factors, reml, r.at(moved)).criterion();
        RealMatrix residual = r.at(moved);
        change = change.add(residual.add(ofEffects(rows, factors)).scalarMultiply(weight));
      }
      assertThat(gradient[i]).isCloseTo(rise, within(1e-6 * (1 + Math.abs(gradient[i]))));
      derivatives.add(change);
    }
    r.at(phi);
    double[][] expected = information(rows, reference, derivatives);
    for (int i = 0; i < all; i++) {
      for (int j = 0; j < all; j++) {
        double scale = 1 + Math.sqrt(Math.abs(expected[i][i] * expected[j][j]));
        assertThat(information[i * all + j]).isCloseTo(expected[i][j], within(1e-6 * scale));
      }
    }
  }

  /** {@code Z Λ Λᵀ Zᵀ}. */
  private static RealMatrix ofEffects(Rows rows, double[][] factors) {
    RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
    RealMatrix root = z.multiply(new Array2DRowRealMatrix(rows.denseLambda(factors)));
    return root.multiply(root.transpose());
  }

  /** ∂V for each element of the templates. */
  private static List<RealMatrix> ofTemplates(Rows rows, double[][] factors, Templates templates) {
    List<RealMatrix> derivatives = new ArrayList<>();
    RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
    RealMatrix lambda = new Array2DRowRealMatrix(rows.denseLambda(factors));
    for (int e = 0; e < templates.elements(); e++) {
      double[][] unit = templates.newFactors();
      int g = templates.group[e];
      unit[g][templates.row[e] * templates.groupSize(g) + templates.column[e]] = 1;
      RealMatrix change = new Array2DRowRealMatrix(rows.denseLambda(unit));
      RealMatrix half = z.multiply(change).multiply(z.multiply(lambda).transpose());
      derivatives.add(half.add(half.transpose()));
    }
    return derivatives;
  }

  /** {@code (yᵀPV_iPV_jPy − yᵀPV_iPy yᵀPV_jPy / (σ² df)) / σ²}. */
  private static double[][] information(
      Rows rows, DenseReference reference, List<RealMatrix> derivatives) {
    RealMatrix p = reference.projection();
    RealVector py = p.operate(new ArrayRealVector(rows.y));
    double variance = reference.variance();
    int m = derivatives.size();
    double[][] information = new double[m][m];
    for (int i = 0; i < m; i++) {
      RealVector q = derivatives.get(i).operate(py);
      for (int j = 0; j < m; j++) {
        RealVector other = derivatives.get(j).operate(py);
        double product = q.dotProduct(py) * other.dotProduct(py);
        double schur =
            rows.isVarianceKnown() ? 0 : product / (variance * reference.degreesOfFreedom());
        information[i][j] = (q.dotProduct(p.operate(other)) - schur) / variance;
      }
    }
    return information;
  }

  /** Zero outside the templates of {@link Rows#random}. */
  private static double[][] factors(NormalEquations equations, Random random) {
    double[][] factors = new Templates(equations).newFactors();
    for (int at : new int[] {0, 3, 4, 8}) {
      factors[0][at] = random.nextGaussian();
    }
    factors[1][0] = random.nextGaussian();
    return factors;
  }
}
