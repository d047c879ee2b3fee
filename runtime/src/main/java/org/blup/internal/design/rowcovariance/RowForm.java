package org.blup.internal.design.rowcovariance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.blup.internal.design.covariance.Decay;
import org.blup.internal.design.covariance.PatternedCovariance;
import org.blup.internal.design.covariance.Range;
import org.blup.internal.design.covariance.ResidualForm;

/**
 * A covariance that follows numbers of the rows, or of so many positions that rows are fewer than
 * sums of pairs: equations are made subject by subject. Strata have parameters of their own: for
 * each λ, but for the first, whose σ is that of the model; those of the correlations; and δ where
 * variances follow a number.
 */
public final class RowForm implements ResidualForm {

  /**
   * A correlation of rows at the usual distance that is as good as none: to tell it from zero takes
   * 1e12 pairs of rows, since its standard error is one over the root of their number.
   */
  private static final double NONE = 1e-6;

  private final List<String> strata;
  private final long[] rows;
  private final CorrelationKernel kernel;
  private final List<String> positions;

  /** The unit of t, 0 where variances follow no number. */
  private final double spread;

  private RowForm(
      List<String> strata,
      long[] rows,
      CorrelationKernel kernel,
      List<String> positions,
      double spread) {
    this.strata = List.copyOf(strata);
    this.positions = List.copyOf(positions);
    this.rows = rows.clone();
    this.kernel = kernel;
    this.spread = spread;
  }

  /**
   * Correlations that decay with a distance.
   *
   * @param strata their names; one of no name without strata
   * @param rows the number of rows of each
   * @param unit a distance as rows have it
   */
  public static RowForm distances(List<String> strata, long[] rows, Decay decay, double unit) {
    return new RowForm(strata, rows, new DecayKernel(decay, unit), List.of(), 0);
  }

  /** The covariance of a structure over visits. */
  public static RowForm positions(
      List<String> strata, long[] rows, PatternedCovariance structure, List<String> positions) {
    PositionKernel kernel = new PositionKernel(structure, positions.size());
    return new RowForm(strata, rows, kernel, positions, 0);
  }

  /** Independent rows, each a subject of its own. */
  public static RowForm independent(List<String> strata, long[] rows) {
    return new RowForm(strata, rows, new NoCorrelation(), List.of(), 0);
  }

  /**
   * The same with variances that follow a number of the rows.
   *
   * @param spread of t over the rows, the unit of {@link SubjectNumbers#exponents}, by which the
   *     parameter is δ without a unit
   */
  public RowForm following(double spread) {
    return new RowForm(strata, rows, kernel, positions, spread);
  }

  /** The number of parameters of a stratum. */
  public int parameters(int stratum) {
    return kernel.parameters() + (hasDelta() ? 1 : 0) + (stratum > 0 ? 1 : 0);
  }

  /** The first parameter of a stratum. */
  public int start(int stratum) {
    return stratum == 0 ? 0 : stratum * parameters(1) - 1;
  }

  /** The first parameter of a stratum's correlations. */
  public int correlation(int stratum) {
    return start(stratum) + (stratum > 0 ? 1 : 0);
  }

  /** The stratum that a parameter belongs to. */
  public int stratum(int parameter) {
    int stratum = 0;
    while (start(stratum + 1) <= parameter) {
      stratum++;
    }
    return stratum;
  }

  @Override
  public int parameters() {
    return start(strata.size());
  }

  /** Whether variances follow a number. */
  public boolean hasDelta() {
    return spread != 0;
  }

  /** The unit of t, see {@link #following}; 0 without. */
  public double spread() {
    return spread;
  }

  /**
   * Whether equations follow from sums over neighbouring rows: correlations are those of neighbours
   * multiplied and follow distances, and a stratum has one variance.
   */
  public boolean isMarkov() {
    return kernel.isMarkov() && !hasDelta();
  }

  /** The number of strata. */
  public int strata() {
    return strata.size();
  }

  @Override
  public double[] independent() {
    return joined(0, kernel.independent(), 0);
  }

  /** The same parameters in all strata. */
  private double[] joined(double lambda, double[] ofKernel, double delta) {
    double[] all = new double[parameters()];
    for (int s = 0; s < strata.size(); s++) {
      int next = start(s);
      if (s > 0) {
        all[next++] = lambda;
      }
      System.arraycopy(ofKernel, 0, all, next, ofKernel.length);
      if (hasDelta()) {
        all[next + ofKernel.length] = delta;
      }
    }
    return all;
  }

  @Override
  public Range range(double[] phi, int parameter) {
    int s = stratum(parameter);
    int from = correlation(s);
    int to = from + kernel.parameters();
    return parameter < from || parameter >= to
        ? Range.about(phi[parameter])
        : kernel.range(Arrays.copyOfRange(phi, from, to), parameter - from);
  }

  @Override
  public long rows() {
    return Arrays.stream(rows).sum();
  }

  /** A range so short that rows do not covary is as good as any shorter one. */
  @Override
  public Optional<String> unseen(double[] phi) {
    if (!(kernel instanceof DecayKernel decay)) {
      return Optional.empty();
    }
    List<At> all = at(phi);
    for (int s = 0; s < all.size(); s++) {
      if (all.get(s).correlations.of(0, decay.unit()) < NONE) {
        return Optional.of(
            "the residuals of a subject's rows are not correlated%s, so that the range tends to 0"
                .formatted(all.size() > 1 ? " in " + strata.get(s) : ""));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Block> blocks(double[] phi) {
    return at(phi).stream().map(At::block).toList();
  }

  /** For each stratum what makes covariances of subjects. */
  public List<At> at(double[] phi) {
    At[] all = new At[strata.size()];
    Arrays.setAll(all, s -> new At(s, phi));
    return List.of(all);
  }

  /** The covariances of a stratum's subjects for some parameters. */
  public final class At {

    private final int stratum;
    private final double[] own;
    private final CorrelationKernel.At correlations;

    private At(int stratum, double[] phi) {
      this.stratum = stratum;
      own = Arrays.copyOfRange(phi, start(stratum), start(stratum) + parameters(stratum));
      int from = stratum > 0 ? 1 : 0;
      correlations = kernel.at(Arrays.copyOfRange(own, from, from + kernel.parameters()));
    }

    /** One over the variance of a row, {@code e^{−2λ}}, if it follows no number. */
    public double precision() {
      return stratum > 0 ? Math.exp(-2 * own[0]) : 1;
    }

    /** The correlation of neighbours at a distance, of a form that {@link #isMarkov}. */
    public MarkovStep step(double distance) {
      return correlations.step(distance);
    }

    private Block block() {
      double factor = stratum > 0 ? Math.exp(2 * own[0]) : 1;
      return new Block(
          strata.get(stratum),
          positions,
          (a, b) -> factor * correlations.of(a, b),
          correlations.range(),
          hasDelta() ? own[own.length - 1] / spread : Double.NaN);
    }

    /** The covariance of a subject's rows. */
    public SubjectCovariance of(SubjectNumbers numbers) {
      return new SubjectCovariance(
          correlations.of(numbers.positions()),
          stratum > 0,
          kernel.parameters(),
          hasDelta(),
          own,
          numbers.exponents());
    }
  }

  /**
   * What the covariance of a subject's rows follows.
   *
   * @param positions ascending, one a row
   * @param exponents t over its spread, one a row: variances are multiplied by {@code e^{2δt}}
   */
  public record SubjectNumbers(double[] positions, double[] exponents) {}

  /** Parameters to choose a start from, of moderate correlation in all strata. */
  public List<double[]> candidates() {
    return Arrays.stream(kernel.candidates()).map(c -> joined(0, c, 0)).toList();
  }

  /** The derivatives' combination, of the traces that a pass over subjects has summed. */
  public RowCombination combination(double[] phi, RowCombination.Traces traces) {
    return new RowCombination(this, phi, traces);
  }

  /**
   * What takes second derivatives for (φ, s) to those for natural parameters of sR: g, as {@link
   * CorrelationKernel.At#naturalShift} has it.
   *
   * @param weights w for (φ, s), row by row
   */
  double[] naturalShift(double[] phi, double[] weights) {
    int m = parameters();
    double[] shift = new double[m];
    int k = kernel.parameters();
    for (int s = 0; s < strata.size(); s++) {
      int from = start(s);
      int to = correlation(s);
      if (s > 0) {
        shift[from] = 2 * weights[from * (m + 1) + from] + 2 * weights[from * (m + 1) + m];
      }
      double[] own = new double[(k + 1) * (k + 1)];
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          own[i * (k + 1) + j] = weights[(to + i) * (m + 1) + to + j];
        }
        double withVariance = weights[(to + i) * (m + 1) + m];
        withVariance += s > 0 ? 2 * weights[(to + i) * (m + 1) + from] : 0;
        own[i * (k + 1) + k] = withVariance;
        own[k * (k + 1) + i] = withVariance;
      }
      double[] parameters = Arrays.copyOfRange(phi, to, to + k);
      System.arraycopy(kernel.at(parameters).naturalShift(own), 0, shift, to, k);
    }
    return shift;
  }
}
