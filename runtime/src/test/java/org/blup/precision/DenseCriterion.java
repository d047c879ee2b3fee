package org.blup.precision;

import java.util.Arrays;
import java.util.List;

/**
 * The REML or ML criterion by its definition, with the n × n covariance of y, and its gradient. The
 * columns of X, those of y, and those of each correlated term are made orthogonal in 32 digits
 * first, so that shifts and units cost no digits; the rest is done in double precision, whose
 * rounding grows with the square of θ. Parameters are the elements of the terms' lower triangles,
 * in units of the residual's deviation.
 */
final class DenseCriterion {

  /**
   * A column of Z of which those before it leave less than this share of its square is made up by
   * them: Blup takes it so, since that is rounding of the cross-products.
   */
  private static final double DEPENDENT = 1e-14;

  private final HostileDesign rows;
  private final double[][] x;
  private final int n;
  private final int p;
  private final List<PreciseFit.Term> terms;

  /** For each term the matrix that makes its columns orthogonal, upper triangular. */
  private final DoubleDouble[][][] basis;

  /** For each term, effect and row the orthogonal columns, times the root of the weight. */
  private final double[][][] z;

  /** The orthonormal columns of X, and behind them what they leave of y, of length one. */
  private final double[][] border;

  private final double constant;
  private final int[] termStart;

  /** The covariance of y of the last parameters, and its Cholesky factor. */
  private final double[][] factor;

  private final double[][] solved;
  private double residual;

  /**
   * The criterion of a design.
   *
   * @param x the independent columns of X
   */
  DenseCriterion(HostileDesign rows, double[][] x) {
    this.rows = rows;
    this.x = x;
    n = rows.n;
    p = x.length;
    terms = rows.z();
    basis = new DoubleDouble[terms.size()][][];
    z = new double[terms.size()][][];
    termStart = new int[terms.size() + 1];
    for (int t = 0; t < terms.size(); t++) {
      int k = terms.get(t).columns().length;
      boolean correlated = rows.isCorrelated(t);
      DoubleDouble[][] columns = PreciseColumns.weighted(terms.get(t).columns(), rows.weights);
      basis[t] = PreciseColumns.orthogonalise(columns, correlated, DEPENDENT);
      z[t] = PreciseColumns.high(columns);
      termStart[t + 1] = termStart[t] + (correlated ? k * (k + 1) / 2 : k);
    }
    DoubleDouble[][] columns = PreciseColumns.weighted(x, rows.weights);
    DoubleDouble[][] original = PreciseColumns.weighted(x, rows.weights);
    PreciseColumns.orthogonalise(columns, true, 0);
    DoubleDouble[] y = PreciseColumns.weighted(new double[][] {rows.y}, rows.weights)[0];
    DoubleDouble[][] all = Arrays.copyOf(columns, p + 1);
    double logDeterminant = 0;
    for (int c = 0; c < p; c++) {
      all[c] = PreciseColumns.unit(columns[c]);
      double left = PreciseColumns.product(original[c], all[c]).high();
      logDeterminant += rows.reml ? 2 * Math.log(Math.abs(left)) : 0;
      y = PreciseColumns.less(y, PreciseColumns.product(all[c], y), all[c]);
    }
    all[p] = PreciseColumns.unit(y);
    border = PreciseColumns.high(all);
    double logSquare = Math.log(PreciseColumns.product(y, y).high());
    double logWeights = Arrays.stream(rows.weights).map(Math::log).sum();
    double df = degreesOfFreedom();
    constant = logDeterminant - logWeights + df * (1 + Math.log(2 * Math.PI / df) + logSquare);
    factor = new double[n][n];
    solved = new double[p + 1][n];
  }

  int parameters() {
    return termStart[terms.size()];
  }

  /** The parameters from which a term's begin. */
  int termStart(int term) {
    return termStart[term];
  }

  int terms() {
    return terms.size();
  }

  /** Parameters of independent effects with a relative standard deviation each. */
  double[] independent(double deviation) {
    double[] theta = new double[parameters()];
    for (int t = 0; t < terms.size(); t++) {
      double[][] lower = lower(t, theta);
      for (int a = 0; a < lower.length; a++) {
        theta[parameter(t, a, a)] = deviation;
      }
    }
    return theta;
  }

  /** What the last parameters leave of yᵀPy at V = I. */
  double residualShare() {
    return residual;
  }

  /** The same criterion in 32 digits. */
  double precise(double[] theta) {
    DoubleDouble[][][] templates = new DoubleDouble[terms.size()][][];
    for (int t = 0; t < templates.length; t++) {
      double[][] lower = lower(t, theta);
      int k = lower.length;
      templates[t] = new DoubleDouble[k][k];
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          DoubleDouble sum = DoubleDouble.ZERO;
          for (int c = 0; c < k; c++) {
            sum = sum.plus(basis[t][a][c].times(lower[c][b]));
          }
          templates[t][a][b] = sum;
        }
      }
    }
    return PreciseCriterion.at(rows, x, templates);
  }

  /** The criterion in 32 digits at parameters in the user's basis, column by column. */
  double preciseByUser(double[] theta) {
    DoubleDouble[][][] templates = new DoubleDouble[terms.size()][][];
    int next = 0;
    for (int t = 0; t < templates.length; t++) {
      int k = terms.get(t).columns().length;
      templates[t] = new DoubleDouble[k][k];
      for (DoubleDouble[] row : templates[t]) {
        Arrays.fill(row, DoubleDouble.ZERO);
      }
      for (int b = 0; b < k; b++) {
        for (int a = b; a < (rows.isCorrelated(t) ? k : b + 1); a++) {
          templates[t][a][b] = DoubleDouble.of(theta[next++]);
        }
      }
    }
    return PreciseCriterion.at(rows, x, templates);
  }

  /** The criterion; infinite where rounding leaves no positive definite matrix. */
  double value(double[] theta) {
    for (int i = 0; i < n; i++) {
      Arrays.fill(factor[i], 0);
      factor[i][i] = 1;
    }
    for (int t = 0; t < terms.size(); t++) {
      addTerm(t, lower(t, theta));
    }
    double value = constant;
    for (int j = 0; j < n; j++) {
      double[] row = factor[j];
      for (int i = 0; i <= j; i++) {
        double sum = row[i];
        double[] other = factor[i];
        for (int k = 0; k < i; k++) {
          sum -= row[k] * other[k];
        }
        row[i] = i < j ? sum / other[i] : Math.sqrt(sum);
      }
      value += 2 * Math.log(row[j]);
    }
    for (int c = 0; c <= p; c++) {
      solved[c] = border[c].clone();
      substitute(solved[c], 0);
    }
    double[] lengths = orthonormalise(solved);
    for (int c = 0; c < p && rows.reml; c++) {
      value += 2 * Math.log(lengths[c]);
    }
    residual = lengths[p] * lengths[p];
    value += degreesOfFreedom() * Math.log(residual);
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  /** The gradient where the criterion was last evaluated. */
  double[] gradient(double[] theta) {
    double[][] a = derivativeByCovariance();
    double[] gradient = new double[theta.length];
    for (int t = 0; t < terms.size(); t++) {
      double[][] lower = lower(t, theta);
      int k = lower.length;
      double[][] squares = new double[k][k];
      int[] level = terms.get(t).level();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (level[i] == level[j]) {
            for (int c = 0; c < k; c++) {
              for (int d = 0; d < k; d++) {
                squares[c][d] += z[t][c][i] * a[i][j] * z[t][d][j];
              }
            }
          }
        }
      }
      for (int c = 0; c < k; c++) {
        for (int d = 0; d <= c; d++) {
          if (c == d || rows.isCorrelated(t)) {
            for (int e = 0; e < k; e++) {
              gradient[parameter(t, c, d)] += 2 * squares[c][e] * lower[e][d];
            }
          }
        }
      }
    }
    return gradient;
  }

  /** {@code P − df Py yᵀP / yᵀPy}; for ML the inverse of V for P where it stands alone. */
  private double[][] derivativeByCovariance() {
    double[][] inverse = new double[n][n];
    for (int j = 0; j < n; j++) {
      inverse[j][j] = 1;
      substitute(inverse[j], j);
      substituteTransposed(inverse[j]);
    }
    double[][] directions = new double[p + 1][];
    for (int c = 0; c <= p; c++) {
      directions[c] = solved[c].clone();
      substituteTransposed(directions[c]);
    }
    double df = degreesOfFreedom();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = inverse[i][j] - df * directions[p][i] * directions[p][j];
        for (int c = 0; c < p && rows.reml; c++) {
          sum -= directions[c][i] * directions[c][j];
        }
        inverse[i][j] = sum;
      }
    }
    return inverse;
  }

  private int degreesOfFreedom() {
    return rows.reml ? n - p : n;
  }

  private int parameter(int t, int a, int b) {
    return termStart[t] + (rows.isCorrelated(t) ? a * (a + 1) / 2 + b : a);
  }

  private double[][] lower(int t, double[] theta) {
    int k = terms.get(t).columns().length;
    double[][] lower = new double[k][k];
    for (int a = 0; a < k; a++) {
      for (int b = rows.isCorrelated(t) ? 0 : a; b <= a; b++) {
        lower[a][b] = theta[parameter(t, a, b)];
      }
    }
    return lower;
  }

  private void addTerm(int t, double[][] lower) {
    int k = lower.length;
    double[][] effects = new double[n][k];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < k; a++) {
        for (int b = 0; b <= a; b++) {
          effects[i][b] += z[t][a][i] * lower[a][b];
        }
      }
    }
    int[] level = terms.get(t).level();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        if (level[i] == level[j]) {
          for (int b = 0; b < k; b++) {
            factor[i][j] += effects[i][b] * effects[j][b];
          }
        }
      }
    }
  }

  /** {@code L⁻¹v}, of which the first elements are zero. */
  private void substitute(double[] v, int from) {
    for (int i = from; i < n; i++) {
      double sum = v[i];
      for (int k = from; k < i; k++) {
        sum -= factor[i][k] * v[k];
      }
      v[i] = sum / factor[i][i];
    }
  }

  private void substituteTransposed(double[] v) {
    for (int i = n - 1; i >= 0; i--) {
      v[i] /= factor[i][i];
      for (int k = 0; k < i; k++) {
        v[k] -= factor[i][k] * v[i];
      }
    }
  }

  /** Gram and Schmidt, twice; returns what was left of each column. */
  private static double[] orthonormalise(double[][] columns) {
    double[] lengths = new double[columns.length];
    for (int c = 0; c < columns.length; c++) {
      double[] column = columns[c];
      for (int repeat = 0; repeat < 2; repeat++) {
        for (int d = 0; d < c; d++) {
          double[] other = columns[d];
          double product = 0;
          for (int i = 0; i < column.length; i++) {
            product += other[i] * column[i];
          }
          for (int i = 0; i < column.length; i++) {
            column[i] -= product * other[i];
          }
        }
      }
      lengths[c] = Math.sqrt(Arrays.stream(column).map(v -> v * v).sum());
      for (int i = 0; i < column.length; i++) {
        column[i] /= lengths[c];
      }
    }
    return lengths;
  }
}
