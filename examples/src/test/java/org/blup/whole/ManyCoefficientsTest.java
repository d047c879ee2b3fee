package org.blup.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.blup.MixedModel;
import org.blup.model.Coefficient;
import org.blup.model.fit.AnovaTable;
import org.junit.jupiter.api.Test;

/**
 * A fixed factor of many levels in balanced blocks, where the answers have a closed form: with a
 * treatments in each of b blocks the mean square of the residuals estimates σ², that of the blocks
 * {@code σ² + aσ_b²}, and a difference of treatments has the standard error {@code √(2σ²/b)} and
 * {@code (a − 1)(b − 1)} degrees of freedom.
 */
class ManyCoefficientsTest {

  private static final int TREATMENTS = 300;
  private static final int BLOCKS = 7;

  @MixedModel("y ~ treatment + (1 | block)")
  record Cell(double y, String treatment, int block) {}

  @Test
  void balancedBlocksHaveTheAnswersOfTheAnalysisOfVariance() {
    double[][] y = responses();
    List<Cell> rows = new ArrayList<>();
    double[] treatments = new double[TREATMENTS];
    double[] blocks = new double[BLOCKS];
    double mean = 0;
    for (int i = 0; i < TREATMENTS; i++) {
      for (int j = 0; j < BLOCKS; j++) {
        rows.add(new Cell(y[i][j], "t" + (1000 + i), j));
        treatments[i] += y[i][j] / BLOCKS;
        blocks[j] += y[i][j] / TREATMENTS;
        mean += y[i][j] / (TREATMENTS * BLOCKS);
      }
    }
    double residual = 0;
    double between = 0;
    double treated = 0;
    for (int j = 0; j < BLOCKS; j++) {
      between += TREATMENTS * Math.pow(blocks[j] - mean, 2) / (BLOCKS - 1);
      for (int i = 0; i < TREATMENTS; i++) {
        residual += Math.pow(y[i][j] - treatments[i] - blocks[j] + mean, 2);
      }
    }
    for (double treatment : treatments) {
      treated += BLOCKS * Math.pow(treatment - mean, 2) / (TREATMENTS - 1);
    }
    int df = (TREATMENTS - 1) * (BLOCKS - 1);
    residual /= df;

    var fit = ManyCoefficientsTest_CellModel.fit(rows);

    assertThat(fit.sigma() * fit.sigma()).isCloseTo(residual, close());
    double ofBlocks = fit.block().covariance().intercept().variance();
    assertThat(ofBlocks)
        .isCloseTo((between - residual) / TREATMENTS, Percentage.withPercentage(1e-3));
    for (int i : new int[] {1, 17, TREATMENTS - 1}) {
      Coefficient difference = fit.coefficient("treatmentt" + (1000 + i));
      assertThat(difference.estimate()).isCloseTo(treatments[i] - treatments[0], within(1e-9));
      assertThat(difference.standardError()).isCloseTo(Math.sqrt(2 * residual / BLOCKS), close());
      assertThat(difference.df()).isCloseTo(df, Percentage.withPercentage(0.01));
    }
    AnovaTable.Row row = fit.anova().rows().get(0);
    assertThat(row.f()).isCloseTo(treated / residual, close());
    assertThat(row.denominatorDf()).isCloseTo(df, Percentage.withPercentage(0.01));
  }

  private static Percentage close() {
    return Percentage.withPercentage(1e-6);
  }

  private static double[][] responses() {
    Random random = new Random(1);
    double[] blocks = random.doubles(BLOCKS, -2, 2).toArray();
    double[][] y = new double[TREATMENTS][BLOCKS];
    for (double[] row : y) {
      double treatment = random.nextGaussian();
      for (int j = 0; j < BLOCKS; j++) {
        row[j] = 50 + treatment + blocks[j] + random.nextGaussian();
      }
    }
    return y;
  }
}
