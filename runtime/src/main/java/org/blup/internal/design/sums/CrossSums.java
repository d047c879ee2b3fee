package org.blup.internal.design.sums;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.Monomial;
import org.blup.internal.design.coding.SparseRow;
import org.blup.internal.design.moments.MomentTable;
import org.blup.internal.design.moments.Moments;
import org.jspecify.annotations.Nullable;

/** Sums products of columns over all rows, by way of the cells of the moment tables. */
public final class CrossSums {

  /** Where sums of products of columns go. */
  @FunctionalInterface
  public interface Target {
    void add(int row, int column, double value);
  }

  private record TableGroup(int table, @Nullable GroupLevels group) {}

  private final Moments moments;
  private final List<FactorLevels> factors;
  private final Map<Integer, Cells> cells = new HashMap<>();
  private final Map<TableGroup, int[]> levelsOfCells = new HashMap<>();

  public CrossSums(Moments moments, List<FactorLevels> factors) {
    this.moments = moments;
    this.factors = factors;
  }

  /** The number of rows summed. */
  public long rows() {
    return moments.rows();
  }

  /** Σ log w over the rows. */
  public double sumLogWeights() {
    return moments.sumLogWeights();
  }

  /** What was taken from each variable before it was summed, the response last. */
  public double[] shift() {
    return moments.shift();
  }

  /** Adds Σ w·left·right for all pairs of columns of two parts. */
  public void add(Part left, Part right, Target target) {
    Set<Integer> key = new TreeSet<>(left.key());
    key.addAll(right.key());
    int index = moments.tableFor(key);
    Cells cells = cells(index);
    int[] leftLevels = levelsOfCells(index, left.group());
    int[] rightLevels = levelsOfCells(index, right.group());
    MomentSum sum =
        new MomentSum(
            left.polynomial().times(right.polynomial()), moments.plan().tables().get(index));
    boolean uncoded = left.isUncoded() && right.isUncoded();
    SparseRow rows = new SparseRow();
    SparseRow columns = new SparseRow();
    for (int cell = 0; cell < leftLevels.length; cell++) {
      double value = sum.of(cells, cell);
      int row = left.offset() + left.stride() * leftLevels[cell];
      int column = right.offset() + right.stride() * rightLevels[cell];
      if (uncoded) {
        target.add(row, column, value);
        continue;
      }
      int[] positions = cells.positions(cell);
      left.coding().write(positions, rows);
      right.coding().write(positions, columns);
      for (int a = 0; a < rows.size(); a++) {
        for (int b = 0; b < columns.size(); b++) {
          target.add(
              row + rows.column(a),
              column + columns.column(b),
              value * rows.value(a) * columns.value(b));
        }
      }
    }
  }

  /**
   * The mean of a variable over all rows, less its shift; NaN if the variable does not vary about
   * its shift.
   *
   * @param key the factors of a column that the variable is in
   */
  public double mean(int variable, Set<Integer> key) {
    int index = moments.tableFor(key);
    Cells cells = cells(index);
    List<Monomial> summed = moments.plan().tables().get(index).moments();
    int first = summed.indexOf(Monomial.of(variable));
    int second = summed.indexOf(Monomial.of(variable, variable));
    double weights = 0;
    double sum = 0;
    double squares = 0;
    for (int cell = 0; cell < cells.size(); cell++) {
      weights += cells.sum(cell, 0);
      sum += cells.sum(cell, first);
      squares += cells.sum(cell, second);
    }
    return squares > 0 ? sum / weights : Double.NaN;
  }

  /** How the rows spread over the combinations of levels of some factors. */
  public JointFrequencies frequencies(List<Integer> ofFactors) {
    MomentTable table = moments.table(moments.tableFor(Set.copyOf(ofFactors)));
    return JointFrequencies.of(ofFactors, table, factors);
  }

  /** The moments of a variable over all rows, from any table that has them. */
  public ResponseMoments moments(int variable) {
    double shift = moments.shift()[variable];
    double weight = 0;
    double sum = Double.NaN;
    double squares = Double.NaN;
    for (int index = 0; index < moments.plan().tables().size(); index++) {
      MomentTable table = moments.table(index);
      List<Monomial> summed = moments.plan().tables().get(index).moments();
      int first = summed.indexOf(Monomial.of(variable));
      int second = summed.indexOf(Monomial.of(variable, variable));
      weight = total(table, 0);
      sum = Double.isNaN(sum) && first >= 0 ? total(table, first) : sum;
      squares = Double.isNaN(squares) && second >= 0 ? total(table, second) : squares;
    }
    double mean = sum / weight;
    return Double.isNaN(mean)
        ? new ResponseMoments(weight, Double.NaN, squares)
        : new ResponseMoments(weight, shift + mean, squares - sum * mean);
  }

  private static double total(MomentTable table, int moment) {
    double total = 0;
    for (int cell = 0; cell < table.cells(); cell++) {
      total += table.sum(cell, moment);
    }
    return total;
  }

  /**
   * For each factor its positions in all combinations of levels that have rows; a combination may
   * come several times.
   */
  public int[][] observed(int[] ofFactors) {
    Cells cells = cells(moments.tableFor(setOf(ofFactors)));
    int[][] observed = new int[ofFactors.length][cells.size()];
    for (int cell = 0; cell < cells.size(); cell++) {
      int[] positions = cells.positions(cell);
      for (int i = 0; i < ofFactors.length; i++) {
        observed[i][cell] = positions[ofFactors[i]];
      }
    }
    return observed;
  }

  /** The pairs of levels of two groups that meet in rows, ascending, each as row · 2³² + column. */
  public long[] pairs(GroupLevels rows, GroupLevels columns) {
    if (rows == columns) {
      return LongStream.range(0, rows.size()).map(level -> level << 32 | level).toArray();
    }
    Set<Integer> key = setOf(rows.factors());
    key.addAll(setOf(columns.factors()));
    int index = moments.tableFor(key);
    int[] rowOfCell = levelsOfCells(index, rows);
    int[] columnOfCell = levelsOfCells(index, columns);
    int[] order = new int[rowOfCell.length];
    Arrays.setAll(order, cell -> cell);
    order = Cells.sorted(order, columnOfCell, columns.size());
    order = Cells.sorted(order, rowOfCell, rows.size());
    long[] pairs = new long[order.length];
    int count = 0;
    for (int cell : order) {
      long pair = (long) rowOfCell[cell] << 32 | columnOfCell[cell];
      if (count == 0 || pairs[count - 1] != pair) {
        pairs[count++] = pair;
      }
    }
    return Arrays.copyOf(pairs, count);
  }

  /** For each cell of a table the level of a group that its rows belong to; 0 without a group. */
  private int[] levelsOfCells(int index, @Nullable GroupLevels group) {
    return levelsOfCells.computeIfAbsent(
        new TableGroup(index, group),
        absent -> {
          Cells cells = cells(index);
          int[] levels = new int[cells.size()];
          for (int cell = 0; group != null && cell < levels.length; cell++) {
            levels[cell] = group.indexAt(cells.positions(cell));
          }
          return levels;
        });
  }

  private Cells cells(int index) {
    return cells.computeIfAbsent(index, absent -> new Cells(moments.table(index), factors));
  }

  private static Set<Integer> setOf(int[] factors) {
    Set<Integer> set = new TreeSet<>();
    Arrays.stream(factors).forEach(set::add);
    return set;
  }
}
