package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.inference.estimability.CellFunctions.Product;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Functions of cells as combinations of the columns of a model's fixed effects. */
final class ColumnCombinations {

  /** Largest error of a value that a combination reproduces. */
  private static final double ROUNDING = 1e-8;

  private final Map<Product, Integer> index = new HashMap<>();
  private final DMatrixRMaj columns;
  private final DMatrixRMaj inverse;

  /** All columns, dropped ones among them. */
  private final int all;

  ColumnCombinations(ObservedDesign design, CellFunctions functions) {
    List<Map<Product, Double>> written = new ArrayList<>();
    design.structure().fixed().forEach(term -> written.addAll(functions.columns(term)));
    for (Map<Product, Double> column : written) {
      column.keySet().forEach(product -> index.putIfAbsent(product, index.size()));
    }
    all = written.size();
    columns = new DMatrixRMaj(index.size(), all);
    for (int c = 0; c < all; c++) {
      int column = c;
      written
          .get(c)
          .forEach((product, value) -> columns.set(index.getOrDefault(product, -1), column, value));
    }
    inverse = new DMatrixRMaj(all, index.size());
    boolean square = all == index.size() && ChangeOfBasis.invert(columns.copy(), inverse);
    if (!square) {
      CommonOps_DDRM.pinv(columns, inverse);
    }
  }

  /**
   * The combination of the model's columns that is a function, or is nearest to it.
   *
   * @return a factor for each column, dropped ones among them
   */
  double[] of(Map<Product, Double> function) {
    double[] coefficients = new double[all];
    function.forEach(
        (product, value) -> {
          Integer at = index.get(product);
          for (int c = 0; at != null && c < all; c++) {
            coefficients[c] += inverse.get(c, at) * value;
          }
        });
    return coefficients;
  }

  /** Whether a function is the combination of columns that {@link #of} gives for it. */
  boolean holds(Map<Product, Double> function, double[] combination) {
    if (!index.keySet().containsAll(function.keySet())) {
      return false;
    }
    for (Map.Entry<Product, Integer> row : index.entrySet()) {
      double sum = -function.getOrDefault(row.getKey(), 0.0);
      for (int c = 0; c < all; c++) {
        sum += columns.get(row.getValue(), c) * combination[c];
      }
      if (Math.abs(sum) > ROUNDING) {
        return false;
      }
    }
    return true;
  }
}
