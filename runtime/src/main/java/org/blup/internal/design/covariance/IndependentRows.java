package org.blup.internal.design.covariance;

import java.util.List;

/**
 * Independent residuals of one variance: {@code R = I}, of one sum and without parameters.
 *
 * @param name of what they have in common, as for a stratum
 * @param rows how many they are
 */
public record IndependentRows(String name, long rows) implements SummedForm {

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public int sums() {
    return 1;
  }

  @Override
  public double[] independent() {
    return new double[0];
  }

  @Override
  public Range range(double[] phi, int parameter) {
    throw new IndexOutOfBoundsException(parameter);
  }

  @Override
  public double[] start(double[] squares) {
    return new double[0];
  }

  @Override
  public double variance(double[] squares) {
    return squares[0] / rows;
  }

  @Override
  public double meanVariance(double[] phi) {
    return 1;
  }

  @Override
  public List<Block> blocks(double[] phi) {
    return List.of(Block.of("", List.of(name), new double[] {1}));
  }

  @Override
  public Combination at(double[] phi) {
    return Identity.INSTANCE;
  }

  private enum Identity implements SummedForm.Combination {
    INSTANCE;

    @Override
    public double[] coefficients() {
      return new double[] {1};
    }

    @Override
    public double[][] slopes() {
      return new double[0][];
    }

    @Override
    public double logDeterminant() {
      return 0;
    }

    @Override
    public double[] logDeterminantSlopes() {
      return new double[0];
    }

    @Override
    public double[] traces() {
      return new double[0];
    }

    @Override
    public double[] secondTraces() {
      return new double[0];
    }

    @Override
    public double[] squares(double[] of) {
      return new double[0];
    }

    @Override
    public double[] seconds(double[] of) {
      return new double[0];
    }

    @Override
    public double[] weightedSquares(double[] weights) {
      return new double[1];
    }

    @Override
    public double[] naturalSeconds(double[] weights) {
      return new double[1];
    }
  }
}
