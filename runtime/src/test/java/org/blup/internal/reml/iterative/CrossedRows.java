package org.blup.internal.reml.iterative;

import java.util.Arrays;
import java.util.Random;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.reml.equations.Rows;

/** Made-up rows of random intercepts by factors that cross, or are nested. */
final class CrossedRows {

  private static final double[] DEVIATIONS = {1.2, 0.6, 0.9, 0.4};

  private CrossedRows() {}

  /** Weighted rows of {@code y ~ x + (1 | f1) + (1 | f2) + …}. */
  static NormalEquations equations(long seed, int rows, int[]... levels) {
    Random random = new Random(seed);
    double[] x = random.doubles(rows, -1, 3).toArray();
    double[] weights = random.doubles(rows, 0.5, 2).toArray();
    double[] y = new double[rows];
    for (int f = 0; f < levels.length; f++) {
      int count = Arrays.stream(levels[f]).max().orElse(0) + 1;
      double[] effects = new double[count];
      Arrays.setAll(effects, j -> random.nextGaussian());
      for (int i = 0; i < rows; i++) {
        y[i] += DEVIATIONS[f] * effects[levels[f][i]];
      }
    }
    for (int i = 0; i < rows; i++) {
      y[i] += 3 + 2 * x[i] + random.nextGaussian() / Math.sqrt(weights[i]);
    }
    Rows model = Rows.weighted(y, weights, Rows.constant(rows), x);
    for (int[] ofRow : levels) {
      model.term(model.group(ofRow), true, Rows.constant(rows));
    }
    return model.equations();
  }

  /** Levels drawn for each row, all of them met. */
  static int[] drawn(long seed, int rows, int levels) {
    Random random = new Random(seed);
    int[] drawn = new int[rows];
    Arrays.setAll(drawn, i -> i < levels ? i : (int) (levels * Math.pow(random.nextDouble(), 2)));
    return drawn;
  }

  /** The level that each row's level is nested in. */
  static int[] nested(int[] levels, int parents) {
    return Arrays.stream(levels).map(level -> level % parents).toArray();
  }
}
