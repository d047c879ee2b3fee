package org.blup.internal.design.covariance;

import java.util.Arrays;

/**
 * A family of correlation matrices, by the lower triangular factor of each. Parameters are angles:
 * a correlation of ±1, or the least that a family allows, is reached at an ordinary angle where the
 * factor loses rank, and the factor is an analytic function of the angles there as everywhere else.
 */
public enum Correlation {

  /**
   * Any correlations: row i of the factor is a point on the unit sphere, its coordinates sin α_i1,
   * cos α_i1 sin α_i2, … (Pinheiro &amp; Bates 1996, Stat. Comput. 6:289–296, section 2.3); the
   * sines are partial correlations.
   */
  UNSTRUCTURED {
    @Override
    int angles(int size) {
      return size * (size - 1) / 2;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      int next = 0;
      for (int a = 0; a < lower.length; a++) {
        Jet left = zero.number(1);
        for (int b = 0; b < a; b++) {
          Jet angle = angles[next++];
          lower[a][b] = left.times(angle.sine());
          left = left.times(angle.cosine());
        }
        lower[a][a] = left;
      }
    }

    @Override
    double[] angles(int size, double[] correlations) {
      double[] angles = new double[angles(size)];
      double[] root = new double[size * size];
      int next = 0;
      for (int a = 0; a < size; a++) {
        double left = 1;
        for (int b = 0; b < a; b++) {
          double rest = correlations[a * size + b];
          for (int c = 0; c < b; c++) {
            rest -= root[a * size + c] * root[b * size + c];
          }
          double pivot = root[b * (size + 1)];
          double sine = left * pivot > 0 ? Math.max(-1, Math.min(1, rest / pivot / left)) : 0;
          angles[next++] = Math.asin(sine);
          root[a * size + b] = left * sine;
          left *= Math.sqrt(1 - sine * sine);
        }
        root[a * (size + 1)] = left;
      }
      return angles;
    }
  },

  /** No correlations. */
  NONE {
    @Override
    int angles(int size) {
      return 0;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      for (int a = 0; a < lower.length; a++) {
        lower[a][a] = zero.number(1);
      }
    }

    @Override
    double[] angles(int size, double[] correlations) {
      return new double[0];
    }
  },

  /**
   * One correlation, from −1/(k − 1) to 1. With b the correlation and {@code A_j = 1 + (j − 1) b},
   * the roots of {@code A_k} and of {@code A_0 = 1 − b} are √k sin α and √(k/(k − 1)) cos α, and
   * the Cholesky factor has {@code √(A_0 A_j / A_{j−1})} on its diagonal.
   */
  COMPOUND_SYMMETRY {
    @Override
    int angles(int size) {
      return size > 1 ? 1 : 0;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      int k = lower.length;
      lower[0][0] = zero.number(1);
      if (k == 1) {
        return;
      }
      Jet whole = angles[0].sine().times(Math.sqrt(k));
      Jet rest = angles[0].cosine().times(Math.sqrt(k / (k - 1.0)));
      Jet b = whole.times(whole).minus(rest.times(rest)).times(1.0 / k);
      Jet before = zero.number(1);
      for (int a = 1; a < k; a++) {
        lower[a][0] = b;
      }
      for (int j = 1; j < k; j++) {
        boolean last = j == k - 1;
        Jet next = before.plus(b);
        Jet rootBefore = before.root().reciprocal();
        lower[j][j] = rest.times(last ? whole : next.root()).times(rootBefore);
        for (int a = j + 1; a < k; a++) {
          lower[a][j] = rest.times(b).times(rootBefore).times(next.root().reciprocal());
        }
        before = next;
      }
    }

    @Override
    double[] angles(int size, double[] correlations) {
      if (size == 1) {
        return new double[0];
      }
      double sum = 0;
      for (int a = 1; a < size; a++) {
        for (int b = 0; b < a; b++) {
          sum += correlations[a * size + b];
        }
      }
      double mean = sum / (size * (size - 1) / 2.0);
      double share = Math.max(0, Math.min(1, (1 + (size - 1) * mean) / size));
      return new double[] {Math.asin(Math.sqrt(share))};
    }

    @Override
    int span(int size) {
      return 1;
    }

    @Override
    double border(double angle) {
      return Math.rint(angle / (Math.PI / 2)) * (Math.PI / 2);
    }

    @Override
    double leastAngle() {
      return Math.PI / 2 - MOST_ANGLE;
    }
  },

  /** Correlation ρ to the power of the distance, ρ = sin α. */
  AUTOREGRESSIVE {
    @Override
    int angles(int size) {
      return size > 1 ? 1 : 0;
    }

    @Override
    int span(int size) {
      return size - 1;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      Jet[] all = new Jet[lower.length - 1];
      Arrays.fill(all, angles.length > 0 ? angles[0] : zero);
      CorrelationFactors.chain(zero, all, lower);
    }

    @Override
    double[] angles(int size, double[] correlations) {
      if (size == 1) {
        return new double[0];
      }
      double sum = 0;
      for (int a = 1; a < size; a++) {
        sum += correlations[a * size + a - 1];
      }
      return new double[] {CorrelationFactors.arcsine(sum / (size - 1))};
    }
  },

  /** A correlation sin α_j of each effect with the next; others are products of those between. */
  ANTEDEPENDENCE {
    @Override
    int angles(int size) {
      return size - 1;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      CorrelationFactors.chain(zero, angles, lower);
    }

    @Override
    double[] angles(int size, double[] correlations) {
      double[] angles = new double[size - 1];
      Arrays.setAll(angles, j -> CorrelationFactors.arcsine(correlations[(j + 1) * size + j]));
      return angles;
    }
  },

  /**
   * A correlation for each distance, by partial autocorrelations sin α_m: the normalised lattice.
   */
  TOEPLITZ {
    @Override
    int angles(int size) {
      return size - 1;
    }

    @Override
    int span(int size) {
      return size - 1;
    }

    @Override
    void factor(Jet zero, Jet[] angles, Jet[][] lower) {
      CorrelationFactors.lattice(zero, angles, lower);
    }

    @Override
    double[] angles(int size, double[] correlations) {
      double[] at = new double[size];
      for (int lag = 0; lag < size; lag++) {
        for (int a = lag; a < size; a++) {
          at[lag] += correlations[a * size + a - lag] / (size - lag);
        }
      }
      return CorrelationFactors.partialAngles(at);
    }
  };

  /** A partial correlation of 0.985: closer to 1 a search finds its way by itself. */
  private static final double MOST_ANGLE = 1.4;

  /** Whether it depends on the order of the effects. */
  public boolean isOrdered() {
    return this == AUTOREGRESSIVE || this == TOEPLITZ || this == ANTEDEPENDENCE;
  }

  /** Whether each angle is of two neighbours, and not of a distance. */
  public boolean isByNeighbours() {
    return this == ANTEDEPENDENCE;
  }

  /** Whether every matrix of another family is one of this as well. */
  boolean contains(Correlation other) {
    return other == this
        || other == NONE
        || this == UNSTRUCTURED
        || this == TOEPLITZ && (other == COMPOUND_SYMMETRY || other == AUTOREGRESSIVE)
        || this == ANTEDEPENDENCE && other == AUTOREGRESSIVE;
  }

  /** The number of parameters of so many effects. */
  abstract int angles(int size);

  /** The dimension of the least linear space that the correlations beside the diagonal lie in. */
  int span(int size) {
    return size * (size - 1) / 2;
  }

  /** The angle nearest to one at which the factor loses rank. */
  double border(double angle) {
    return (Math.floor(angle / Math.PI) + 0.5) * Math.PI;
  }

  /** The angle of about the least correlation that there is before the border. */
  double leastAngle() {
    return -MOST_ANGLE;
  }

  /** The same of the largest. */
  double mostAngle() {
    return MOST_ANGLE;
  }

  /**
   * Writes the factor.
   *
   * @param zero of as many variables as the angles have
   * @param lower k × k, of which the lower triangle is written; the rest is zero
   */
  abstract void factor(Jet zero, Jet[] angles, Jet[][] lower);

  /** The angles of the nearest member in some sense: that matrix itself if it is one. */
  abstract double[] angles(int size, double[] correlations);
}
