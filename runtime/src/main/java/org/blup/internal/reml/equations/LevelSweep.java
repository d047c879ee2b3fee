package org.blup.internal.reml.equations;

import java.util.Arrays;
import org.blup.internal.design.equations.EquationPattern;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.linalg.dense.Lanes;
import org.blup.internal.numeric.CompensatedSums;
import org.blup.internal.numeric.Pieces;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.EquationSetup;
import org.blup.internal.reml.setup.Templates;

/**
 * The equations of a single grouping factor, whose levels meet in the border alone: a sweep over
 * the levels finds the criterion, another one gradient and average information, and nothing is kept
 * of a level.
 */
final class LevelSweep implements Factorisation {

  /**
   * Wider levels are left to the general factorisation: with as many columns as {@link
   * #MOST_COLUMNS} a batch of levels takes 64 KB, twice the fastest cache.
   */
  private static final int MOST_EFFECTS = 4;

  /** Wider borders likewise. */
  private static final int MOST_COLUMNS = 8;

  /**
   * Batches whose products are summed plainly before they are added with compensation: 16 of 64
   * levels, whose rounding, 1024 times 1e-16, is 1e-13 of the sum at most.
   */
  private static final int GATHERED = 16;

  private final int levels;
  private final int k;
  private final int width;
  private final EquationSetup setup;
  private final Templates templates;
  private final Piece[] pieces;

  /** The border's square, and what stands in it. */
  private final double[] square;

  private final ReducedBorder reduced;
  private NormalEquations equations;

  /** The template of the last elimination. */
  private double[] lambda = {};

  /** Sums over the levels: see {@link LevelDerivatives}. */
  private final double[] gradient;

  private final double[] information;
  private final double[] border;
  private final double[] withResidual;

  /** What one piece of the levels needs. */
  private final class Piece {
    final LevelBatch batch;
    final LevelDerivatives derivatives;
    final double[][] products;
    final CompensatedSums square = new CompensatedSums(width * width);
    double logDeterminant;
    long grown;

    Piece() {
      batch = new LevelBatch(equations, setup.borderScale);
      products = batch.lanes(width * (width + 1) / 2);
      derivatives = new LevelDerivatives(batch, templates);
    }

    /** Takes from the border's square, and multiplies the pivots. */
    void eliminate(double[] lambda, int from, int to) {
      double product = 1;
      int gathered = 0;
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        for (int i = 0; i < batch.count; i++) {
          for (int a = 0; a < k; a++) {
            double pivot = batch.l[a * (k + 1)][i];
            product *= pivot;
            grown += pivot > GROWN ? 1 : 0;
          }
          if (!(product < 1e100 && product > 1e-100)) {
            logDeterminant += Math.log(product);
            product = 1;
          }
        }
        addProducts();
        if (++gathered == GATHERED || j + LevelBatch.LEVELS >= to) {
          flush();
          gathered = 0;
        }
      }
      logDeterminant += Math.log(product);
    }

    private void addProducts() {
      double[][] r = batch.r;
      for (int a = 0; a < k; a++) {
        int row = a * width;
        int pair = 0;
        for (int c = 0; c < width; c++) {
          for (int d = 0; d <= c; d++) {
            Lanes.addProduct(products[pair++], r[row + c], r[row + d], batch.count);
          }
        }
      }
    }

    private void flush() {
      double[] partial = square.partial();
      for (int i = 0; i < batch.lanes; i++) {
        int pair = 0;
        for (int c = 0; c < width; c++) {
          for (int d = 0; d <= c; d++) {
            partial[d * width + c] = -products[pair++][i];
          }
        }
        square.flush();
      }
      for (double[] product : products) {
        Arrays.fill(product, 0);
      }
    }

    void differentiate(
        double[] lambda, double[] beta, double[] s, double variance, int from, int to) {
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        derivatives.add(lambda, beta, s, variance);
      }
    }

    void solve(Effects effects, double[] lambda, double[] beta, int from, int to) {
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        derivatives.solve(beta);
        derivatives.write(lambda, j, setup.layout(), effects);
      }
    }

    void leastShares(double[] lambda, double[] least, int from, int to) {
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        batch.leastShares(least);
      }
    }
  }

  LevelSweep(EquationSetup setup) {
    this.setup = setup;
    equations = setup.equations;
    templates = setup.templates;
    levels = equations.groups().get(0).levels();
    k = equations.groups().get(0).size();
    width = setup.borderScale.length;
    square = new double[width * width];
    reduced = new ReducedBorder(width, square, 0);
    pieces = new Piece[Pieces.count(work())];
    Arrays.setAll(pieces, piece -> new Piece());
    int parameters = templates.elements();
    gradient = new double[k * k];
    information = new double[parameters * (parameters + 1) / 2];
    border = new double[(width - 1) * parameters];
    withResidual = new double[parameters];
  }

  /** Whether equations are of this kind. */
  static boolean suits(EquationPattern pattern) {
    return pattern.groups().size() == 1
        && pattern.pairs().isEmpty()
        && pattern.groups().get(0).precision().isIdentity()
        && pattern.groups().get(0).size() <= MOST_EFFECTS
        && pattern.columns() <= MOST_COLUMNS;
  }

  @Override
  public void take(NormalEquations others) {
    equations = others;
    for (Piece piece : pieces) {
      piece.batch.take(others);
    }
  }

  @Override
  public ReducedBorder border() {
    return reduced;
  }

  @Override
  public double eliminate(double[][] factors) {
    lambda = factors[0];
    reduced.write(equations.border(), setup.borderScale);
    CompensatedSums sum = pieces[0].square;
    sum.start(square, 0);
    for (Piece piece : pieces) {
      piece.logDeterminant = 0;
      piece.grown = 0;
      if (piece.square != sum) {
        piece.square.start();
      }
    }
    overLevels((piece, from, to) -> pieces[piece].eliminate(lambda, from, to));
    double logDeterminant = 0;
    for (Piece piece : pieces) {
      logDeterminant += piece.logDeterminant;
      if (piece.square != sum) {
        sum.add(piece.square);
      }
    }
    sum.finish(square, 0);
    if (!Double.isFinite(logDeterminant)) {
      return Double.POSITIVE_INFINITY;
    }
    return reduced.isLittleLeft() ? Double.NaN : 2 * logDeterminant;
  }

  @Override
  public long rankOfLarge() {
    return Arrays.stream(pieces).mapToLong(piece -> piece.grown).sum();
  }

  private void overLevels(Pieces.Range work) {
    Pieces.overRange(levels, work(), work);
  }

  private double work() {
    return (double) levels * k * k * (k + width);
  }

  @Override
  public void differentiate(
      Profile profile, Effects unused, double[][] gradientTo, double[] informationTo) {
    double[] beta = reduced.coefficients();
    double[] s = profile.reml() ? reduced.inverse() : new double[0];
    double variance = profile.variance();
    for (Piece piece : pieces) {
      piece.derivatives.clear();
    }
    overLevels(
        (piece, from, to) -> pieces[piece].differentiate(lambda, beta, s, variance, from, to));
    for (double[] sums : new double[][] {gradient, information, border, withResidual}) {
      Arrays.fill(sums, 0);
    }
    for (Piece piece : pieces) {
      piece.derivatives.collect(gradient, information, border, withResidual);
    }
    System.arraycopy(gradient, 0, gradientTo[0], 0, gradient.length);
    forward();
    finish(profile, informationTo);
  }

  @Override
  public void solve(Effects effects) {
    double[] beta = reduced.coefficients();
    overLevels((piece, from, to) -> pieces[piece].solve(effects, lambda, beta, from, to));
    System.arraycopy(beta, 0, effects.solution, levels * k, beta.length);
  }

  @Override
  public double[][] leastShares() {
    double[][] least = new double[pieces.length][k];
    for (double[] ofPiece : least) {
      Arrays.fill(ofPiece, 1);
    }
    overLevels((piece, from, to) -> pieces[piece].leastShares(lambda, least[piece], from, to));
    for (int i = 0; i < k; i++) {
      for (double[] ofPiece : least) {
        least[0][i] = Math.min(least[0][i], ofPiece[i]);
      }
    }
    return new double[][] {least[0]};
  }

  private void finish(Profile profile, double[] to) {
    int parameters = withResidual.length;
    int pair = 0;
    for (int j = 0; j < parameters; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = information[pair++];
        for (int c = 0; c < width - 1; c++) {
          sum -= border[c * parameters + i] * border[c * parameters + j];
        }
        double value =
            sum / profile.variance() - withResidual[i] * withResidual[j] * profile.schur();
        to[i * parameters + j] = value;
        to[j * parameters + i] = value;
      }
    }
  }

  /** Solves for what is left of the border's rows of average information. */
  private void forward() {
    int parameters = withResidual.length;
    for (int c = 0; c < width - 1; c++) {
      for (int i = 0; i < parameters; i++) {
        double sum = border[c * parameters + i];
        for (int d = 0; d < c; d++) {
          sum -= reduced.element(c, d) * border[d * parameters + i];
        }
        border[c * parameters + i] = sum / reduced.diagonal(c);
      }
    }
  }
}
