package org.blup.internal.design.rowcovariance;

/**
 * Rows in an order, the correlation of two of them the product of those of the neighbours between
 * them, {@code C_ab = Π r}, of which all depend on one parameter: every product takes a number of
 * steps proportional to the rows. With E of two diagonals, {@code (Ex)_a = (x_a − r_a x_{a−1}) /
 * √(1 − r_a²)}; differences are taken of rows, which keeps their digits where r is close to 1.
 */
final class MarkovCorrelation implements SubjectCorrelation {

  private final MarkovStep[] steps;

  /**
   * A correlation matrix.
   *
   * @param steps of each row; that of the first is not used
   */
  MarkovCorrelation(MarkovStep[] steps) {
    this.steps = steps;
  }

  @Override
  public int rows() {
    return steps.length;
  }

  @Override
  public void whiten(double[] x, int columns) {
    for (int a = steps.length - 1; a > 0; a--) {
      double factor = 1 / steps[a].root();
      double fromOne = steps[a].fromOne();
      int at = a * columns;
      for (int c = 0; c < columns; c++) {
        double before = x[at - columns + c];
        x[at + c] = (x[at + c] - before + fromOne * before) * factor;
      }
    }
  }

  @Override
  public void colour(double[] x) {
    for (int a = 1; a < steps.length; a++) {
      x[a] = steps[a].root() * x[a] + steps[a].value() * x[a - 1];
    }
  }

  @Override
  public void whitenTransposed(double[] x, int columns) {
    for (int a = 0; a < steps.length; a++) {
      int at = a * columns;
      for (int c = 0; a > 0 && c < columns; c++) {
        x[at + c] /= steps[a].root();
        x[at - columns + c] -= steps[a].value() * x[at + c];
      }
    }
  }

  @Override
  public double[] times(double[] x, int columns) {
    return product(x, columns, 0);
  }

  @Override
  public double[] firstTimes(int i, double[] x, int columns) {
    return product(x, columns, 1);
  }

  @Override
  public double[] secondTimes(int i, int j, double[] x, int columns) {
    return product(x, columns, 2);
  }

  /**
   * The product of x with C, or its first or second derivative: of the rows on one side of a row
   * {@code Σ C_ab x_b} follows from that of its neighbour, and so do its derivatives.
   */
  private double[] product(double[] x, int columns, int order) {
    double[] product = new double[x.length];
    for (int c = 0; c < columns; c++) {
      double sum = 0;
      double first = 0;
      double second = 0;
      for (int a = 0; a < steps.length; a++) {
        int at = a * columns + c;
        if (a > 0) {
          MarkovStep step = steps[a];
          second = step.second() * sum + 2 * step.first() * first + step.value() * second;
          first = step.first() * sum + step.value() * first;
          sum = step.value() * sum;
        }
        product[at] = order == 0 ? sum + x[at] : order == 1 ? first : second;
        sum += x[at];
      }
      sum = 0;
      first = 0;
      second = 0;
      for (int a = steps.length - 1; a >= 0; a--) {
        int at = a * columns + c;
        product[at] += order == 0 ? sum : order == 1 ? first : second;
        if (a > 0) {
          MarkovStep step = steps[a];
          sum += x[at];
          second = step.second() * sum + 2 * step.first() * first + step.value() * second;
          first = step.first() * sum + step.value() * first;
          sum = step.value() * sum;
        }
      }
    }
    return product;
  }

  @Override
  public double logDeterminant() {
    double sum = 0;
    for (int a = 1; a < steps.length; a++) {
      sum += steps[a].logDeterminant();
    }
    return sum;
  }

  /** Two neighbours' elements of C⁻¹. */
  private static double besideDiagonal(MarkovStep step) {
    return -step.value() / step.squareFromOne();
  }

  @Override
  public double[] firstDiagonal(int i) {
    double[] diagonal = new double[steps.length];
    for (int a = 1; a < steps.length; a++) {
      double both = besideDiagonal(steps[a]) * steps[a].first();
      diagonal[a - 1] += both;
      diagonal[a] += both;
    }
    return diagonal;
  }

  @Override
  public double trace(int i, int j) {
    double sum = 0;
    for (int a = 1; a < steps.length; a++) {
      double r = steps[a].value();
      double change = steps[a].first() / steps[a].squareFromOne();
      sum += 2 * (1 + r * r) * change * change;
    }
    return sum;
  }

  @Override
  public double secondTrace(int i, int j) {
    double sum = 0;
    for (int a = 1; a < steps.length; a++) {
      double r = steps[a].value();
      double left = steps[a].squareFromOne();
      double change = steps[a].first();
      sum -= 2 * (change * change + r * steps[a].second()) / left;
      sum -= 4 * r * r * change * change / (left * left);
    }
    return sum + trace(i, j);
  }

  @Override
  public double productTrace(double[] t) {
    double sum = 0;
    for (int a = 0; a < steps.length; a++) {
      double diagonal = 1;
      if (a > 0) {
        double r = steps[a].value();
        diagonal += r * r / steps[a].squareFromOne();
        sum += 2 * t[a - 1] * t[a] * besideDiagonal(steps[a]) * r;
      }
      if (a + 1 < steps.length) {
        double r = steps[a + 1].value();
        diagonal += r * r / steps[a + 1].squareFromOne();
      }
      sum += t[a] * t[a] * diagonal;
    }
    return sum;
  }
}
