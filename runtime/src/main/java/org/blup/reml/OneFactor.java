package org.blup.reml;

import java.util.Arrays;
import org.blup.design.NormalEquations;
import org.blup.linalg.Pieces;
import org.blup.linalg.dense.CompensatedSum;
import org.blup.linalg.dense.Lanes;

/**
 * The equations of a single grouping factor, whose levels meet in the border alone: a sweep over
 * the levels finds the criterion, another one gradient and average information, and nothing is kept
 * of a level.
 */
final class OneFactor {

  /** Wider levels and borders are left to the general factorisation. */
  private static final int MOST_EFFECTS = 4;

  private static final int MOST_COLUMNS = 8;

  /** Where Λ is large, pivots above this stand for a dimension of Z; the others stay near 1. */
  static final double GROWN = 30;

  /** Batches whose products are summed plainly before they are added with compensation. */
  private static final int GATHERED = 16;

  private final int levels;
  private final int k;
  private final int width;
  private final Templates templates;
  private final Piece[] pieces;

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
    final CompensatedSum square = new CompensatedSum(width * width);
    double logDeterminant;
    long grown;

    Piece(NormalEquations equations, double[] borderScale) {
      batch = new LevelBatch(equations, borderScale);
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

    void solve(MixedModelEquations model, double[] lambda, double[] beta, int from, int to) {
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        derivatives.solve(beta);
        derivatives.writeModes(lambda, j, model);
      }
    }

    void leastShares(double[] lambda, double[] least, int from, int to) {
      Arrays.fill(least, 1);
      for (int j = from; j < to; j += LevelBatch.LEVELS) {
        batch.read(j, to);
        batch.factor(lambda);
        batch.leastShares(least);
      }
    }
  }

  private OneFactor(NormalEquations equations, Templates templates, double[] borderScale) {
    this.templates = templates;
    levels = equations.groups().get(0).levels();
    k = equations.groups().get(0).size();
    width = borderScale.length;
    pieces = new Piece[Pieces.isLarge(work()) ? Pieces.COUNT : 1];
    Arrays.setAll(pieces, piece -> new Piece(equations, borderScale));
    int parameters = templates.parameters();
    gradient = new double[k * k];
    information = new double[parameters * (parameters + 1) / 2];
    border = new double[(width - 1) * parameters];
    withResidual = new double[parameters];
  }

  /** Goes over to the same equations for another response. */
  void take(NormalEquations equations) {
    for (Piece piece : pieces) {
      piece.batch.take(equations);
    }
  }

  /** Whether these equations are of this kind. */
  static boolean suits(NormalEquations equations) {
    return equations.groups().size() == 1
        && equations.pattern().pairs().isEmpty()
        && equations.groups().get(0).size() <= MOST_EFFECTS
        && equations.columns() <= MOST_COLUMNS;
  }

  /**
   * For equations of this kind.
   *
   * @param borderScale what the columns of X and y are multiplied by
   */
  static OneFactor of(NormalEquations equations, Templates templates, double[] borderScale) {
    return new OneFactor(equations, templates, borderScale);
  }

  /**
   * Eliminates all levels.
   *
   * @param panels take what is left of the border's square, column by column
   * @param square where it stands, as it was before
   * @return half the logarithm of the levels' determinant, not finite if there is none
   */
  double eliminate(double[] lambda, double[] panels, int square) {
    CompensatedSum sum = pieces[0].square;
    sum.start(panels, square);
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
    sum.finish(panels, square);
    return logDeterminant;
  }

  /** The rank of Z, if the factor of the last elimination was large. */
  long rankOfLarge() {
    return Arrays.stream(pieces).mapToLong(piece -> piece.grown).sum();
  }

  private void overLevels(Pieces.Range work) {
    Pieces.overRange(levels, work(), work);
  }

  private double work() {
    return (double) levels * k * k * (k + width);
  }

  /**
   * Gradient and average information where the model was last evaluated, its border factored.
   *
   * @param gradientTo G of the group, k × k
   * @param informationTo as in {@link AverageInformation}
   */
  void differentiate(MixedModelEquations model, double[] gradientTo, double[] informationTo) {
    double[] root = model.factor.borderFactor();
    double[] beta = coefficients(root);
    double[] s = model.reml ? model.factor.borderInverse(width - 1) : new double[0];
    double variance = model.scaledVariance();
    double[] lambda = model.lambda[0];
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
    System.arraycopy(gradient, 0, gradientTo, 0, gradient.length);
    forward(root);
    finish(variance, model.degreesOfFreedom(), informationTo);
  }

  /** Finds u, β, b = Λu and ZᵀWe where the model was last evaluated. */
  void solve(MixedModelEquations model) {
    double[] beta = coefficients(model.factor.borderFactor());
    double[] lambda = model.lambda[0];
    overLevels((piece, from, to) -> pieces[piece].solve(model, lambda, beta, from, to));
    System.arraycopy(beta, 0, model.solution, levels * k, beta.length);
  }

  /** For each effect the least share of a squared pivot in its diagonal element. */
  double[] leastShares(double[] lambda) {
    double[][] least = new double[pieces.length][k];
    overLevels((piece, from, to) -> pieces[piece].leastShares(lambda, least[piece], from, to));
    for (int i = 0; i < k; i++) {
      for (double[] ofPiece : least) {
        least[0][i] = Math.min(least[0][i], ofPiece[i]);
      }
    }
    return least[0];
  }

  private void finish(double variance, double degreesOfFreedom, double[] to) {
    int parameters = withResidual.length;
    double schur = 1 / (variance * variance * degreesOfFreedom);
    int pair = 0;
    for (int j = 0; j < parameters; j++) {
      for (int i = 0; i <= j; i++) {
        double sum = information[pair++];
        for (int c = 0; c < width - 1; c++) {
          sum -= border[c * parameters + i] * border[c * parameters + j];
        }
        double value = sum / variance - withResidual[i] * withResidual[j] * schur;
        to[i * parameters + j] = value;
        to[j * parameters + i] = value;
      }
    }
  }

  /** β. */
  private double[] coefficients(double[] root) {
    double[] beta = new double[width - 1];
    for (int c = width - 2; c >= 0; c--) {
      double sum = root[width - 1 + c * width];
      for (int d = c + 1; d < width - 1; d++) {
        sum -= root[d + c * width] * beta[d];
      }
      beta[c] = sum / root[c * (width + 1)];
    }
    return beta;
  }

  /** Solves for what is left of the border's rows of average information. */
  private void forward(double[] root) {
    int parameters = withResidual.length;
    for (int c = 0; c < width - 1; c++) {
      for (int i = 0; i < parameters; i++) {
        double sum = border[c * parameters + i];
        for (int d = 0; d < c; d++) {
          sum -= root[c + d * width] * border[d * parameters + i];
        }
        border[c * parameters + i] = sum / root[c * (width + 1)];
      }
    }
  }
}
