package org.blup.internal.design.sums;

import java.util.Map;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.moments.MomentPlan;

/**
 * A combination of the moments of a cell: what a product of two columns sums to, but for coding.
 */
final class MomentSum {

  private final int[] moments;
  private final double[] coefficients;

  MomentSum(Polynomial product, MomentPlan.Table table) {
    moments = new int[product.coefficients().size()];
    coefficients = new double[moments.length];
    int next = 0;
    for (Map.Entry<Monomial, Double> term : product.coefficients().entrySet()) {
      moments[next] = table.moments().indexOf(term.getKey());
      coefficients[next++] = term.getValue();
    }
  }

  double of(Cells cells, int cell) {
    double sum = 0;
    for (int m = 0; m < moments.length; m++) {
      sum += coefficients[m] * cells.sum(cell, moments[m]);
    }
    return sum;
  }
}
