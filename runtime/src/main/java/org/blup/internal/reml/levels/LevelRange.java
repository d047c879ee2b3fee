package org.blup.internal.reml.levels;

import java.util.Arrays;
import org.blup.internal.design.equations.LevelBlocks;
import org.blup.internal.linalg.dense.Lanes;
import org.blup.internal.numeric.CompensatedSums;
import org.blup.internal.reml.setup.Effects;
import org.blup.internal.reml.setup.Layout;

/** A sweep over one range of the levels of the only grouping factor, with memory of its own. */
final class LevelRange {

  /**
   * Batches whose products are summed plainly before they are added with compensation: 16 of 64
   * levels, whose rounding, 1024 times 1e-16, is 1e-13 of the sum at most.
   */
  private static final int GATHERED = 16;

  final LevelBatch batch;
  final LevelDerivatives derivatives;
  final CompensatedSums square;

  /** The sum of the logarithms of the pivots, and how many of these are large. */
  double logDeterminant;

  long grown;

  private final int k;
  private final int width;

  /** A lane for each pair of columns of the border; there from the first elimination on. */
  private double[][] products = {};

  LevelRange(LevelBlocks levels, double[] borderScale, LevelElements elements) {
    k = levels.size();
    width = borderScale.length;
    batch = new LevelBatch(levels, borderScale);
    square = new CompensatedSums(width * width);
    derivatives = new LevelDerivatives(batch, elements);
  }

  /** Takes from the border's square, and multiplies the pivots. */
  void eliminate(double[] lambda, int from, int to) {
    if (products.length == 0) {
      products = batch.lanes(width * (width + 1) / 2);
    }
    double product = 1;
    int gathered = 0;
    for (int j = from; j < to; j += LevelBatch.LEVELS) {
      batch.read(j, to);
      batch.factor(lambda);
      for (int i = 0; i < batch.count; i++) {
        for (int a = 0; a < k; a++) {
          double pivot = batch.l[a * (k + 1)][i];
          product *= pivot;
          grown += pivot > LevelSource.GROWN ? 1 : 0;
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
    double[][] products = this.products;
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

  void solve(Effects effects, Layout layout, double[] lambda, double[] beta, int from, int to) {
    for (int j = from; j < to; j += LevelBatch.LEVELS) {
      batch.read(j, to);
      batch.factor(lambda);
      derivatives.solve(beta);
      derivatives.write(lambda, j, layout, effects);
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
