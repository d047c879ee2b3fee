package org.blup.internal.design.rowcovariance;

import org.blup.internal.design.covariance.Range;

/** Rows that are independent, each a subject of its own. */
record NoCorrelation() implements CorrelationKernel, CorrelationKernel.At {

  private static final SubjectCorrelation ONE_ROW = new MarkovCorrelation(new MarkovStep[1]);

  @Override
  public int parameters() {
    return 0;
  }

  @Override
  public double[] independent() {
    return new double[0];
  }

  @Override
  public double[][] candidates() {
    return new double[][] {{}};
  }

  @Override
  public Range range(double[] parameters, int parameter) {
    throw new IndexOutOfBoundsException(parameter);
  }

  @Override
  public At at(double[] parameters) {
    return this;
  }

  @Override
  public SubjectCorrelation of(double[] positions) {
    return ONE_ROW;
  }

  @Override
  public double of(double first, double second) {
    return 1;
  }

  @Override
  public double range() {
    return Double.NaN;
  }

  @Override
  public double[] naturalShift(double[] weights) {
    return new double[0];
  }
}
