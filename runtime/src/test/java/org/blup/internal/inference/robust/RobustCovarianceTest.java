package org.blup.internal.inference.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.blup.internal.design.covariance.Correlation;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.inference.degreesoffreedom.FStatistic;
import org.blup.internal.inference.estimability.HypothesisSpace;
import org.blup.internal.reml.equations.Fev;
import org.blup.internal.reml.equations.RepeatedRows;
import org.blup.internal.reml.search.Reml;
import org.blup.internal.reml.solution.Solution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cluster-robust covariances beside their definitions and known standard errors. */
class RobustCovarianceTest {

  private static final int COLUMNS = 3;

  /**
   * The treatment's in the trial fev: by a dense likelihood; SAS's and clubSandwich's as near as
   * these find the optimum ({@code oracle/covariance} of the shared folder).
   */
  @ParameterizedTest
  @CsvSource({
    "UNSTRUCTURED, false, false, 0.639604054323337, 0.643327762519703, 0.646992233412581",
    "AUTOREGRESSIVE, true, false, 0.82581278259173, 0.830079147104859, 0.834653218553852",
    "AUTOREGRESSIVE, true, true, 0.976608230019471, 0.982142855357904, 0.988706590070112",
    "ANTEDEPENDENCE, false, true, 0.734222718896278, 0.739208618700807, 0.744592717681169",
    "TOEPLITZ, true, false, 0.873909315334785, 0.878572873603975, 0.884120255646912",
  })
  void standardErrorsAreTheKnown(
      Correlation correlation,
      boolean oneVariance,
      boolean weighted,
      double cr0,
      double cr2,
      double cr3)
      throws IOException {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    RepeatedRows rows = Fev.read().rows("arm", structure, weighted);
    Solution solution = Reml.solve(rows.sums(), true, (theta, criterion) -> {});
    RealMatrix r = rows.covariance(solution.residual().orElseThrow().phi());
    double variance = solution.sigma() * solution.sigma();
    List<Cluster> clusters = new ArrayList<>();
    for (int[] subject : rows.subjects()) {
      int n = subject.length;
      Cluster cluster = new Cluster(new double[2 * n], new double[n * n], new double[n]);
      for (int s = 0; s < n; s++) {
        cluster.residuals()[s] = rows.rows().y[subject[s]];
        for (int c = 0; c < 2; c++) {
          double x = rows.rows().x[c][subject[s]];
          cluster.x()[2 * s + c] = x;
          cluster.residuals()[s] -= solution.beta()[c] * x;
        }
        for (int t = 0; t < n; t++) {
          cluster.covariance()[s * n + t] = variance * r.getEntry(subject[s], subject[t]);
        }
      }
      clusters.add(cluster);
    }
    double[] treatment = {0, 1};
    double[] known = {cr0, cr0 * Math.sqrt(197 / 196.0), cr2, cr3};
    for (Correction correction : Correction.values()) {
      RobustCovariance robust =
          new RobustCovariance(solution.betaCovariance(), correction, clusters);
      assertThat(robust.clusters()).isEqualTo(197);
      double expected = known[correction.ordinal()];
      assertThat(robust.standardError(treatment)).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Property(tries = 30)
  void covariancesAndDegreesOfFreedomAreAsDefined(
      @ForAll long seed, @ForAll Correction correction) {
    Random random = new Random(seed);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      clusters.add(random(2 + random.nextInt(4), random));
    }
    Dense dense = new Dense(clusters, correction);
    RobustCovariance robust =
        new RobustCovariance(flat(dense.fixedCovariance), correction, dense.clusters);
    double[] hypothesis = random.doubles(COLUMNS, -1, 1).toArray();
    double variance = dense.variance(hypothesis);
    assertThat(robust.standardError(hypothesis))
        .isCloseTo(Math.sqrt(variance), within(1e-8 * Math.sqrt(variance)));
    double df = dense.degreesOfFreedom(hypothesis);
    assertThat(robust.degreesOfFreedom(hypothesis)).isCloseTo(df, within(1e-7 * df));
    double[] other = random.doubles(COLUMNS, -1, 1).toArray();
    double[] differences = {random.nextGaussian(), random.nextGaussian()};
    FStatistic joint =
        robust.joint(new HypothesisSpace.Rows(new double[][] {hypothesis, other}, differences));
    double[] expected = dense.hotelling(hypothesis, other, differences);
    assertThat(joint.denominatorDf()).isCloseTo(expected[1], within(1e-7 * expected[1]));
    assertThat(joint.f()).isCloseTo(expected[0], within(1e-7 * expected[0]));
  }

  /** The first cluster alone has the second column: CR2 would be unbiased for the first alone. */
  @Property(tries = 10)
  void whatOneClusterAloneDeterminesHasNoAnswer(@ForAll long seed, @ForAll Correction correction) {
    Random random = new Random(seed);
    List<Cluster> clusters = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Cluster cluster = random(2 + random.nextInt(4), random);
      for (int s = 0; i > 0 && s < cluster.residuals().length; s++) {
        cluster.x()[s * COLUMNS + 1] = 0;
      }
      clusters.add(cluster);
    }
    Dense dense = new Dense(clusters, correction, false);
    RobustCovariance robust =
        new RobustCovariance(flat(dense.fixedCovariance), correction, dense.clusters);

    assertThat(robust.standardError(new double[] {0, 1, 0})).isNaN();
    assertThat(robust.degreesOfFreedom(new double[] {0.1, -0.5, 0})).isNaN();
    assertThat(robust.degreesOfFreedom(new double[] {1, 0, -2})).isBetween(0.0, 7.0);
    double[][] rows = {{1, 0, 0}, {0, 1, 0}};
    assertThat(robust.joint(new HypothesisSpace.Rows(rows, new double[2])).f()).isNaN();
  }

  /** With responses in the place of residuals. */
  private static Cluster random(int n, Random random) {
    double[] x = random.doubles(n * COLUMNS, -1, 1).toArray();
    double[] root = random.doubles(n * n, -1, 1).toArray();
    double[] covariance = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      covariance[i] = i / n == i % n ? 0.5 : 0;
      for (int l = 0; l < n; l++) {
        covariance[i] += root[i / n * n + l] * root[i % n * n + l];
      }
    }
    return new Cluster(x, covariance, random.doubles(n, -2, 2).toArray());
  }

  private static double[] flat(RealMatrix matrix) {
    int n = matrix.getColumnDimension();
    double[] flat = new double[matrix.getRowDimension() * n];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = matrix.getEntry(i / n, i % n);
    }
    return flat;
  }

  /** All rows at once. */
  private static final class Dense {

    final RealMatrix fixedCovariance;
    final List<Cluster> clusters = new ArrayList<>();
    private final RealMatrix v;
    private final RealMatrix residualMaker;
    private final RealVector residuals;

    /** {@code AᵀWX} of each cluster, in rows of its own. */
    private final List<RealMatrix> weights = new ArrayList<>();

    private final double factor;

    Dense(List<Cluster> responses, Correction correction) {
      this(responses, correction, true);
    }

    Dense(List<Cluster> responses, Correction correction, boolean corrected) {
      int n = responses.stream().mapToInt(each -> each.residuals().length).sum();
      v = MatrixUtils.createRealMatrix(n, n);
      RealMatrix x = MatrixUtils.createRealMatrix(n, COLUMNS);
      RealVector y = new ArrayRealVector(n);
      int first = 0;
      for (Cluster each : responses) {
        int size = each.residuals().length;
        for (int s = 0; s < size; s++) {
          y.setEntry(first + s, each.residuals()[s]);
          for (int c = 0; c < COLUMNS; c++) {
            x.setEntry(first + s, c, each.x()[s * COLUMNS + c]);
          }
          for (int t = 0; t < size; t++) {
            v.setEntry(first + s, first + t, each.covariance()[s * size + t]);
          }
        }
        first += size;
      }
      RealMatrix w = MatrixUtils.inverse(v);
      fixedCovariance = MatrixUtils.inverse(x.transpose().multiply(w).multiply(x));
      RealMatrix hat = x.multiply(fixedCovariance).multiply(x.transpose()).multiply(w);
      residualMaker = MatrixUtils.createRealIdentityMatrix(n).subtract(hat);
      residuals = residualMaker.operate(y);
      int at = 0;
      for (Cluster each : responses) {
        int last = at + each.residuals().length - 1;
        double[] own = residuals.getSubVector(at, last - at + 1).toArray();
        clusters.add(new Cluster(each.x(), each.covariance(), own));
        RealMatrix xi = x.getSubMatrix(at, last, 0, COLUMNS - 1);
        RealMatrix vi = v.getSubMatrix(at, last, at, last);
        RealMatrix a = correction(corrected ? correction : Correction.CR0, vi, xi);
        RealMatrix weight = MatrixUtils.createRealMatrix(n, COLUMNS);
        weight.setSubMatrix(
            a.transpose().multiply(MatrixUtils.inverse(vi)).multiply(xi).getData(), at, 0);
        weights.add(weight);
        at = last + 1;
      }
      double m = clusters.size();
      factor = correction == Correction.CR1 ? m / (m - 1) : 1;
    }

    private RealMatrix correction(Correction correction, RealMatrix vi, RealMatrix xi) {
      int n = vi.getRowDimension();
      RealMatrix identity = MatrixUtils.createRealIdentityMatrix(n);
      RealMatrix fitted = xi.multiply(fixedCovariance).multiply(xi.transpose());
      return switch (correction) {
        case CR0, CR1 -> identity;
        case CR2 -> {
          RealMatrix d = new CholeskyDecomposition(vi, 1e-10, 1e-12).getLT();
          RealMatrix b = d.multiply(vi.subtract(fitted)).multiply(d.transpose());
          RealMatrix root =
              new EigenDecomposition(b.add(b.transpose()).scalarMultiply(0.5)).getSquareRoot();
          yield d.transpose().multiply(MatrixUtils.inverse(root)).multiply(d);
        }
        case CR3 ->
            MatrixUtils.inverse(identity.subtract(fitted.multiply(MatrixUtils.inverse(vi))));
      };
    }

    double variance(double[] hypothesis) {
      double sum = 0;
      for (RealMatrix weight : weights) {
        double score = direction(weight, hypothesis).dotProduct(residuals);
        sum += score * score;
      }
      return factor * sum;
    }

    /** HTZ: F and its denominator, of {@code d_st = yᵀT_sty} with the covariance of two forms. */
    double[] hotelling(double[] first, double[] second, double[] differences) {
      RealMatrix l = MatrixUtils.createRealMatrix(new double[][] {first, second});
      RealMatrix mean = MatrixUtils.createRealMatrix(2, 2);
      RealMatrix robust = MatrixUtils.createRealMatrix(2, 2);
      for (RealMatrix weight : weights) {
        RealMatrix own = residualMaker.transpose().multiply(weight).multiply(fixedCovariance);
        RealMatrix g = own.multiply(l.transpose());
        mean = mean.add(g.transpose().multiply(v).multiply(g));
        RealMatrix u = weight.multiply(fixedCovariance).multiply(l.transpose());
        RealVector score = u.transpose().operate(residuals);
        robust = robust.add(score.outerProduct(score).scalarMultiply(factor));
      }
      RealMatrix symmetric = mean.add(mean.transpose()).scalarMultiply(0.5);
      RealMatrix root = MatrixUtils.inverse(new EigenDecomposition(symmetric).getSquareRoot());
      List<RealMatrix> whitened = new ArrayList<>();
      for (RealMatrix weight : weights) {
        RealMatrix own = residualMaker.transpose().multiply(weight).multiply(fixedCovariance);
        whitened.add(own.multiply(l.transpose()).multiply(root));
      }
      double variance = 0;
      for (int s = 0; s < 2; s++) {
        for (int t = 0; t < 2; t++) {
          RealMatrix form = MatrixUtils.createRealMatrix(v.getRowDimension(), v.getRowDimension());
          for (RealMatrix g : whitened) {
            form = form.add(g.getColumnVector(s).outerProduct(g.getColumnVector(t)));
          }
          RealMatrix both = form.add(form.transpose()).scalarMultiply(0.5).multiply(v);
          variance += 2 * both.multiply(both).getTrace();
        }
      }
      double eta = 6 / variance;
      RealVector difference = new ArrayRealVector(differences);
      double wald = difference.dotProduct(MatrixUtils.inverse(robust).operate(difference));
      return new double[] {(eta - 1) / (2 * eta) * wald, eta - 1};
    }

    private RealVector direction(RealMatrix weight, double[] hypothesis) {
      return weight.operate(fixedCovariance.operate(new ArrayRealVector(hypothesis)));
    }

    /** Of {@code yᵀTy}: {@code tr(TV)² / tr(TVTV)}. */
    double degreesOfFreedom(double[] hypothesis) {
      int n = v.getRowDimension();
      RealMatrix t = MatrixUtils.createRealMatrix(n, n);
      for (RealMatrix weight : weights) {
        RealVector own = residualMaker.transpose().operate(direction(weight, hypothesis));
        t = t.add(own.outerProduct(own));
      }
      RealMatrix tv = t.multiply(v);
      double trace = tv.getTrace();
      return trace * trace / tv.multiply(tv).getTrace();
    }
  }
}
