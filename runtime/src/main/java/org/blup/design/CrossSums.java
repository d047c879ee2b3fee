package org.blup.design;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sums products of columns over all rows, by way of the cells of the moment tables. */
final class CrossSums {

  /** Where sums of products of columns go. */
  @FunctionalInterface
  interface Target {
    void add(int row, int column, double value);
  }

  /** What is done with the levels of each cell that has rows. */
  @FunctionalInterface
  interface CellVisitor {
    void visit(MomentTable table, int cell, int[] positions);
  }

  private final Moments moments;
  private final List<FactorLevels> factors;

  CrossSums(Moments moments, List<FactorLevels> factors) {
    this.moments = moments;
    this.factors = factors;
  }

  /** Adds Σ w·left·right for all pairs of columns of two parts. */
  void add(Part left, Part right, Target target) {
    Set<Integer> key = new TreeSet<>(left.key());
    key.addAll(right.key());
    int table = moments.tableFor(key);
    Polynomial product = left.polynomial().times(right.polynomial());
    int[] moment = new int[product.coefficients().size()];
    double[] coefficient = new double[moment.length];
    int next = 0;
    for (Map.Entry<Monomial, Double> term : product.coefficients().entrySet()) {
      moment[next] = moments.plan().tables().get(table).moments().indexOf(term.getKey());
      coefficient[next++] = term.getValue();
    }
    SparseRow leftRow = new SparseRow();
    SparseRow rightRow = new SparseRow();
    forEachCell(
        key,
        (cells, cell, positions) -> {
          double sum = 0;
          for (int m = 0; m < moment.length; m++) {
            sum += coefficient[m] * cells.sum(cell, moment[m]);
          }
          left.write(positions, leftRow);
          right.write(positions, rightRow);
          int row = left.firstColumn(positions);
          int column = right.firstColumn(positions);
          for (int a = 0; a < leftRow.size(); a++) {
            for (int b = 0; b < rightRow.size(); b++) {
              target.add(
                  row + leftRow.column(a),
                  column + rightRow.column(b),
                  sum * leftRow.value(a) * rightRow.value(b));
            }
          }
        });
  }

  /** Visits every combination of levels that has rows; it may tell more factors apart than asked. */
  void forEachCell(Set<Integer> key, CellVisitor visitor) {
    int index = moments.tableFor(key);
    MomentTable table = moments.table(index);
    List<Integer> tableKey = moments.plan().tables().get(index).key();
    int[] ids = new int[tableKey.size()];
    int[] positions = new int[factors.size()];
    for (int cell = 0; cell < table.cells(); cell++) {
      if (!table.isEmpty(cell)) {
        table.levels(cell, ids);
        for (int i = 0; i < ids.length; i++) {
          int factor = tableKey.get(i);
          positions[factor] = factors.get(factor).positionOf(ids[i]);
        }
        visitor.visit(table, cell, positions);
      }
    }
  }
}
