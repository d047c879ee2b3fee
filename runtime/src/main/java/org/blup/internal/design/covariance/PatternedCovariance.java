package org.blup.internal.design.covariance;

import java.util.Arrays;
import org.blup.internal.numeric.Quadratic;

/**
 * A covariance of standard deviations and a correlation matrix of few parameters: {@code Λ =
 * diag(s) L(α)}. Parameters are s where all effects share one, else the logarithms of s, since a
 * change of one sign would be another covariance; and then the angles α of the correlation.
 *
 * @param correlation the family of the correlation matrix
 * @param oneVariance whether all effects have the same variance
 */
public record PatternedCovariance(Correlation correlation, boolean oneVariance)
    implements CovarianceStructure {

  /** What stands for a standard deviation of zero where its logarithm is the parameter. */
  private static final double NOTHING = Math.log(1e-12);

  /** Angles this close to a border are there: the covariance's slope is their distance from it. */
  private static final double AT_BORDER = 1e-6;

  /** A form of any kind as one of these. */
  public static PatternedCovariance of(CovarianceStructure structure) {
    if (structure instanceof PatternedCovariance patterned) {
      return patterned;
    }
    return structure.isCorrelated()
        ? new PatternedCovariance(Correlation.UNSTRUCTURED, false)
        : new PatternedCovariance(Correlation.NONE, false);
  }

  @Override
  public int parameters(int effects) {
    return effects == 0 ? 0 : deviations(effects) + correlation.angles(effects);
  }

  @Override
  public int span(int effects) {
    if (!isCorrelated() || effects < 2) {
      return parameters(effects);
    }
    return oneVariance
        ? 1 + correlation.span(effects)
        : CovarianceStructure.super.elements(effects);
  }

  /** Whether the covariances are those of a linear space with as many dimensions as parameters. */
  public boolean isLinear(int effects) {
    return span(effects) == parameters(effects);
  }

  /** The number of the parameters, the first ones, that are standard deviations. */
  public int deviations(int effects) {
    return oneVariance ? 1 : effects;
  }

  /** Whether correlations are those of neighbours multiplied, and variances all the same. */
  public boolean isSeries() {
    return oneVariance && correlation == Correlation.AUTOREGRESSIVE;
  }

  @Override
  public boolean isCorrelated() {
    return correlation != Correlation.NONE;
  }

  @Override
  public boolean contains(CovarianceStructure other) {
    if (other instanceof PatternedCovariance patterned) {
      return correlation.contains(patterned.correlation) && (patterned.oneVariance || !oneVariance);
    }
    boolean any = correlation == Correlation.UNSTRUCTURED;
    return !oneVariance && (any || other.equals(DIAGONAL));
  }

  @Override
  public int elements(int effects) {
    return isCorrelated()
        ? CovarianceStructure.super.elements(effects)
        : DIAGONAL.elements(effects);
  }

  @Override
  public int element(int effects, int row, int column) {
    return isCorrelated()
        ? CovarianceStructure.super.element(effects, row, column)
        : DIAGONAL.element(effects, row, column);
  }

  @Override
  public boolean allowsChangeOfBasis() {
    return false;
  }

  @Override
  public boolean allowsOtherUnits() {
    return !oneVariance;
  }

  /**
   * Whether the covariance is the same for a parameter and its negative, whatever the others are.
   */
  public boolean isEvenAtZero(int parameter) {
    return oneVariance && parameter == 0;
  }

  /** The standard deviation that one of the first parameters stands for. */
  public double deviation(double parameter) {
    if (oneVariance) {
      return Math.abs(parameter);
    }
    return parameter > NOTHING ? Math.exp(parameter) : 0;
  }

  /** The parameter that stands for a standard deviation. */
  public double parameter(double deviation) {
    return oneVariance ? deviation : Math.max(NOTHING, Math.log(deviation));
  }

  /** Whether the covariance loses rank at one of the last parameters. */
  public boolean isAtBorder(double angle) {
    return Math.abs(angle - border(angle)) < AT_BORDER;
  }

  /** The angle nearest to one of the last parameters at which the covariance loses rank. */
  public double border(double angle) {
    return correlation.border(angle);
  }

  /**
   * Where one of the parameters may be drawn from if it is not known: deviations about as given.
   */
  public Range range(int effects, double[] parameters, int parameter) {
    return parameter < deviations(effects)
        ? Range.about(parameters[parameter])
        : new Range(correlation.leastAngle(), correlation.mostAngle());
  }

  /**
   * The template, its first and its second derivatives.
   *
   * @param value size × size row by row
   * @param first the same for each parameter
   * @param second the same for each pair of parameters i ≥ j, at {@code i (i + 1) / 2 + j}; empty
   *     if not asked for
   */
  public record Template(double[] value, double[][] first, double[][] second) {

    /** {@code LLᵀ}, L the template. */
    public double[] covariance(int size) {
      return Quadratic.product(size, value, SquareMatrix.transposed(size, value));
    }

    /**
     * {@code ∂_i LLᵀ}.
     *
     * @param from the first parameter
     */
    public double[][] covarianceSlopes(int size, int from) {
      double[] transposed = SquareMatrix.transposed(size, value);
      double[][] slopes = new double[first.length - from][];
      for (int i = 0; i < slopes.length; i++) {
        double[] half = Quadratic.product(size, first[from + i], transposed);
        slopes[i] = SquareMatrix.withTransposed(size, half);
      }
      return slopes;
    }
  }

  /**
   * The template for parameters.
   *
   * @param parameters where they stand
   * @param from the first
   */
  public Template template(int effects, double[] parameters, int from) {
    return template(effects, parameters, from, true);
  }

  /** The same, if asked for with second derivatives, of which there are many. */
  public Template template(int effects, double[] parameters, int from, boolean seconds) {
    int m = parameters(effects);
    Jet[] all = new Jet[m];
    Arrays.setAll(all, i -> Jet.variable(m, i, parameters[from + i], seconds));
    int deviations = deviations(effects);
    Jet[] angles = Arrays.copyOfRange(all, deviations, m);
    Jet zero = Jet.constant(m, 0, seconds);
    Jet[][] lower = new Jet[effects][effects];
    for (Jet[] row : lower) {
      Arrays.fill(row, zero);
    }
    correlation.factor(zero, angles, lower);
    Jet[] deviation = new Jet[effects];
    Arrays.setAll(
        deviation,
        a -> {
          Jet parameter = all[oneVariance ? 0 : a];
          if (oneVariance) {
            return parameter;
          }
          return parameter.value() > NOTHING ? parameter.exponential() : zero;
        });
    Template template =
        new Template(
            new double[effects * effects],
            new double[m][effects * effects],
            new double[seconds ? m * (m + 1) / 2 : 0][effects * effects]);
    for (int a = 0; a < effects; a++) {
      for (int b = 0; b <= a; b++) {
        Jet element = deviation[a].times(lower[a][b]);
        int at = a * effects + b;
        template.value[at] = element.value();
        for (int i = 0; i < m; i++) {
          template.first[i][at] = element.first(i);
          for (int j = 0; seconds && j <= i; j++) {
            template.second[i * (i + 1) / 2 + j][at] = element.second(i, j);
          }
        }
      }
    }
    return template;
  }

  /**
   * Parameters of a covariance: of one in this form those that it has, with standard deviations not
   * negative; of another those of a similar one.
   *
   * @param covariance size × size row by row
   */
  public double[] parameters(int effects, double[] covariance) {
    double[] variances = new double[effects];
    Arrays.setAll(variances, a -> Math.max(0, covariance[a * (effects + 1)]));
    double[] correlations = new double[effects * effects];
    for (int a = 0; a < effects; a++) {
      for (int b = 0; b < effects; b++) {
        double product = Math.sqrt(variances[a] * variances[b]);
        double correlation = product > 0 ? covariance[a * effects + b] / product : 0;
        correlations[a * effects + b] = a == b ? 1 : correlation;
      }
    }
    double[] angles = correlation.angles(effects, correlations);
    double[] parameters = new double[parameters(effects)];
    double mean = Arrays.stream(variances).average().orElse(0);
    for (int a = 0; a < deviations(effects); a++) {
      parameters[a] = parameter(Math.sqrt(oneVariance ? mean : variances[a]));
    }
    System.arraycopy(angles, 0, parameters, deviations(effects), angles.length);
    return parameters;
  }
}
