package org.blup.internal.inference.estimability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.inference.estimability.CellFunctions.Product;
import org.blup.internal.numeric.Quadratic;
import org.ejml.data.DMatrixRMaj;

/**
 * Type III hypotheses (Goodnight 1980, Tests of hypotheses in fixed effects linear models, Commun.
 * Stat. Theory Methods 9:167–180), constructed as lmerTest does. Coefficients in treatment coding
 * are functions of the overparametrised model with a column for every cell of every term; those of
 * a term are made orthogonal to those of the terms that contain it.
 */
final class EstimableFunctions {

  /**
   * A column of estimable functions whose remainder is below this share of its length is a
   * combination of others. By definition these are orthogonal over cells and not over rows, so
   * their products are no cross-products of the design's.
   */
  private static final double DEPENDENT = 1e-7;

  /** Coefficients below this are rounding of zero: half the digits of elements of order one. */
  private static final double ZERO = 1e-8;

  /** A column: a term, the numeric part's number, and a level of each of its factors. */
  private record Cell(int term, int product, List<Integer> levels) {}

  private final ObservedDesign design;
  private final CellFunctions functions;
  private final ColumnCombinations combinations;
  private final int p;

  /** The kept columns of treatment coding. */
  private final List<Cell> treated = new ArrayList<>();

  private final Map<Integer, double[][]> hypotheses = new HashMap<>();

  EstimableFunctions(ObservedDesign design, Marginality marginality) {
    this.design = design;
    functions = new CellFunctions(design);
    combinations = new ColumnCombinations(design, functions);
    p = (int) design.fixedColumns().stream().filter(column -> !column.dropped()).count();
    DMatrixRMaj toOriginal = ChangeOfBasis.inverse(treatment());
    double[][] estimable = estimable(toOriginal);
    int[] cellOf = cellOfColumns();
    orthogonalise(estimable, marginality);
    for (int term : marginality.terms()) {
      hypotheses.put(term, rows(term, estimable, cellOf, toOriginal));
    }
  }

  /** The rows of a term. */
  double[][] of(int term) {
    return Arrays.stream(hypotheses.getOrDefault(term, new double[0][]))
        .map(double[]::clone)
        .toArray(double[][]::new);
  }

  /** A function of cells as a combination of the kept columns. */
  private double[] kept(Map<Product, Double> function) {
    return design.keptCoefficients(combinations.of(function));
  }

  /**
   * The columns of treatment coding that do not depend on those before: p × p, kept columns. All
   * together span p dimensions, so where there are only p of them, none is left out.
   */
  private DMatrixRMaj treatment() {
    List<Cell> columns = cells().stream().filter(this::isColumn).toList();
    treated.addAll(columns.size() == p ? columns : independent(columns));
    DMatrixRMaj matrix = new DMatrixRMaj(p, p);
    for (int c = 0; c < treated.size(); c++) {
      double[] column = kept(function(treated.get(c)));
      for (int i = 0; i < p; i++) {
        matrix.set(i, c, column[i]);
      }
    }
    return matrix;
  }

  private List<Cell> independent(List<Cell> columns) {
    FixedSpan span = new FixedSpan(design);
    List<Cell> independent = new ArrayList<>();
    for (Cell cell : columns) {
      if (independent.size() < p && span.add(combinations.of(function(cell)))) {
        independent.add(cell);
      }
    }
    return independent;
  }

  /** Whether treatment coding has a column for a cell: no contrast's factor at its reference. */
  private boolean isColumn(Cell cell) {
    EffectTerm term = design.structure().fixed().get(cell.term());
    int[] factors = design.structure().factorsOf(term);
    for (int f = 0; f < factors.length; f++) {
      boolean full = term.full().contains(design.structure().factors().get(factors[f]));
      if (!full && cell.levels().get(f) == functions.reference(factors[f])) {
        return false;
      }
    }
    return true;
  }

  /** Every cell of every term, the first factor varying fastest. */
  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    List<EffectTerm> terms = design.structure().fixed();
    for (int t = 0; t < terms.size(); t++) {
      int[] factors = design.structure().factorsOf(terms.get(t));
      int count = 1;
      for (int factor : factors) {
        count *= design.factor(factor).size();
      }
      for (int product = 0; product < design.variables().basisProducts(terms.get(t)); product++) {
        for (int cell = 0; cell < count; cell++) {
          List<Integer> levels = new ArrayList<>();
          int rest = cell;
          for (int factor : factors) {
            levels.add(rest % design.factor(factor).size());
            rest /= design.factor(factor).size();
          }
          cells.add(new Cell(t, product, List.copyOf(levels)));
        }
      }
    }
    return cells;
  }

  /** For each column of treatment coding its number among all cells. */
  private int[] cellOfColumns() {
    Map<Cell, Integer> numbers = new HashMap<>();
    for (Cell cell : cells()) {
      numbers.put(cell, numbers.size());
    }
    return treated.stream().mapToInt(numbers::get).toArray();
  }

  private Map<Product, Double> function(Cell cell) {
    EffectTerm term = design.structure().fixed().get(cell.term());
    int[] levels = cell.levels().stream().mapToInt(Integer::intValue).toArray();
    return functions.cell(
        functions.numeric(term, cell.product()), design.structure().factorsOf(term), levels);
  }

  /**
   * For each cell of the overparametrised model its share in each coefficient of treatment coding.
   */
  private double[][] estimable(DMatrixRMaj toTreatment) {
    return cells().stream()
        .map(
            cell -> {
              double[] kept = kept(function(cell));
              double[] share = new double[p];
              for (int j = 0; j < p; j++) {
                for (int i = 0; kept[j] != 0 && i < p; i++) {
                  share[i] += toTreatment.get(i, j) * kept[j];
                }
              }
              return share;
            })
        .toArray(double[][]::new);
  }

  /** Makes each term's columns orthogonal to those of the terms containing it. */
  private void orthogonalise(double[][] estimable, Marginality marginality) {
    List<EffectTerm> all = design.structure().fixed();
    List<Integer> order = new ArrayList<>(marginality.terms());
    order.sort(Comparator.comparingInt((Integer t) -> all.get(t).variables().size()).reversed());
    for (int term : order) {
      List<double[]> basis = new ArrayList<>();
      List<Integer> containing = marginality.containing(term);
      for (int column = 0; column < p; column++) {
        if (containing.contains(treated.get(column).term())) {
          addOrthogonal(basis, column(estimable, column));
        }
      }
      for (int column = 0; column < p; column++) {
        if (treated.get(column).term() == term && !basis.isEmpty()) {
          double[] values = column(estimable, column);
          for (int round = 0; round < 2; round++) {
            for (double[] other : basis) {
              subtract(values, Quadratic.dot(values, other), other);
            }
          }
          for (int c = 0; c < values.length; c++) {
            estimable[c][column] = values[c];
          }
        }
      }
    }
  }

  private static void addOrthogonal(List<double[]> basis, double[] column) {
    double before = Math.sqrt(Quadratic.dot(column, column));
    for (int round = 0; round < 2; round++) {
      for (double[] other : basis) {
        subtract(column, Quadratic.dot(column, other), other);
      }
    }
    double length = Math.sqrt(Quadratic.dot(column, column));
    if (length > DEPENDENT * before) {
      for (int i = 0; i < column.length; i++) {
        column[i] /= length;
      }
      basis.add(column);
    }
  }

  /** The rows of a term's coefficients, for coefficients of the model's own coding. */
  private double[][] rows(int term, double[][] estimable, int[] cellOf, DMatrixRMaj toTreatment) {
    List<double[]> rows = new ArrayList<>();
    for (int column = 0; column < p; column++) {
      if (treated.get(column).term() != term) {
        continue;
      }
      double[] row = new double[p];
      double size = 0;
      for (int i = 0; i < p; i++) {
        double value = estimable[cellOf[i]][column];
        size += Math.abs(value);
        for (int j = 0; value != 0 && j < p; j++) {
          row[j] += value * toTreatment.get(i, j);
        }
      }
      if (size > ZERO) {
        rows.add(row);
      }
    }
    return rows.toArray(double[][]::new);
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  private static void subtract(double[] from, double factor, double[] vector) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
