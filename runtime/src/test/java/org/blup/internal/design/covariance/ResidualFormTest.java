package org.blup.internal.design.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** The coefficients of sums and their derivatives against differences and dense matrices. */
class ResidualFormTest {

  private static final int VISITS = 4;
  private static final List<String> NAMES = List.of("visit 1", "visit 2", "visit 3", "visit 4");
  private static final double STEP = 2e-4;

  private interface Function {
    double[] at(double[] x);
  }

  @Property(tries = 60)
  void derivativesOfVisitsAreTheLimitsOfDifferences(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    Random random = new Random(seed);
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    check(form(structure, random), random);
  }

  @Property(tries = 20)
  void derivativesOfStrataAreTheLimitsOfDifferences(@ForAll long seed) {
    Random random = new Random(seed);
    check(Forms.strata(random.longs(3, 1, 9).toArray()), random);
  }

  @Property(tries = 40)
  void derivativesOfVisitsByStratumAreTheLimitsOfDifferences(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    Random random = new Random(seed);
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    check(Forms.byStratum(List.of(form(structure, random), form(structure, random))), random);
  }

  private static Visits form(PatternedCovariance structure, Random random) {
    List<int[]> patterns = new ArrayList<>(List.of(IntStream.range(0, VISITS).toArray()));
    for (int p = 0; p < 3; p++) {
      int count = 1 + random.nextInt(VISITS - 1);
      patterns.add(random.ints(0, VISITS).distinct().limit(count).sorted().toArray());
    }
    return new Visits(structure, NAMES, patterns, random.longs(4, 1, 9).toArray());
  }

  private static void check(SummedForm form, Random random) {
    double[] phi = parameters(form, random);
    double[] of = random.doubles(form.sums(), -1, 1).toArray();
    ResidualForm.Combination at = form.at(phi);
    int m = phi.length;
    double[][] value = differences(x -> new double[] {dot(form.at(x).coefficients(), of)}, phi);
    double[][] slope = differences(x -> slopes(form.at(x), of), phi);
    double[][] trace = differences(x -> form.at(x).logDeterminantSlopes(), phi);
    double[] squares = at.squares(of);
    double[] seconds = at.seconds(of);
    double[] traces = at.traces();
    double[] secondTraces = at.secondTraces();
    for (int i = 0; i < m; i++) {
      double logDeterminant = difference(x -> form.at(x).logDeterminant(), phi, i);
      assertClose(at.logDeterminantSlopes()[i], logDeterminant);
      assertClose(slopes(at, of)[i], value[i][0]);
      for (int j = 0; j < m; j++) {
        assertClose(2 * squares[i * m + j] - seconds[i * m + j], slope[i][j]);
        assertClose(secondTraces[i * m + j] - traces[i * m + j], trace[i][j]);
      }
    }
    double[] weights = symmetric(m, random);
    assertClose(dot(at.weightedSquares(weights), of), dot(weights, squares));
  }

  /** Squares by their definition, in a pattern of all visits. */
  @Property(tries = 60)
  void squaresAreProductsOfDerivatives(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    Random random = new Random(seed);
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    int[] all = IntStream.range(0, VISITS).toArray();
    Visits form = new Visits(structure, NAMES, List.of(all), new long[] {3});
    double[] phi = parameters(form, random);
    double[] of = random.doubles(form.sums(), -1, 1).toArray();
    RealMatrix q = MatrixUtils.inverse(covariance(structure, phi));
    int m = phi.length;
    RealMatrix[] changes = new RealMatrix[m];
    for (int i = 0; i < m; i++) {
      changes[i] = q.multiply(change(structure, phi, i)).multiply(q);
    }
    double[] squares = form.at(phi).squares(of);
    double[] traces = form.at(phi).traces();
    RealMatrix r = covariance(structure, phi);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        RealMatrix product = changes[i].multiply(r).multiply(changes[j]);
        assertClose(squares[i * m + j], withSums(product, of));
        double trace = changes[i].multiply(r).multiply(changes[j]).multiply(r).getTrace();
        assertClose(traces[i * m + j], 3 * trace);
      }
    }
  }

  /** Variances and correlations of sR moved themselves. */
  @Property(tries = 60)
  void naturalSecondsAreThoseForVariancesAndCorrelations(
      @ForAll long seed, @ForAll Correlation correlation, @ForAll boolean oneVariance) {
    Random random = new Random(seed);
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    int[] all = IntStream.range(0, VISITS).toArray();
    Visits form = new Visits(structure, NAMES, List.of(all), new long[] {1});
    double[] phi = parameters(form, random);
    double[] of = random.doubles(form.sums(), -1, 1).toArray();
    int m = phi.length + 1;
    double[] weights = symmetric(m, random);
    double natural = dot(form.at(phi).naturalSeconds(weights), of);
    if (structure.span(VISITS) == structure.parameters(VISITS)) {
      assertThat(natural).isZero();
      return;
    }
    double[] withScale = Arrays.copyOf(phi, m);
    withScale[m - 1] = 1;
    Function eta = x -> natural(structure, x);
    double[][] jacobian = differences(eta, withScale);
    RealMatrix j = new Array2DRowRealMatrix(jacobian).transpose();
    RealMatrix w = new Array2DRowRealMatrix(m, m);
    for (int i = 0; i < m * m; i++) {
      w.setEntry(i / m, i % m, weights[i]);
    }
    RealMatrix ofNatural = j.multiply(w).multiply(j.transpose());
    RealMatrix q = MatrixUtils.inverse(covariance(structure, phi));
    double[] at = eta.at(withScale);
    double expected = 0;
    Function products =
        x -> {
          RealMatrix moved = ofNatural(correlation, oneVariance, x);
          return new double[] {withSums(q.multiply(moved).multiply(q), of)};
        };
    for (int i = 0; i < m; i++) {
      int row = i;
      Function slope = x -> new double[] {differences(products, x)[row][0]};
      double[][] second = differences(slope, at);
      for (int c = 0; c < m; c++) {
        expected += ofNatural.getEntry(i, c) * second[c][0];
      }
    }
    assertThat(natural).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
  }

  /** s and, where there are several, the other variances; then the correlations. */
  private static double[] natural(PatternedCovariance structure, double[] phiAndScale) {
    int m = phiAndScale.length;
    double s = phiAndScale[m - 1];
    RealMatrix r = covariance(structure, Arrays.copyOf(phiAndScale, m - 1));
    double[] natural = new double[m];
    int next = 0;
    for (int a = 0; a < structure.deviations(VISITS); a++) {
      natural[next++] = s * r.getEntry(a, a);
    }
    boolean neighbours = structure.correlation() == Correlation.ANTEDEPENDENCE;
    for (int c = 1; next < m; c++) {
      int other = neighbours ? c - 1 : 0;
      double product = r.getEntry(c, c) * r.getEntry(other, other);
      natural[next++] = r.getEntry(c, other) / Math.sqrt(product);
    }
    return natural;
  }

  private static RealMatrix ofNatural(
      Correlation correlation, boolean oneVariance, double[] natural) {
    int first = oneVariance ? 1 : VISITS;
    RealMatrix v = MatrixUtils.createRealMatrix(VISITS, VISITS);
    for (int a = 0; a < VISITS; a++) {
      for (int b = 0; b < VISITS; b++) {
        double value = oneVariance ? natural[0] : Math.sqrt(natural[a]) * Math.sqrt(natural[b]);
        int low = Math.min(a, b);
        int high = Math.max(a, b);
        if (correlation == Correlation.AUTOREGRESSIVE) {
          value *= Math.pow(natural[first], high - low);
        } else if (correlation == Correlation.ANTEDEPENDENCE) {
          for (int c = low; c < high; c++) {
            value *= natural[first + c];
          }
        } else if (correlation == Correlation.TOEPLITZ && low < high) {
          value *= natural[first + high - low - 1];
        } else if (low < high) {
          value *= natural[first];
        }
        v.setEntry(a, b, value);
      }
    }
    return v;
  }

  private static RealMatrix covariance(PatternedCovariance structure, double[] phi) {
    double[] all = new double[phi.length + 1];
    all[0] = structure.parameter(1);
    System.arraycopy(phi, 0, all, 1, phi.length);
    RealMatrix root = MatrixUtils.createRealMatrix(VISITS, VISITS);
    double[] values = structure.template(VISITS, all, 0).value();
    for (int i = 0; i < values.length; i++) {
      root.setEntry(i / VISITS, i % VISITS, values[i]);
    }
    return root.multiply(root.transpose());
  }

  private static RealMatrix change(PatternedCovariance structure, double[] phi, int i) {
    double[] above = phi.clone();
    double[] below = phi.clone();
    above[i] += STEP;
    below[i] -= STEP;
    return covariance(structure, above)
        .subtract(covariance(structure, below))
        .scalarMultiply(0.5 / STEP);
  }

  /** A symmetrised matrix of the one pattern's visits with what is given for its sums. */
  private static double withSums(RealMatrix matrix, double[] of) {
    double sum = 0;
    int at = 0;
    for (int s = 0; s < VISITS; s++) {
      for (int t = s; t < VISITS; t++) {
        sum += of[at++] * (matrix.getEntry(s, t) + matrix.getEntry(t, s)) / 2;
      }
    }
    return sum;
  }

  private static double[] slopes(ResidualForm.Combination at, double[] of) {
    return Arrays.stream(at.slopes()).mapToDouble(slope -> dot(slope, of)).toArray();
  }

  /** Parameters not far from independence, so that R is well conditioned. */
  private static double[] parameters(SummedForm form, Random random) {
    double[] phi = form.independent();
    Arrays.setAll(phi, i -> phi[i] + 0.3 * (2 * random.nextDouble() - 1));
    return phi;
  }

  private static double[] symmetric(int m, Random random) {
    double[] weights = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        weights[i * m + j] = random.nextGaussian();
        weights[j * m + i] = weights[i * m + j];
      }
    }
    return weights;
  }

  private static double difference(ToDoubleFunction<double[]> function, double[] x, int i) {
    return differences(moved -> new double[] {function.applyAsDouble(moved)}, x)[i][0];
  }

  /** For each parameter the derivatives of all values, extrapolated from two steps (Richardson). */
  private static double[][] differences(Function function, double[] x) {
    double[][] differences = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      double[] wide = difference(function, x, i, 2 * STEP);
      double[] narrow = difference(function, x, i, STEP);
      differences[i] = new double[wide.length];
      Arrays.setAll(differences[i], c -> (4 * narrow[c] - wide[c]) / 3);
    }
    return differences;
  }

  private static double[] difference(Function function, double[] x, int i, double step) {
    double[] moved = x.clone();
    moved[i] = x[i] + step;
    double[] above = function.at(moved);
    moved[i] = x[i] - step;
    double[] below = function.at(moved);
    double[] difference = new double[above.length];
    Arrays.setAll(difference, c -> (above[c] - below[c]) / (2 * step));
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
  }
}
