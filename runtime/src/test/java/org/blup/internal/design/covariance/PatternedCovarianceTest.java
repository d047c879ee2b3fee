package org.blup.internal.design.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;

/** Templates against the correlation matrices that define them. */
class PatternedCovarianceTest {

  private static final double DIFFERENCE = 1e-5;

  @Property(tries = 200)
  void aTemplateIsAFactorOfItsCovariance(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll @IntRange(min = 1, max = 6) int k) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    double[] parameters = draw(structure, k, seed);
    double[] covariance = square(k, structure.template(k, parameters, 0).value());
    double[] expected = correlations(correlation, k, angles(structure, k, parameters));
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        double s =
            structure.deviation(parameters[oneVariance ? 0 : a])
                * structure.deviation(parameters[oneVariance ? 0 : b]);
        assertThat(covariance[a * k + b]).isCloseTo(s * expected[a * k + b], within(1e-12));
      }
    }
  }

  @Property(tries = 200)
  void parametersOfACovarianceAreItsOwn(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll @IntRange(min = 1, max = 6) int k) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    double[] covariance = square(k, structure.template(k, draw(structure, k, seed), 0).value());
    double[] found = structure.parameters(k, covariance);
    double[] again = square(k, structure.template(k, found, 0).value());
    for (int i = 0; i < k * k; i++) {
      assertThat(again[i]).isCloseTo(covariance[i], within(1e-7));
    }
  }

  @Property(tries = 200)
  void derivativesAreLimitsOfDifferences(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll @IntRange(min = 1, max = 5) int k) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    double[] parameters = draw(structure, k, seed);
    PatternedCovariance.Template template = structure.template(k, parameters, 0);
    for (int i = 0; i < parameters.length; i++) {
      PatternedCovariance.Template above = moved(structure, k, parameters, i, DIFFERENCE);
      PatternedCovariance.Template below = moved(structure, k, parameters, i, -DIFFERENCE);
      for (int at = 0; at < k * k; at++) {
        assertThat(template.first()[i][at])
            .isCloseTo((above.value()[at] - below.value()[at]) / (2 * DIFFERENCE), within(1e-7));
        for (int j = 0; j < parameters.length; j++) {
          double change = above.first()[j][at] - below.first()[j][at];
          int pair = Math.max(i, j) * (Math.max(i, j) + 1) / 2 + Math.min(i, j);
          assertThat(template.second()[pair][at])
              .isCloseTo(change / (2 * DIFFERENCE), within(1e-6));
        }
      }
    }
  }

  /** At ρ = −1/(k − 1) and at ρ = 1 rank is lost, and the factor is what it should be. */
  @Test
  void bordersOfCompoundSymmetryAreOrdinaryPoints() {
    PatternedCovariance structure = new PatternedCovariance(Correlation.COMPOUND_SYMMETRY, true);
    for (int k = 2; k < 6; k++) {
      double[] lowest = square(k, structure.template(k, new double[] {2, 0}, 0).value());
      double[] highest = square(k, structure.template(k, new double[] {2, Math.PI / 2}, 0).value());
      for (int i = 0; i < k * k; i++) {
        double own = i % (k + 1) == 0 ? 4 : -4.0 / (k - 1);
        assertThat(lowest[i]).isCloseTo(own, within(1e-14));
        assertThat(highest[i]).isCloseTo(4, within(1e-14));
      }
    }
  }

  /** By whether the larger form has parameters for covariances of the smaller. */
  @Property(tries = 300)
  void aFormContainsAnotherIfItCanTakeItsCovariances(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll Correlation other,
      @ForAll boolean otherOneVariance) {
    int k = 4;
    PatternedCovariance large = new PatternedCovariance(correlation, oneVariance);
    PatternedCovariance small = new PatternedCovariance(other, otherOneVariance);
    double[] covariance = square(k, small.template(k, draw(small, k, seed), 0).value());
    double[] taken = square(k, large.template(k, large.parameters(k, covariance), 0).value());
    double difference = 0;
    for (int i = 0; i < k * k; i++) {
      difference = Math.max(difference, Math.abs(taken[i] - covariance[i]));
    }
    assertThat(large.contains(small)).isEqualTo(difference < 1e-7);
  }

  /** As many as of a hundred drawn covariances are linearly independent. */
  @Property(tries = 100)
  void theSpanIsTheRankOfManyCovariances(
      @ForAll long seed,
      @ForAll Correlation correlation,
      @ForAll boolean oneVariance,
      @ForAll @IntRange(min = 1, max = 4) int k) {
    PatternedCovariance structure = new PatternedCovariance(correlation, oneVariance);
    double[][] drawn = new double[100][];
    for (int i = 0; i < drawn.length; i++) {
      double[] parameters = draw(structure, k, seed + i);
      drawn[i] = square(k, structure.template(k, parameters, 0).value());
    }
    double[] values =
        new SingularValueDecomposition(new Array2DRowRealMatrix(drawn)).getSingularValues();
    long rank = Arrays.stream(values).filter(value -> value > 1e-10 * values[0]).count();
    assertThat(structure.span(k)).isEqualTo((int) rank);
    assertThat(structure.span(0)).isZero();
    assertThat(structure.parameters(0)).isZero();
  }

  private static PatternedCovariance.Template moved(
      PatternedCovariance structure, int k, double[] parameters, int i, double step) {
    double[] moved = parameters.clone();
    moved[i] += step;
    return structure.template(k, moved, 0);
  }

  private static double[] draw(PatternedCovariance structure, int k, long seed) {
    Random random = new Random(seed);
    double[] parameters = new double[structure.parameters(k)];
    for (int i = 0; i < parameters.length; i++) {
      boolean deviation = i < structure.deviations(k);
      parameters[i] =
          deviation
              ? structure.parameter(0.2 + 2 * random.nextDouble())
              : 2.8 * random.nextDouble() - 1.4;
    }
    return parameters;
  }

  private static double[] angles(PatternedCovariance structure, int k, double[] parameters) {
    double[] angles = new double[parameters.length - structure.deviations(k)];
    System.arraycopy(parameters, structure.deviations(k), angles, 0, angles.length);
    return angles;
  }

  /** By definition; those of Toeplitz form from partial autocorrelations by Durbin's recursion. */
  private static double[] correlations(Correlation correlation, int k, double[] angles) {
    double[] byLag = correlation == Correlation.TOEPLITZ ? autocorrelations(angles) : new double[0];
    double[] matrix = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        double element = 1;
        if (a != b) {
          element =
              switch (correlation) {
                case UNSTRUCTURED -> onSpheres(k, angles)[a * k + b];
                case NONE -> 0;
                case COMPOUND_SYMMETRY -> {
                  double share = Math.pow(Math.sin(angles[0]), 2);
                  yield share - (1 - share) / (k - 1);
                }
                case AUTOREGRESSIVE -> Math.pow(Math.sin(angles[0]), a - b);
                case ANTEDEPENDENCE -> {
                  double product = 1;
                  for (int j = b; j < a; j++) {
                    product *= Math.sin(angles[j]);
                  }
                  yield product;
                }
                case TOEPLITZ -> byLag[a - b];
              };
        }
        matrix[a * k + b] = element;
        matrix[b * k + a] = element;
      }
    }
    return matrix;
  }

  /** By points on unit spheres, one coordinate after the other. */
  private static double[] onSpheres(int k, double[] angles) {
    double[] points = new double[k * k];
    for (int a = 0; a < k; a++) {
      double left = 1;
      for (int b = 0; b < a; b++) {
        double angle = angles[a * (a - 1) / 2 + b];
        points[a * k + b] = left * Math.sin(angle);
        left *= Math.cos(angle);
      }
      points[a * (k + 1)] = left;
    }
    return square(k, points);
  }

  private static double[] autocorrelations(double[] angles) {
    int k = angles.length + 1;
    double[] r = new double[k];
    r[0] = 1;
    double[] phi = new double[0];
    double variance = 1;
    for (int m = 1; m < k; m++) {
      double partial = Math.sin(angles[m - 1]);
      r[m] = partial * variance;
      for (int j = 0; j < phi.length; j++) {
        r[m] += phi[j] * r[m - 1 - j];
      }
      double[] next = new double[m];
      for (int j = 0; j < m - 1; j++) {
        next[j] = phi[j] - partial * phi[m - 2 - j];
      }
      next[m - 1] = partial;
      phi = next;
      variance *= 1 - partial * partial;
    }
    return r;
  }

  private static double[] square(int k, double[] lower) {
    double[] square = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        for (int c = 0; c < k; c++) {
          square[a * k + b] += lower[a * k + c] * lower[b * k + c];
        }
      }
    }
    return square;
  }
}
