package org.blup.internal.design.rowcovariance;

import java.util.stream.IntStream;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.Range;

/**
 * Correlations that decay with the distance of a number. The parameter is the logarithm of the
 * range over a unit.
 *
 * @param unit a distance as rows have it
 */
record DecayKernel(Decay decay, double unit) implements CorrelationKernel {

  /** The ranges that a start looks at, as powers of two of the unit. */
  private static final int LEAST_DOUBLING = -2;

  /** Binary logarithm of the largest range that is tried. */
  private static final int MOST_DOUBLING = 9;

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public double[] independent() {
    return new double[] {-1};
  }

  @Override
  public double[][] candidates() {
    return IntStream.rangeClosed(LEAST_DOUBLING, MOST_DOUBLING)
        .mapToObj(doubling -> new double[] {doubling * Math.log(2)})
        .toArray(double[][]::new);
  }

  @Override
  public Range range(double[] parameters, int parameter) {
    return new Range(LEAST_DOUBLING * Math.log(2), MOST_DOUBLING * Math.log(2));
  }

  /** The range for a parameter. */
  double range(double parameter) {
    return unit * Math.exp(parameter);
  }

  @Override
  public boolean isMarkov() {
    return decay == Decay.EXPONENTIAL;
  }

  @Override
  public At at(double[] parameters) {
    double range = range(parameters[0]);
    return isMarkov() ? new Exponential(range) : new Gaussian(range);
  }

  /** {@code r = e^−z}, whose derivatives for the range's logarithm are zr and (z² − z)r. */
  private static final class Exponential extends MarkovProcess {

    private final double range;

    Exponential(double range) {
      this.range = range;
    }

    @Override
    MarkovStep make(double distance) {
      double z = distance / range;
      double r = Math.exp(-z);
      return r == 0
          ? new MarkovStep(0, 0, 0, 1, 1)
          : new MarkovStep(r, z * r, (z * z - z) * r, -Math.expm1(-z), -Math.expm1(-2 * z));
    }

    @Override
    public double of(double first, double second) {
      return Math.exp(-Math.abs(first - second) / range);
    }

    @Override
    public double range() {
      return range;
    }

    @Override
    public double[] naturalShift(double[] weights) {
      return new double[] {weights[0]};
    }
  }

  /** {@code r = e^−z}, z = (d/range)², with derivatives 2zr and (4z² − 4z)r. */
  private record Gaussian(double range) implements At {

    @Override
    public SubjectCorrelation of(double[] positions) {
      int n = positions.length;
      double[] value = new double[n * n];
      double[] first = new double[n * n];
      double[] second = new double[n * n];
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          double root = (positions[a] - positions[b]) / range;
          double z = root * root;
          double r = Math.exp(-z);
          value[a * n + b] = r;
          first[a * n + b] = r == 0 ? 0 : 2 * z * r;
          second[a * n + b] = r == 0 ? 0 : 4 * (z * z - z) * r;
        }
      }
      return new DenseCorrelation(
          n, value, () -> new double[][] {first}, () -> new double[][] {second});
    }

    @Override
    public double of(double first, double second) {
      double distance = (first - second) / range;
      return Math.exp(-distance * distance);
    }

    @Override
    public double[] naturalShift(double[] weights) {
      return new double[] {weights[0]};
    }
  }
}
