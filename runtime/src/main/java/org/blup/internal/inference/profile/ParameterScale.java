package org.blup.internal.inference.profile;

/** On which scale an estimate is about normal, and where its parameter ends. */
public enum ParameterScale {
  LOGARITHM(0, Double.POSITIVE_INFINITY) {
    @Override
    public double of(double value) {
      return Math.log(value);
    }

    @Override
    public double back(double transformed) {
      return Math.exp(transformed);
    }
  },
  FISHER(-1, 1) {
    @Override
    public double of(double value) {
      return 0.5 * (Math.log1p(value) - Math.log1p(-value));
    }

    @Override
    public double back(double transformed) {
      return Math.tanh(transformed);
    }
  },
  OWN(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY) {
    @Override
    public double of(double value) {
      return value;
    }

    @Override
    public double back(double transformed) {
      return transformed;
    }
  };

  /** The ends of the parameter, which it does not reach. */
  final double lower;

  final double upper;

  ParameterScale(double lower, double upper) {
    this.lower = lower;
    this.upper = upper;
  }

  /** The parameter on this scale. */
  public abstract double of(double value);

  /** The parameter itself. */
  public abstract double back(double transformed);
}
