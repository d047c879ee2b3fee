package org.blup.internal.design.rowcovariance;

import java.util.Arrays;
import org.blup.internal.design.covariance.NaturalParameters;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.Range;
import org.blup.internal.design.covariance.SquareMatrix;
import org.blup.internal.design.covariance.Visits;
import org.blup.internal.numeric.Quadratic;

/**
 * The covariance of any structure over visits, σ that of the first: a subject has the part that
 * belongs to its visits.
 */
final class PositionKernel implements CorrelationKernel {

  private final PatternedCovariance structure;
  private final int visits;
  private final double[] independent;

  PositionKernel(PatternedCovariance structure, int visits) {
    this.structure = structure;
    this.visits = visits;
    independent =
        isMarkov()
            ? new double[] {0}
            : Visits.withoutSigma(structure.parameters(visits, SquareMatrix.identity(visits)));
  }

  @Override
  public boolean isMarkov() {
    return structure.isSeries() && visits > 1;
  }

  @Override
  public int parameters() {
    return independent.length;
  }

  @Override
  public double[] independent() {
    return independent.clone();
  }

  @Override
  public double[][] candidates() {
    // Correlations from −0.93 to 0.96; of more parameters a search starts at independence.
    double[] angles = {-1.2, -0.6, 0.2, 0.6, 1, 1.3};
    return independent.length == 1
        ? Arrays.stream(angles).mapToObj(a -> new double[] {a}).toArray(double[][]::new)
        : new double[][] {independent()};
  }

  @Override
  public Range range(double[] parameters, int parameter) {
    return structure.range(visits, Visits.withSigma(structure, parameters), parameter + 1);
  }

  @Override
  public At at(double[] parameters) {
    return isMarkov() ? new Series(parameters[0]) : new Whole(parameters);
  }

  /** {@code ρ = sin a} to the power of the steps between rows. */
  private static final class Series extends MarkovProcess {

    private final double angle;

    Series(double angle) {
      this.angle = angle;
    }

    @Override
    MarkovStep make(double distance) {
      double rho = Math.sin(angle);
      double change = Math.cos(angle);
      double r = Math.pow(rho, distance);
      double once = distance * Math.pow(rho, distance - 1);
      double twice = distance == 1 ? 0 : distance * (distance - 1) * Math.pow(rho, distance - 2);
      double half = Math.sin(Math.PI / 4 - Math.abs(Math.IEEEremainder(angle, Math.PI)) / 2);
      double logarithm = distance * Math.log1p(-2 * half * half);
      double fromOne = r > 0 ? -Math.expm1(logarithm) : 1 - r;
      return new MarkovStep(
          r,
          once * change,
          twice * change * change - once * rho,
          fromOne,
          r == 0 ? 1 : -Math.expm1(2 * logarithm));
    }

    @Override
    public double of(double first, double second) {
      return Math.pow(Math.sin(angle), Math.abs(first - second));
    }

    @Override
    public double range() {
      return Double.NaN;
    }

    @Override
    public double[] naturalShift(double[] weights) {
      return new double[] {-weights[0] * Math.tan(angle)};
    }
  }

  /** The covariance of all visits, and its derivatives where these are asked for. */
  private final class Whole implements At {

    private final double[] all;
    private final double[] value;
    private volatile double[][] first = {};
    private volatile double[][] second = {};

    Whole(double[] parameters) {
      all = Visits.withSigma(structure, parameters);
      value = structure.template(visits, all, 0, false).covariance(visits);
    }

    private double[][] first() {
      if (first.length == 0) {
        first = structure.template(visits, all, 0, false).covarianceSlopes(visits, 1);
      }
      return first;
    }

    private double[][] second() {
      if (second.length == 0) {
        PatternedCovariance.Template root = structure.template(visits, all, 0);
        int m = all.length - 1;
        double[][] matrices = new double[m * (m + 1) / 2][];
        for (int i = 0; i < m; i++) {
          double[] ofI = root.first()[i + 1];
          for (int j = 0; j <= i; j++) {
            double[] half = product(root.second()[(i + 1) * (i + 2) / 2 + j + 1], root.value());
            SquareMatrix.addMultiple(1, product(ofI, root.first()[j + 1]), half);
            matrices[i * (i + 1) / 2 + j] = SquareMatrix.withTransposed(visits, half);
          }
        }
        second = matrices;
      }
      return second;
    }

    /** {@code ABᵀ}. */
    private double[] product(double[] a, double[] b) {
      return Quadratic.product(visits, a, SquareMatrix.transposed(visits, b));
    }

    @Override
    public SubjectCorrelation of(double[] positions) {
      int[] own = Arrays.stream(positions).mapToInt(position -> (int) position).toArray();
      return new DenseCorrelation(
          own.length, part(own, value), () -> parts(own, first()), () -> parts(own, second()));
    }

    private double[] part(int[] own, double[] matrix) {
      return SquareMatrix.part(visits, own, matrix);
    }

    private double[][] parts(int[] own, double[][] matrices) {
      return Arrays.stream(matrices).map(m -> part(own, m)).toArray(double[][]::new);
    }

    @Override
    public double of(double one, double other) {
      return value[(int) one * visits + (int) other];
    }

    @Override
    public double range() {
      return Double.NaN;
    }

    @Override
    public double[] naturalShift(double[] weights) {
      return new NaturalParameters(structure, visits, all).shift(weights);
    }
  }
}
