package org.blup.internal.design.covariance;

import java.util.Arrays;
import java.util.List;
import org.blup.internal.numeric.Quadratic;

/**
 * A covariance of visits at some parameters. With Q the inverse of its part for a pattern, F what
 * is given for the pattern's sums as a symmetric matrix, and {@code ⟨·,·⟩} the sum of products of
 * elements,
 *
 * <pre>
 *   Σ b_ij of = ⟨∂_iR, Σ Q ∂_jR U⟩     Σ d_ij of = ⟨∂_ijR, Σ U⟩     U = Q F Q
 * </pre>
 *
 * the sums over patterns being taken at their visits.
 */
final class VisitCombination implements SummedForm.Combination {

  private final PatternedCovariance structure;
  private final int visits;
  private final List<int[]> patterns;
  private final long[] subjects;
  private final int parameters;

  /** The structure's parameters, of which the first belongs to σ. */
  private final double[] all;

  /** {@code ∂_iR}. */
  private final VisitChange[] changes;

  /** For each pattern where a visit stands in it; −1 for others. */
  private final int[][] places;

  /** Q of each pattern. */
  private final double[][] inverses;

  private final double[] coefficients;
  private final double logDeterminant;

  VisitCombination(
      PatternedCovariance structure,
      int visits,
      List<int[]> patterns,
      long[] subjects,
      double[] all) {
    this.structure = structure;
    this.visits = visits;
    this.patterns = patterns;
    this.subjects = subjects;
    this.all = all;
    parameters = all.length - 1;
    PatternedCovariance.Template template = structure.template(visits, all, 0, false);
    double[] covariance = template.covariance(visits);
    changes =
        Arrays.stream(template.covarianceSlopes(visits, 1))
            .map(slope -> new VisitChange(visits, slope))
            .toArray(VisitChange[]::new);
    int sums = patterns.stream().mapToInt(own -> own.length * (own.length + 1) / 2).sum();
    places = new int[patterns.size()][visits];
    inverses = new double[patterns.size()][];
    coefficients = new double[sums];
    double sum = 0;
    int from = 0;
    for (int p = 0; p < inverses.length; p++) {
      int n = patterns.get(p).length;
      Arrays.fill(places[p], -1);
      for (int a = 0; a < n; a++) {
        places[p][patterns.get(p)[a]] = a;
      }
      inverses[p] = new double[n * n];
      double[] part = SquareMatrix.part(visits, patterns.get(p), covariance);
      sum += subjects[p] * SquareMatrix.invert(n, part, inverses[p]);
      scatter(n, inverses[p], 1, coefficients, from);
      from += n * (n + 1) / 2;
    }
    logDeterminant = sum;
  }

  /** {@code Q A Q}. */
  private double[] between(int pattern, VisitChange change) {
    return times(pattern, change, inverses[pattern]);
  }

  /** {@code Q A U}. */
  private double[] times(int pattern, VisitChange change, double[] right) {
    return change.times(patterns.get(pattern), places[pattern], inverses[pattern], right);
  }

  /** Adds the elements of a symmetric matrix where the sums of a pattern's visits stand. */
  private static void scatter(int n, double[] matrix, double factor, double[] to, int from) {
    int at = from;
    for (int s = 0; s < n; s++) {
      for (int t = s; t < n; t++) {
        to[at++] += factor * matrix[s * n + t];
      }
    }
  }

  /** The coefficients of {@code R⁻¹ A R⁻¹}, A of all visits. */
  private double[] coefficientsOf(VisitChange matrix) {
    double[] result = new double[coefficients.length];
    int from = 0;
    for (int p = 0; p < inverses.length; p++) {
      int n = patterns.get(p).length;
      scatter(n, between(p, matrix), 1, result, from);
      from += n * (n + 1) / 2;
    }
    return result;
  }

  /** {@code U = Q F Q} of each pattern. */
  private double[][] forms(double[] of) {
    double[][] forms = new double[inverses.length][];
    int at = 0;
    for (int p = 0; p < forms.length; p++) {
      int n = patterns.get(p).length;
      double[] given = new double[n * n];
      for (int s = 0; s < n; s++) {
        for (int t = s; t < n; t++) {
          double value = s == t ? of[at] : 0.5 * of[at];
          given[s * n + t] = value;
          given[t * n + s] = value;
          at++;
        }
      }
      double[] half = Quadratic.product(n, given, inverses[p]);
      forms[p] = Quadratic.product(n, inverses[p], half);
    }
    return forms;
  }

  /** Matrices of patterns added up where their visits stand. */
  private double[] atVisits(double[][] ofPatterns) {
    double[] sum = new double[visits * visits];
    for (int p = 0; p < ofPatterns.length; p++) {
      SquareMatrix.addPart(visits, patterns.get(p), 1, ofPatterns[p], sum);
    }
    return sum;
  }

  @Override
  public double[] coefficients() {
    return coefficients;
  }

  @Override
  public double[][] slopes() {
    double[][] slopes = new double[parameters][];
    for (int i = 0; i < parameters; i++) {
      slopes[i] = coefficientsOf(changes[i]);
      for (int j = 0; j < slopes[i].length; j++) {
        slopes[i][j] = -slopes[i][j];
      }
    }
    return slopes;
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  @Override
  public double[] logDeterminantSlopes() {
    double[] sum = weightedInverse();
    double[] result = new double[parameters];
    for (int i = 0; i < parameters; i++) {
      result[i] = Quadratic.dot(changes[i].matrix(), sum);
    }
    return result;
  }

  /** The sum of Q over subjects. */
  private double[] weightedInverse() {
    double[] sum = new double[visits * visits];
    for (int p = 0; p < inverses.length; p++) {
      SquareMatrix.addPart(visits, patterns.get(p), subjects[p], inverses[p], sum);
    }
    return sum;
  }

  @Override
  public double[] traces() {
    double[][] right = new double[parameters][visits * visits];
    for (int j = 0; j < parameters; j++) {
      for (int p = 0; p < inverses.length; p++) {
        SquareMatrix.addPart(
            visits, patterns.get(p), subjects[p], between(p, changes[j]), right[j]);
      }
    }
    return withChanges(right);
  }

  @Override
  public double[] squares(double[] of) {
    double[][] forms = forms(of);
    double[][] right = new double[parameters][visits * visits];
    for (int j = 0; j < parameters; j++) {
      for (int p = 0; p < forms.length; p++) {
        double[] product = times(p, changes[j], forms[p]);
        SquareMatrix.addPart(visits, patterns.get(p), 1, product, right[j]);
      }
    }
    return withChanges(right);
  }

  /** {@code ⟨∂_iR, A_j⟩}, which is symmetric. */
  private double[] withChanges(double[][] right) {
    double[] result = new double[parameters * parameters];
    for (int i = 0; i < parameters; i++) {
      for (int j = 0; j <= i; j++) {
        double value = Quadratic.dot(changes[i].matrix(), right[j]);
        result[i * parameters + j] = value;
        result[j * parameters + i] = value;
      }
    }
    return result;
  }

  @Override
  public double[] secondTraces() {
    return seconds().with(weightedInverse());
  }

  @Override
  public double[] seconds(double[] of) {
    return seconds().with(atVisits(forms(of)));
  }

  /** The second derivatives of R, which no search asks for. */
  private VisitSeconds seconds() {
    return new VisitSeconds(visits, structure.template(visits, all, 0, true));
  }

  @Override
  public double[] weightedSquares(double[] weights) {
    double[][] right = new double[parameters][visits * visits];
    for (int i = 0; i < parameters; i++) {
      for (int j = 0; j < parameters; j++) {
        SquareMatrix.addMultiple(weights[i * parameters + j], changes[j].matrix(), right[i]);
      }
    }
    double[] result = new double[coefficients.length];
    int from = 0;
    for (int p = 0; p < inverses.length; p++) {
      int n = patterns.get(p).length;
      double[] sum = new double[n * n];
      for (int i = 0; i < parameters; i++) {
        double[] other = SquareMatrix.part(visits, patterns.get(p), right[i]);
        double[] half = Quadratic.product(n, between(p, changes[i]), other);
        SquareMatrix.addMultiple(1, half, sum);
      }
      double[] product = Quadratic.product(n, sum, inverses[p]);
      scatter(n, SquareMatrix.withTransposed(n, product), 0.5, result, from);
      from += n * (n + 1) / 2;
    }
    return result;
  }

  @Override
  public double[] naturalSeconds(double[] weights) {
    if (structure.isLinear(visits)) {
      return new double[coefficients.length];
    }
    double[] sum = new NaturalParameters(structure, visits, all).seconds(weights);
    return coefficientsOf(new VisitChange(visits, sum));
  }
}
