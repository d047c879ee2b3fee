package org.blup.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;

/** The numbers and levels of rows, kept until all levels are known and matrices can be built. */
final class MatrixRows {

  /** The columns of Z that one term has in one row: its effects' values at its group's level. */
  private record Effects(GroupLevels group, List<TermCoding> codings, int size, int start) {}

  private final ModelStructure structure;
  private final double[][] numbers;
  private final LevelDictionary[] dictionaries;
  private final int[][] levels;
  private double[] responses = new double[16];
  private int rows;

  MatrixRows(ModelStructure structure) {
    this.structure = structure;
    numbers = new double[structure.numbers().size()][16];
    levels = new int[structure.factors().size()][16];
    dictionaries = LevelDictionary.all(structure);
  }

  void add(DesignRow row) {
    if (rows == responses.length) {
      grow();
    }
    responses[rows] = row.response;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i][rows] = row.numbers[i];
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f][rows] = dictionaries[f].number(row.texts[f], row.keys[f]);
    }
    rows++;
  }

  /** The levels of all factors, sorted. */
  List<FactorLevels> levels() {
    return FactorLevels.all(structure, dictionaries);
  }

  DesignMatrices build(List<FactorLevels> factors, DataChecks checks) {
    double[] shift = new double[structure.responseVariable() + 1];
    BasisMoments moments = basisMoments(shift);
    DesignVariables variables =
        new DesignVariables(structure, factors, moments.columns(shift, checks));
    BasisColumns responseMap = moments.response(shift, checks);
    for (int f = 0; f < levels.length; f++) {
      for (int r = 0; r < rows; r++) {
        levels[f][r] = factors.get(f).position(levels[f][r]);
      }
    }
    List<TermCoding> terms = structure.fixed().stream().map(variables::coding).toList();
    List<String> xNames = terms.stream().flatMap(term -> term.names().stream()).toList();
    List<Effects> effects = effects(variables);
    double[] y = Arrays.stream(responses, 0, rows).map(v -> responseMap.value(0, v)).toArray();
    return new DesignMatrices(
        fixedMatrix(variables, terms, xNames.size()),
        randomMatrix(variables, effects),
        new DMatrixRMaj(rows, 1, true, y),
        xNames,
        randomNames(effects));
  }

  /**
   * The sums of powers of what bases are made of, about the means, which are put into the shift.
   */
  private BasisMoments basisMoments(double[] shift) {
    double[][] centred = new double[shift.length][];
    for (int v = 0; v < shift.length; v++) {
      double[] values = v < numbers.length ? numbers[v] : responses;
      double mean = Arrays.stream(values, 0, rows).sum() / rows;
      shift[v] = mean;
      centred[v] = Arrays.stream(values, 0, rows).map(value -> value - mean).toArray();
    }
    BasisMoments moments = new BasisMoments(structure);
    moments.add(centred, rows);
    return moments;
  }

  private DMatrixRMaj fixedMatrix(DesignVariables variables, List<TermCoding> terms, int columns) {
    checkSize((long) rows * columns, "X");
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    RowValues values = new RowValues(variables);
    for (int r = 0; r < rows; r++) {
      values.read(r);
      int row = r;
      int start = 0;
      for (TermCoding term : terms) {
        values.write(term, start, (column, value) -> x.set(row, column, value));
        start += term.columns();
      }
    }
    return x;
  }

  /** The numbers and levels of one row, and the columns they make. */
  private final class RowValues {

    private final DesignVariables variables;
    private final SparseRow coded = new SparseRow();
    private final int[] positions = new int[levels.length];
    private final double[] row = new double[numbers.length];

    RowValues(DesignVariables variables) {
      this.variables = variables;
    }

    void read(int r) {
      for (int f = 0; f < positions.length; f++) {
        positions[f] = levels[f][r];
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = numbers[i][r];
      }
    }

    void write(TermCoding term, int start, TermCoding.ColumnTarget target) {
      term.evaluate(variables, positions, row, coded, start, target);
    }
  }

  private List<Effects> effects(DesignVariables variables) {
    List<Effects> all = new ArrayList<>();
    int start = 0;
    for (RandomTerm term : structure.random()) {
      GroupLevels group = group(term, variables.factors());
      List<TermCoding> codings = term.effects().stream().map(variables::coding).toList();
      int size = codings.stream().mapToInt(TermCoding::columns).sum();
      all.add(new Effects(group, codings, size, start));
      start += group.size() * size;
    }
    return all;
  }

  private GroupLevels group(RandomTerm term, List<FactorLevels> factors) {
    int[] indices = term.group().stream().mapToInt(structure.factors()::indexOf).toArray();
    int[][] observed =
        Arrays.stream(indices)
            .mapToObj(factor -> Arrays.copyOf(levels[factor], rows))
            .toArray(int[][]::new);
    FactorLevels[] own = Arrays.stream(indices).mapToObj(factors::get).toArray(FactorLevels[]::new);
    return new GroupLevels(term.groupLabel(), indices, own, observed);
  }

  /** Rows are written in ascending order into every column, twice: to count, and to fill. */
  private DMatrixSparseCSC randomMatrix(DesignVariables variables, List<Effects> effects) {
    int columns = effects.stream().mapToInt(e -> e.group().size() * e.size()).sum();
    long[] counts = new long[columns + 1];
    forEachEntry(variables, effects, (row, column, value) -> counts[column + 1]++);
    for (int c = 0; c < columns; c++) {
      counts[c + 1] += counts[c];
    }
    checkSize(counts[columns], "Z");
    DMatrixSparseCSC z = new DMatrixSparseCSC(rows, columns, (int) counts[columns]);
    z.nz_length = (int) counts[columns];
    for (int c = 0; c <= columns; c++) {
      z.col_idx[c] = (int) counts[c];
    }
    int[] next = Arrays.copyOf(z.col_idx, columns);
    forEachEntry(
        variables,
        effects,
        (row, column, value) -> {
          z.nz_rows[next[column]] = row;
          z.nz_values[next[column]++] = value;
        });
    z.indicesSorted = true;
    return z;
  }

  private void forEachEntry(
      DesignVariables variables, List<Effects> effects, CrossSums.Target target) {
    RowValues values = new RowValues(variables);
    for (int r = 0; r < rows; r++) {
      values.read(r);
      int row = r;
      for (Effects term : effects) {
        int start = term.start() + term.group().indexAt(values.positions) * term.size();
        for (TermCoding coding : term.codings()) {
          values.write(coding, start, (column, value) -> target.add(row, column, value));
          start += coding.columns();
        }
      }
    }
  }

  private static List<String> randomNames(List<Effects> effects) {
    List<String> names = new ArrayList<>();
    for (Effects term : effects) {
      List<String> columns =
          term.codings().stream().flatMap(coding -> coding.names().stream()).toList();
      for (String level : term.group().levels()) {
        columns.forEach(column -> names.add(column + "|" + level));
      }
    }
    return names;
  }

  private void checkSize(long elements, String matrix) {
    if (elements > Integer.MAX_VALUE - 8) {
      throw new BlupException(
          structure.name()
              + ": "
              + matrix
              + " would have "
              + elements
              + " elements, more than an array can hold. Fit the model without its matrices");
    }
  }

  private void grow() {
    int capacity = 2 * rows;
    responses = Arrays.copyOf(responses, capacity);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Arrays.copyOf(numbers[i], capacity);
    }
    for (int f = 0; f < levels.length; f++) {
      levels[f] = Arrays.copyOf(levels[f], capacity);
    }
  }
}
