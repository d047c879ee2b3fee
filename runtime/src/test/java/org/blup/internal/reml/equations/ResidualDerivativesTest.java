package org.blup.internal.reml.equations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.design.covariance.ResidualForm;
import org.blup.internal.design.covariance.Strata;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.equations.ResidualModel;
import org.blup.internal.design.equations.ResidualSums;

/** Criterion, gradient and average information of a residual covariance against dense matrices. */
class ResidualDerivativesTest {

  private static final int STRATA = 3;
  private static final double DIFFERENCE = 1e-5;

  private final List<RealMatrix> derivatives = new ArrayList<>();

  @Property(tries = 100)
  void criterionGradientAndInformationAreThoseOfTheCovariance(
      @ForAll long seed, @ForAll boolean reml, @ForAll boolean meeting) {
    Rows rows = meeting ? Rows.multipleMembership(seed) : Rows.random(seed);
    Random random = new Random(seed ^ 3);
    int[] stratum = new int[rows.size()];
    for (int i = 0; i < stratum.length; i++) {
      stratum[i] = i < STRATA ? i : random.nextInt(STRATA);
    }
    double[] phi = random.doubles(STRATA - 1, -1, 1).toArray();
    double[][] factors = factors(rows.equations(), random);
    ResidualSums sums = sums(rows, stratum);
    ResidualForm.Combination at = sums.form().at(phi);
    MixedModelEquations model = new MixedModelEquations(EquationSetup.of(sums.at(at)), reml);

    double criterion = model.criterion(factors);
    assertThat(criterion).isCloseTo(dense(rows, stratum, phi, factors, reml), within(1e-8));

    int elements = model.templates.elements();
    double[] gradient = new double[phi.length];
    int all = elements + phi.length;
    double[] information = new double[all * all];
    model.differentiate(
        sums,
        at,
        model.templates.newFactors(),
        new double[elements * elements],
        gradient,
        information);
    for (int i = 0; i < phi.length; i++) {
      double[] moved = phi.clone();
      moved[i] = phi[i] + DIFFERENCE;
      double above = dense(rows, stratum, moved, factors, reml);
      moved[i] = phi[i] - DIFFERENCE;
      double below = dense(rows, stratum, moved, factors, reml);
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * DIFFERENCE), within(2e-5));
    }
    double[][] expected = information(rows, stratum, phi, factors, model, reml);
    for (int i = 0; i < all; i++) {
      for (int j = 0; j < all; j++) {
        assertThat(information[i * all + j])
            .isCloseTo(expected[i][j], within(1e-7 * (1 + Math.abs(expected[i][i]))));
      }
    }
  }

  private static double[] weights(Rows rows, int[] stratum, double[] phi) {
    double[] weights = rows.weights.clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= stratum[i] == 0 ? 1 : Math.exp(-2 * phi[stratum[i] - 1]);
    }
    return weights;
  }

  private static double dense(
      Rows rows, int[] stratum, double[] phi, double[][] factors, boolean reml) {
    Rows weighted = rows.withWeights(weights(rows, stratum, phi));
    return new DenseReference(weighted, factors, reml).criterion();
  }

  private static ResidualSums sums(Rows rows, int[] stratum) {
    long[] counts = new long[STRATA];
    Arrays.stream(stratum).forEach(s -> counts[s]++);
    double sumLogWeights = Arrays.stream(rows.weights).map(Math::log).sum();
    List<NormalEquations> parts = new ArrayList<>();
    for (int s = 0; s < STRATA; s++) {
      double[] weights = rows.weights.clone();
      for (int i = 0; i < weights.length; i++) {
        weights[i] = stratum[i] == s ? weights[i] : 0;
      }
      NormalEquations part = rows.withWeights(weights).equations();
      parts.add(
          new NormalEquations(
              parts.isEmpty() ? part.pattern() : parts.get(0).pattern(),
              new ResidualModel(rows.size(), sumLogWeights),
              part.border(),
              part.groupBorders(),
              part.levelBlocks(),
              part.pairBlocks()));
    }
    return new ResidualSums(new Strata(counts), parts);
  }

  /** {@code (yᵀPV_iPV_jPy − yᵀPV_iPy yᵀPV_jPy / (σ² df)) / σ²}. */
  private double[][] information(
      Rows rows,
      int[] stratum,
      double[] phi,
      double[][] factors,
      MixedModelEquations model,
      boolean reml) {
    Rows weighted = rows.withWeights(weights(rows, stratum, phi));
    DenseReference reference = new DenseReference(weighted, factors, reml);
    derivatives.clear();
    RealMatrix z = new Array2DRowRealMatrix(rows.denseZ());
    RealMatrix lambda = new Array2DRowRealMatrix(rows.denseLambda(factors));
    Templates templates = model.templates;
    for (int e = 0; e < templates.elements(); e++) {
      double[][] unit = templates.newFactors();
      int g = templates.group[e];
      unit[g][templates.row[e] * templates.groupSize(g) + templates.column[e]] = 1;
      RealMatrix change = new Array2DRowRealMatrix(rows.denseLambda(unit));
      RealMatrix half = z.multiply(change).multiply(z.multiply(lambda).transpose());
      derivatives.add(half.add(half.transpose()));
    }
    for (int i = 0; i < phi.length; i++) {
      double[] diagonal = new double[rows.size()];
      for (int row = 0; row < diagonal.length; row++) {
        diagonal[row] = stratum[row] == i + 1 ? 2 / weighted.weights[row] : 0;
      }
      derivatives.add(MatrixUtils.createRealDiagonalMatrix(diagonal));
    }
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
        double schur = product / (variance * reference.degreesOfFreedom());
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
