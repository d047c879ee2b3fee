package org.blup.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.blup.internal.design.covariance.ResidualForm.Block;

/**
 * Residuals of a subject whose covariance follows a number, drawn one after the other given those
 * before: a row of the covariance's Cholesky factor for each.
 */
final class DrawnSeries {

  private final Block block;
  private final List<Double> numbers = new ArrayList<>();
  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> normals = new ArrayList<>();

  DrawnSeries(Block block) {
    this.block = block;
  }

  /** Draws the residual at a number; the same where there is one already. */
  double draw(double number, SplittableRandom random) {
    int n = numbers.size();
    RowResiduals.checkSize(n, "a subject");
    double[] row = new double[n + 1];
    double left = block.variance(number);
    double given = 0;
    for (int i = 0; i < n; i++) {
      double sum = block.covariance(number, numbers.get(i));
      double[] other = rows.get(i);
      for (int j = 0; j < i; j++) {
        sum -= row[j] * other[j];
      }
      row[i] = other[i] > 0 ? sum / other[i] : 0;
      left -= row[i] * row[i];
      given += row[i] * normals.get(i);
    }
    row[n] = Math.sqrt(Math.max(0, left));
    double normal = random.nextGaussian();
    numbers.add(number);
    rows.add(row);
    normals.add(normal);
    return given + row[n] * normal;
  }
}
